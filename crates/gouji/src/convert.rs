//! Files that are not read but can be converted (.rtf, old .wps): by LibreOffice, where it
//! is installed and the user asks for it.
//!
//! Each file is converted by a process of its own, in a private temporary folder with a profile of
//! its own, without macros and without looking at linked files, for at most [`TIME_LIMIT`]. Nothing
//! of it stays behind.

use std::env;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use gouji_parser::format::{Handling, Refusal};
use gouji_project::Convert;
use tempfile::TempDir;

use crate::leftover::Leftover;
use gouji_project::limited;
use gouji_project::words;
use gouji_report::Lang;

/// How long one conversion may take. The first start of a new profile alone takes seconds.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Names of the command, and where installers put it without putting it on PATH.
const COMMANDS: [&str; 2] = ["soffice", "libreoffice"];
const PLACES: [&str; 3] = [
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];

/// Settings of the private profile: no macro runs, no link is followed (2: never).
const SETTINGS: [(&str, &str, &str); 5] = [
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
];

/// What is done about files that are not read but can be converted.
#[derive(Debug)]
pub(crate) enum Conversion {
    /// Nothing: nobody asked for it.
    NotAsked,
    /// Nothing: LibreOffice was not found.
    NotInstalled,
    /// They are converted.
    By(LibreOffice),
}

impl Conversion {
    pub(crate) fn of(asked: bool) -> Self {
        match (asked, LibreOffice::find) {
            (false, _) => Self::NotAsked,
            (true, find) => find().map_or(Self::NotInstalled, Self::By),
        }
    }
}

impl Convert for Conversion {
    fn convert(&self, refusal: &Refusal, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let entry = refusal.format.entry();
        if entry.handling != Handling::Converted {
            return Err(refusal.to_string());
        }
        let (zh, en) = match self {
            Self::NotAsked => (
                "装有 LibreOffice 的，也可加 --convert".to_owned(),
                "where LibreOffice is installed, --convert does it".to_owned(),
            ),
            Self::NotInstalled => (
                "--convert 要用 LibreOffice，本机没有找到（命令 soffice）".to_owned(),
                "--convert needs LibreOffice, which was not found (command soffice)".to_owned(),
            ),
            Self::By(office) => match office.to_docx(bytes, entry.name) {
                Ok(docx) => return Ok(docx),
                Err(error) => error.both(),
            },
        };
        let Refusal { what, advice, english, english_advice, .. } = refusal;
        Err(format!(
            "{what}不能直接检查：{advice}；{zh} / {english} cannot be checked: {english_advice}; {en}"
        ))
    }
}

/// Why a conversion gave nothing.
#[derive(Debug)]
enum ConversionFailure {
    TimedOut(Duration),
    Status(ExitStatus),
    NothingWritten,
    Io(io::Error),
}

impl From<io::Error> for ConversionFailure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl ConversionFailure {
    /// In Chinese and in English.
    fn both(&self) -> (String, String) {
        match self {
            Self::TimedOut(limit) => {
                let seconds = limit.as_secs();
                (
                    format!("LibreOffice 转换超过 {seconds} 秒，已中止"),
                    format!("LibreOffice took more than {seconds} s and was stopped"),
                )
            }
            Self::Status(status) => (
                format!("LibreOffice 转换失败（{}）", ended(*status)),
                format!("LibreOffice failed ({})", ended(*status)),
            ),
            Self::NothingWritten => (
                "LibreOffice 打不开它，没有转换出 .docx".to_owned(),
                "LibreOffice could not open it and wrote no .docx".to_owned(),
            ),
            Self::Io(error) => (
                format!("LibreOffice 不能运行（{}）", words::io(error, Lang::Zh)),
                format!("LibreOffice cannot be run ({})", words::io(error, Lang::En)),
            ),
        }
    }
}

/// The status of a program that failed: its number, or a dash where a signal ended it.
fn ended(status: ExitStatus) -> String {
    status.code().map_or_else(|| "—".to_owned(), |code| code.to_string())
}

/// An installed LibreOffice.
#[derive(Debug)]
pub(crate) struct LibreOffice {
    program: PathBuf,
    time_limit: Duration,
}

impl LibreOffice {
    fn find() -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        let on_path = COMMANDS.iter().flat_map(|name| {
            env::split_paths(&path)
                .map(move |folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
        });
        let program =
            on_path.chain(PLACES.iter().map(PathBuf::from)).find(|program| program.is_file())?;
        Some(Self { program, time_limit: TIME_LIMIT })
    }

    fn to_docx(&self, bytes: &[u8], ending: &str) -> Result<Vec<u8>, ConversionFailure> {
        let (folder, _folder) = Leftover::of(|| -> io::Result<_> {
            let folder = tempfile::Builder::new().prefix("gouji-").tempdir()?;
            let path = folder.path().to_owned();
            Ok((folder, move || drop(fs::remove_dir_all(&path))))
        })?;
        let report = folder.path().join("report").with_extension(ending);
        fs::write(&report, bytes)?;
        let mut command = self.command(&folder, &report)?;
        let (child, _child) = Leftover::of(|| -> io::Result<_> {
            let child = command.spawn()?;
            let undo = stopper(&child);
            Ok((child, undo))
        })?;
        let status = self.wait(child)?;
        if !status.success() {
            return Err(ConversionFailure::Status(status));
        }
        match File::open(folder.path().join("out").join("report.docx")) {
            Ok(file) => Ok(limited(file)?),
            Err(_) => Err(ConversionFailure::NothingWritten),
        }
    }

