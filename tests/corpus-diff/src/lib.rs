//! What a change of gouji finds and loses over a corpus, and how much of it is right; reports of our
//! own making to try it on.
//!
//! ```text
//! JSON before ┐
//!             ├─▶ Difference: new and lost findings, by rule
//! JSON after ─┤
//!             ├─▶ Review: what nobody judged, judgements that match nothing
//! precision.toml ─▶ page: true, false and unclear findings, by rule (docs/precision.md)
//! ```
//!
//! * [`exact`] – whether two runs are the same byte by byte
//! * [`generate`] – the reports
//! * [`growth`] – how the cost of a check grows with the size of a file
//!
//! It reads what `gouji check --format json` prints and knows no rule. Its tests are in
//! tests/precision.rs beside the other tests of the repository, so that they need no build of their
//! own.

mod difference;
pub mod exact;
mod findings;
pub mod generate;
pub mod growth;
mod judgement;

pub use difference::Difference;
pub use findings::{Filter, Findings, Found};
pub use judgement::{Judgements, Review, Verdict};

/// What is wrong with a file that was given.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No output of `gouji check --format json`.
    #[error("not the output of `gouji check --format json`: {0}")]
    Json(#[from] serde_json::Error),
    /// No list of judgements.
    #[error("not a list of judgements: {0}")]
    Toml(#[from] toml::de::Error),
    /// A finding is judged twice.
    #[error("judged twice: {0}")]
    Twice(String),
    /// A binary, a corpus or a run that was kept cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// An annotated Word file cannot be read.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// Valgrind is not there or does not count.
    #[error("callgrind gives no count: {0}")]
    Callgrind(String),
    /// A verdict that needs a reason has none.
    #[error("a verdict other than `true` needs a reason: {0}")]
    NoReason(String),
}
