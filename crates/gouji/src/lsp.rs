//! `gouji lsp`.

use gouji_project::Status;

use crate::project::today;

/// Serves an editor until it ends the connection.
pub(crate) fn run() -> miette::Result<Status> {
    match gouji_lsp::run_on_standard_streams(today()?) {
        Ok(()) => Ok(Status::Clean),
        Err(error) => Err(miette::miette!("{error}")),
    }
}
