//! Where results go: standard output, or a file that appears whole or not at all.
//!
//! [`write`] and [`print`] are for results, [`replace`] for a report whose text was changed.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::leftover::Leftover;
use gouji_project::words;

/// Where results go, once it is open.
#[derive(Debug)]
pub(crate) enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or a pipe, which cannot be replaced.
    Device(BufWriter<File>),
    /// A file under another name in the same folder, renamed at the end, so that a reader never sees half of it and a
    /// failed run leaves the old one as it was.
    Replacement {
        out: BufWriter<tempfile::NamedTempFile>,
        path: PathBuf,
        _leftover: Leftover,
    },
}

impl Sink {
    /// Opens `target`, or standard output where there is none.
    pub(crate) fn open(target: Option<&Path>) -> io::Result<Self> {
        let path = match target {
            // Opened anew, it would be written over from its start where it is a file.
            Some(path) if path != Path::new("/dev/stdout") => path,
            _ => return Ok(Self::Stdout(BufWriter::new(io::stdout().lock()))),
        };
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self::Device(BufWriter::new(File::options().write(true).open(path)?)));
        }
        // A link is followed, not replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (file, leftover) = tempfile_beside(&path)?;
        Ok(Self::Replacement { out: BufWriter::new(file), path, _leftover: leftover })
    }

    /// Puts what was written in its place.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Device(mut out) => out.flush(),
            Self::Replacement { out, path, _leftover } => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }

    fn out(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::Device(out) => out,
            Self::Replacement { out, .. } => out,
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out().flush()
    }
}

/// Writes what `render` writes to `target`, or to standard output when there is none.
pub(crate) fn write(
    target: Option<&Path>,
    render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let written = || {
        let mut sink = Sink::open(target)?;
        render(&mut sink)?;
        sink.finish()
    };
    unless_hung_up(target, written())
}

/// A reader of standard output that hangs up (`gouji check | head`) is no error.
pub(crate) fn unless_hung_up(target: Option<&Path>, result: io::Result<()>) -> io::Result<()> {
    let stdout = target.is_none_or(|path| path == Path::new("/dev/stdout"));
    match result {
        Err(error) if stdout && error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
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
