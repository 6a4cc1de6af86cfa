//! How paths are written in results.

use std::path::{Component, Path, PathBuf};

/// How a path is written in results: with `/` on every system, without a leading `./`.
pub fn display_name(path: &Path) -> String {
    let shown: PathBuf = path.components().filter(|it| *it != Component::CurDir).collect();
    let shown = if shown.as_os_str().is_empty() { path } else { &shown };
    let text = shown.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// How a path is shown: from the current folder on, where it lies below.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().map(|it| canonical(&it)).unwrap_or_default();
    let path = canonical(path);
    display_name(path.strip_prefix(&here).unwrap_or(&path))
}

/// The path without links and `..`, where it leads somewhere.
pub fn canonical(path: &Path) -> PathBuf {
    let canonical = dunce(std::fs::canonicalize(path).ok());
    canonical.unwrap_or_else(|| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// On Windows a canonical path begins with `\\?\`, which no message should show.
fn dunce(path: Option<PathBuf>) -> Option<PathBuf> {
    let path = path?;
    let text = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    Some(text.filter(|it| !it.starts_with("UNC")).map(PathBuf::from).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_says_nothing() {
        let names = ["./a.txt", "a/./b.md", "../c.txt", "/x/y.txt", "."];
        let shown = names.map(|name| display_name(Path::new(name)));
        assert_eq!(shown, ["a.txt", "a/b.md", "../c.txt", "/x/y.txt", "."]);
    }
}
