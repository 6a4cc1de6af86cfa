//! Archives of reports (.zip): the files in them, within the limits of the parts of a .docx.

use crate::{ReadError, package::Package};

/// A file of an archive: its path in it, and its bytes, or why they cannot be had.
pub type Member = (String, Result<Vec<u8>, ReadError>);

/// Returns the files of an archive whose paths are `wanted`, in the order of their paths. A file that cannot be
/// unpacked says so itself, and the others are there all the same.
///
/// # Errors
///
/// What is no archive, or a damaged one; one with too many files.
pub fn members(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<Member>, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut files = package.files();
    files.retain(|(_, path)| wanted(path));
    files.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok(files.into_iter().map(|(at, path)| (path, package.bytes_at(at))).collect())
}

#[cfg(test)]
mod tests {
    use zip::CompressionMethod;

    use super::members;
    use crate::{ReadError, flow::testing::zipped};

    #[test]
    fn files_are_told_by_their_paths_in_whatever_encoding() {
        let parts = [("b/年报.txt", &b"2"[..]), ("a.txt", b"1"), ("c.png", b"3"), ("d/", b"")];
        let archive = zipped(CompressionMethod::Deflated, parts);
        let read = members(&archive, |path| path != "c.png").unwrap();
        let read: Vec<_> = read.into_iter().map(|(path, bytes)| (path, bytes.unwrap())).collect();
        assert_eq!(read, [("a.txt".into(), b"1".to_vec()), ("b/年报.txt".into(), b"2".to_vec())]);
        // As Windows writes names: in GBK, and without the mark that they are in UTF-8.
        let gbk = encoding_rs::GB18030.encode("年报").0.into_owned();
        let mut archive = zipped(CompressionMethod::Stored, [("0123.txt", &b"1"[..])]);
        for at in [30, memchr::memmem::find(&archive, b"PK\x01\x02").unwrap() + 46] {
            archive[at..at + 4].copy_from_slice(&gbk);
        }
        assert_eq!(members(&archive, |_| true).unwrap()[0].0, "年报.txt");
    }

    #[test]
    fn a_bomb_is_that_files_own_error() {
        let blanks = vec![b' '; 33 << 20];
        let archive =
            zipped(CompressionMethod::Deflated, [("a.txt", &blanks[..]), ("b.txt", b"1")]);
        let read = members(&archive, |_| true).unwrap();
        assert!(matches!(read[0].1, Err(ReadError::Limit(_))));
        assert_eq!(read[1].1.as_ref().unwrap(), b"1");
        assert!(members(&archive[..100], |_| true).is_err());
    }
}
