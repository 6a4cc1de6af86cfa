//! Paths as URI references: what is not ASCII, and what means something in a URI, is
//! percent-encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986. A colon is among the encoded ones, so that no
/// relative path reads as a scheme.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The reference to a path whose parts are separated by `/`; absolute ones become `file:` URIs.
pub(super) fn of(path: &str) -> String {
    let encoded = utf8_percent_encode(path, ENCODED);
    if path.starts_with("//") {
        // a share: //server/folder
        format!("file:{encoded}")
    } else if path.starts_with('/') {
        format!("file://{encoded}")
    } else if has_drive(path) {
        let (drive, rest) = path.split_at(2);
        format!("file:///{drive}{}", utf8_percent_encode(rest, ENCODED))
    } else {
        encoded.to_string()
    }
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
        let check = |path: &str, expected: &str| assert_eq!(of(path), expected);
        check("年报/2024 县.txt", "%E5%B9%B4%E6%8A%A5/2024%20%E5%8E%BF.txt");
        check("a:b#c?d%20[1].md", "a%3Ab%23c%3Fd%2520%5B1%5D.md");
        check("../旧/a~b_c-d.txt", "../%E6%97%A7/a~b_c-d.txt");
        check("/𠮷.txt", "file:///%F0%A0%AE%B7.txt");
        check("C:/年.txt", "file:///C:/%E5%B9%B4.txt");
        check("//server/a.txt", "file://server/a.txt");
        check("-", "-");
    }
}
