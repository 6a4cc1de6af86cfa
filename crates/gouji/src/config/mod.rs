//! Configuration: which settings hold for a file, and where each comes from.
//!
//! ```text
//! built in ◀ profiles of the jurisdiction ◀ gouji.toml, after what it extends ◀ its overrides ◀ --config KEY=VALUE ◀ other options
//! ```
//!
//! Each of these is one [`Settings`] with the [`Layer`] that the engine gets; a later one is laid over
//! those before it. The closest gouji.toml from a file upwards holds, as a whole.
//!
//! * [`shape`] – the keys of a gouji.toml, and its schema
//! * [`file`] – a gouji.toml taken apart, refused with the place and what to write
//! * [`find`] – which gouji.toml holds for a folder, and what it extends
//! * [`layers`] – settings laid one over the other
//! * [`plan`] – from files to what each is checked with
//! * [`task`] – what that is, for one file
//! * [`ruleset`] – the rules of a jurisdiction under a configuration; equal settings share one linter
//! * [`waive`] – findings that are let pass for a reason
//! * [`comment`] – the same, for a reason that the report itself gives
//! * [`notice`] – what the configuration itself is to blame for
//! * [`baseline`] – findings that were there before
//! * [`show`], [`init`] – `gouji config` and `gouji init`

use std::sync::Arc;

use gouji_rules::Linter;

use crate::args::ConfigArgs;

pub(crate) mod baseline;
mod comment;
mod date;
mod file;
mod find;
pub(crate) mod init;
mod layers;
mod notice;
mod plan;
mod ruleset;
mod settings;
mod shape;
pub(crate) mod show;
mod task;
mod waive;

pub(crate) use date::Date;
pub(crate) use file::read;
pub(crate) use notice::{Notice, tell};
pub(crate) use plan::Plans;
pub(crate) use ruleset::Chosen;
pub(crate) use settings::{FILE_NAME, Settings, Sourced};
pub(crate) use shape::schema;
pub(crate) use task::Task;

/// What checks a file of the current folder.
pub(crate) fn linter_here() -> miette::Result<Arc<Linter>> {
    Plans::new(&ConfigArgs::default(), None)?.linter_here()
}
