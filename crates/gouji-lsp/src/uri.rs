//! Paths to `file:` URIs (RFC 8089) and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::percent_decode_str;

/// The path of a file; none of what is no file of this machine: `untitled:Untitled-1`.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = percent_decode_str(rest).decode_utf8().ok()?;
    if !decoded.starts_with('/') {
        // a share: file://server/folder
        return cfg!(windows).then(|| PathBuf::from(format!("//{decoded}")));
    }
    let is_drive = decoded[1..].starts_with(|it: char| it.is_ascii_alphabetic())
        && decoded[2..].starts_with(':');
    Some(PathBuf::from(if cfg!(windows) && is_drive { &decoded[1..] } else { &*decoded }))
}

/// The URI of the file at an absolute path.
pub(crate) fn of(path: &Path) -> Uri {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    Uri(gouji_reporter::file_uri(&text))
}

/// What a file that is nowhere yet goes by: the last part of its URI, with an ending if it has none.
pub(crate) fn name(uri: &Uri, language: &str) -> String {
    let last = uri.0.rsplit(['/', ':']).next().unwrap_or_default();
    let last = percent_decode_str(last).decode_utf8_lossy();
    let ending = match language {
        "markdown" => "md",
        "html" => "html",
        "toml" => "toml",
        _ => "txt",
    };
    if last.contains('.') { last.into_owned() } else { format!("{last}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_comes_back() {
        let check = |path_of: &str, uri_of: &str| {
            assert_eq!(of(Path::new(path_of)).0, uri_of);
            assert_eq!(path(&Uri(uri_of.to_owned())).as_deref(), Some(Path::new(path_of)));
        };
        check("/a/年报 1.md", "file:///a/%E5%B9%B4%E6%8A%A5%201.md");
        check("/a/100%#.md", "file:///a/100%25%23.md");
        assert_eq!(path(&Uri("untitled:Untitled-1".to_owned())), None);
        assert_eq!(path(&Uri("file:///a/%FF".to_owned())), None);
        assert_eq!(path(&Uri("file://localhost/a".to_owned())).as_deref(), Some(Path::new("/a")));
    }

    #[test]
    fn what_is_nowhere_yet_has_a_name() {
        let check = |uri: &str, language, expected| {
            assert_eq!(name(&Uri(uri.to_owned()), language), expected);
        };
        check("untitled:Untitled-1", "markdown", "Untitled-1.md");
        check("untitled:%E5%B9%B4.html", "html", "年.html");
        check("", "plaintext", ".txt");
    }
}
