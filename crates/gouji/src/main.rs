//! The program `gouji`.

use std::process::ExitCode;

/// A ninth of the instructions of a check (docs/performance.md).
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gouji::run_command(std::env::args_os()).into()
}
