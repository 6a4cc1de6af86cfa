//! The program `gouji`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gouji::run_command(std::env::args_os()).into()
}