    fn command(&self, folder: &TempDir, report: &Path) -> io::Result<Command> {
        let [profile, scratch, out] = ["profile", "tmp", "out"].map(|it| folder.path().join(it));
        fs::create_dir(&scratch)?;
        fs::create_dir_all(profile.join("user"))?;
        fs::write(profile.join("user").join("registrymodifications.xcu"), settings())?;
        let mut command = Command::new(&self.program);
        command
            .arg(format!("-env:UserInstallation={}", file_url(&profile)))
            .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"])
            .args([OsStr::new("--convert-to"), OsStr::new("docx"), OsStr::new("--outdir")])
            .args([out.as_os_str(), report.as_os_str()])
            .current_dir(folder.path())
            .env("TMPDIR", &scratch)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        {
            // The command is a script that starts the program proper: both have to be stopped.
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        Ok(command)
    }

    fn wait(&self, mut child: Child) -> Result<ExitStatus, ConversionFailure> {
        let deadline = Instant::now() + self.time_limit;
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            if Instant::now() >= deadline {
                stop(&mut child)?;
                return Err(ConversionFailure::TimedOut(self.time_limit));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Kills a process that [`LibreOffice::command`] started, and on Unix every one that it started.
fn stop(child: &mut Child) -> io::Result<()> {
    stopper(child)();
    #[cfg(not(unix))]
    child.kill()?;
    child.wait().map(drop)
}

/// Kills what [`stop`] kills, from any thread; nothing but on Unix.
fn stopper(child: &Child) -> impl Fn() + Send + use<> {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = Pid::from_child(child);
        // A group that has just ended by itself is no error.
        move || {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
    #[cfg(not(unix))]
    {
        let _ = child;
        || ()
    }
}

/// `registrymodifications.xcu` of the private profile.
fn settings() -> String {
    let mut text = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        "\n",
        r#"<oor:items xmlns:oor="http://openoffice.org/2001/registry">"#,
        "\n"
    )
    .to_owned();
    for (path, name, value) in SETTINGS {
        let _ = writeln!(
            text,
            r#"<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>"#
        );
    }
    text.push_str("</oor:items>\n");
    text
}

/// The URL of an absolute path.
fn file_url(path: &Path) -> String {
    let path = if cfg!(windows) {
        format!("/{}", path.to_string_lossy().replace('\\', "/")).into()
    } else {
        path.as_os_str().to_owned()
    };
    let mut url = "file://".to_owned();
    for &byte in path.as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use gouji_parser::Format;

    use super::*;

    #[test]
    fn a_path_becomes_a_url() {
        if cfg!(unix) {
            assert_eq!(file_url(Path::new("/t m/年")), "file:///t%20m/%E5%B9%B4");
        }
    }

    #[cfg(unix)]
    mod with_a_script_for_libreoffice {
        use std::os::unix::fs::PermissionsExt;

        use super::*;

        /// What a script in the place of `soffice` makes of the file `甲`, and how long it takes.
        fn check(script: &str, time_limit: Duration) -> (Result<Vec<u8>, String>, Duration) {
            let folder = tempfile::tempdir().unwrap();
            let program = folder.path().join("soffice");
            fs::write(program.with_extension("sh"), format!("#!/bin/sh\n{script}\n")).unwrap();
            // A file that this process, with its many threads, had open for writing may be busy.
            let mut copy = Command::new("cp");
            copy.args(["soffice.sh", "soffice"]).current_dir(folder.path());
            assert!(copy.status().unwrap().success());
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
            let office = Conversion::By(LibreOffice { program, time_limit });
            let start = Instant::now();
            let refusal = Format::Rtf.refusal().unwrap();
            (office.convert(&refusal, "甲".as_bytes()), start.elapsed())
        }

        const LONG: Duration = Duration::from_secs(60);

        #[test]
        fn what_it_writes_is_the_result() {
            // The last two arguments are the output folder and the file.
            let script = r#"for last; do out=$file; file=$last; done
                case "$1" in -env:UserInstallation=file:///*) ;; *) exit 3;; esac
                grep -q DisableMacrosExecution profile/user/registrymodifications.xcu || exit 4
                [ "$TMPDIR" = "$PWD/tmp" ] || exit 5
                mkdir "$out" && { cat "$file"; echo; basename "$file"; } > "$out/report.docx""#;
            let (result, _) = check(script, LONG);
            assert_eq!(result.as_deref(), Ok("甲\nreport.rtf\n".as_bytes()));
        }

        #[test]
        fn its_failures_are_told_with_what_to_do() {
            let message = |script| check(script, LONG).0.unwrap_err();
            for (script, zh, en) in [
                ("exit 77", "LibreOffice 转换失败（77）", "failed (77)"),
                ("exit 0", "没有转换出 .docx", "wrote no .docx"),
            ] {
                let message = message(script);
                assert!(message.contains(zh) && message.contains(en), "{message}");
                assert!(message.contains("另存为 .docx"), "{message}");
            }
        }

        #[test]
        fn it_is_stopped_in_time_with_all_that_it_started() {
            let folder = tempfile::tempdir().unwrap();
            let late = folder.path().join("late");
            let script = format!("(sleep 2; touch '{}') & wait", late.display());
            let (result, elapsed) = check(&script, Duration::from_millis(200));
            let message = result.unwrap_err();
            assert!(message.contains("转换超过 0 秒，已中止"), "{message}");
            assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
            std::thread::sleep(Duration::from_millis(2300).saturating_sub(elapsed));
            assert!(!late.exists());
        }
    }
}
