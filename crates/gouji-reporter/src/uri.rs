//! Paths as URI references: what is not ASCII, and what means something in a URI, is
//! percent-encoded; no reference climbs out of the root with `..`, which platforms refuse.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986. A colon is among the encoded ones, so that no
/// relative path reads as a scheme.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The reference to a path whose parts are separated by `/`: relative within `root`, the folder that
/// relative paths begin at, as platforms map it to a repository; a `file:` URI outside of it.
pub(crate) fn of(path: &str, root: Option<&str>) -> String {
    let whole = match root {
        Some(root) if !is_absolute(path) => {
            Cow::Owned(format!("{}/{path}", root.trim_end_matches('/')))
        }
        _ => Cow::Borrowed(path),
    };
    let whole = if is_absolute(&whole) { plain(&whole) } else { plain(path) };
    let inside = root.map(plain).and_then(|root| {
        let rest = whole.strip_prefix(&root)?;
        if root.ends_with('/') { Some(rest) } else { rest.strip_prefix('/') }
    });
    if let Some(inside) = inside.filter(|inside| !inside.is_empty()) {
        return utf8_percent_encode(inside, ENCODED).to_string();
    }
    let encoded = utf8_percent_encode(&whole, ENCODED);
    if whole.starts_with("//") {
        // a share: //server/folder
        format!("file:{encoded}")
    } else if whole.starts_with('/') {
        format!("file://{encoded}")
    } else if has_drive(&whole) {
        let (drive, rest) = whole.split_at(2);
        format!("file:///{drive}{}", utf8_percent_encode(rest, ENCODED))
    } else {
        encoded.to_string()
    }
}

/// Returns the `file:` URI of an absolute path whose parts are separated by `/` (RFC 8089).
pub fn file_uri(path: &str) -> String {
    of(path, None)
}

/// The path without `.` and `..`; one that climbs above its beginning stops there.
fn plain(path: &str) -> String {
    let lead =
        if path.starts_with("//") { "//" } else { &path[..usize::from(path.starts_with('/'))] };
    let mut parts: Vec<&str> = Vec::new();
    for part in path[lead.len()..].split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    format!("{lead}{}", parts.join("/"))
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || has_drive(path)
}

/// `C:/…`
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        let check = |path: &str, expected: &str| assert_eq!(of(path, None), expected);
        check("年报/2024 县.txt", "%E5%B9%B4%E6%8A%A5/2024%20%E5%8E%BF.txt");
        check("a:b#c?d%20[1].md", "a%3Ab%23c%3Fd%2520%5B1%5D.md");
        check("/𠮷.txt", "file:///%F0%A0%AE%B7.txt");
        check("C:/年.txt", "file:///C:/%E5%B9%B4.txt");
        check("//server/a.txt", "file://server/a.txt");
        check("-", "-");
    }

    #[test]
    fn references_stay_within_the_root_and_never_climb() {
        let check = |path: &str, expected: &str| assert_eq!(of(path, Some("/repo")), expected);
        check("a.txt", "a.txt");
        check("./x/../a.txt", "a.txt");
        check("/repo/x/a.txt", "x/a.txt");
        check("../repo/a.txt", "a.txt");
        check("../旧/a~b_c-d.txt", "file:///%E6%97%A7/a~b_c-d.txt");
        check("../../../x", "file:///x");
        check("/repository/a.txt", "file:///repository/a.txt");
        check("-", "-");
        assert_eq!(of("../a.txt", None), "a.txt");
        assert_eq!(of("C:/r/x/a.txt", Some("C:/r")), "x/a.txt");
        assert_eq!(of("a.txt", Some("/")), "a.txt");
    }
}
