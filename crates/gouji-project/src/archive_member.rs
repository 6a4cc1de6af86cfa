//! A file of an archive by the name that results give it: `年报.zip!/2024/某局.docx`.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_parser::archive::members;

use crate::limited::limited;
use crate::words;

/// An archive, and the bytes of a file in it, or in both languages why there are none.
type Archived = (PathBuf, Result<Arc<[u8]>, String>);

/// Returns the archive that `path` begins with and the file whose place in it follows `!/`; none where nothing
/// such is named, or `path` itself is a file.
pub(crate) fn archive_member(path: &Path) -> Option<Archived> {
    let whole = path.to_str().filter(|whole| whole.contains("!/") && !path.exists())?;
    let mut parts =
        whole.match_indices("!/").map(|(at, mark)| (&whole[..at], &whole[at + mark.len()..]));
    let (archive, wanted) = parts.find(|(archive, _)| Path::new(archive).is_file())?;
    Some((archive.into(), member(Path::new(archive), wanted)))
}

fn member(archive: &Path, wanted: &str) -> Result<Arc<[u8]>, String> {
    let bytes = File::open(archive).and_then(limited);
    let bytes = bytes.map_err(|error| words::both(|lang| words::io(&error, lang)))?;
    let mut found =
        members(&bytes, |member| member == wanted).map_err(|error| error.to_string())?;
    match found.pop() {
        Some((_, bytes)) => bytes.map(Into::into).map_err(|error| error.to_string()),
        None => Err("压缩包里没有这个文件 / no such file in the archive".to_owned()),
    }
}
