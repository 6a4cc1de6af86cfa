//! `gouji init`: a gouji.toml to begin with.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use gouji_project::FILE_NAME;
use gouji_project::Status;
use gouji_project::words;
use gouji_report::Lang;

/// What is written: every key, all but the harmless ones commented out.
pub(crate) const STARTER: &str = include_str!("starter.toml");

pub(crate) fn run(lang: Lang) -> miette::Result<Status> {
    // Opened so that a file that is there is not touched, even where it has just been made.
    match File::create_new(FILE_NAME).and_then(|mut file| file.write_all(STARTER.as_bytes())) {
        Ok(()) => {
            println!("{}", lang.choose("已写入 gouji.toml", "wrote gouji.toml"));
            Ok(Status::Clean)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(miette::miette!(
            help = lang.choose("先改名或删去", "rename or delete it first"),
            "{}",
            lang.choose("gouji.toml 已经存在，没有改动", "gouji.toml exists and was not changed")
        )),
        Err(error) => {
            Err(miette::miette!("{}", words::unwritten(Some(Path::new(FILE_NAME)), &error)))
        }
    }
}
