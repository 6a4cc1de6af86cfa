//! Tests over all formats, and what the tests of each are written with.

mod hostile;
pub(crate) mod samples;
pub(crate) mod schema;
mod two_files;
pub(crate) mod units;
