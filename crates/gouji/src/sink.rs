//! Where results go: standard output, or a file that appears whole or not at all.
//!
//! [`write`] and [`print`] are for results, [`replace`] for a report whose text was changed.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use crate::leftover::Leftover;
use gouji_project::words;

/// Writes what `render` writes to `target`, or to standard output when there is none. A reader
/// that hangs up (`gouji check | head`) is no error.
pub(crate) fn write(
    target: Option<&Path>,
    render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match target {
        // Opened anew, it would be written over from its start where it is a file.
        Some(path) if path != Path::new("/dev/stdout") => to_file(path, render),
        _ => match to_stdout(render) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => result,
        },
    }
}

/// Writes what `render` writes to standard output.
pub(crate) fn print(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> miette::Result<()> {
    write(None, render).map_err(|error| miette::miette!("{}", words::unwritten(None, &error)))
}

/// Puts `bytes` in the place of the file at `path`: whole or not at all, with the permissions that it
/// had. A file that may not be written is left alone.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Renaming another file over it would need no permission to write it.
    let permissions = File::options().write(true).open(path)?.metadata()?.permissions();
    let path = fs::canonicalize(path)?;
    let (mut file, _leftover) = tempfile_beside(&path)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

fn to_stdout(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    render(&mut out)?;
    out.flush()
}

/// The file is written under another name in the same folder and renamed, so that a reader never
/// sees half of it and a failed run leaves the old one as it was.
fn to_file(path: &Path, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A device or a pipe cannot be replaced.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        render(&mut out)?;
        return out.flush();
    }
    // A link is followed, not replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (file, _leftover) = tempfile_beside(&path)?;
    let mut out = BufWriter::new(file);
    render(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// A new file in the folder of `path`, under a name that no report has; it goes where the run is
/// interrupted.
fn tempfile_beside(path: &Path) -> io::Result<(tempfile::NamedTempFile, Leftover)> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gouji-");
    #[cfg(unix)]
    {
        // As for any new file: the umask decides, not the privacy of temporary files.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    Leftover::of(|| {
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        Ok((file, move || drop(fs::remove_file(&path))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_run_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        write(Some(&path), |out| out.write_all(b"old")).unwrap();
        let failed = write(Some(&path), |out| {
            out.write_all(b"ne")?;
            Err(io::Error::other("full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_file_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("out"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(Some(&link), |out| out.write_all(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_permissions_and_its_links() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        assert!(replace(&folder.path().join("gone"), b"new").is_err());
    }
}
