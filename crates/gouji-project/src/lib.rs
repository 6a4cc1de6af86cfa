//! A folder of reports as a project: which settings and rules hold for each file, and what is found in it.
//!
//! ```text
//! built in ◀ profiles of the jurisdiction ◀ gouji.toml, after what it extends ◀ its overrides ◀ ProjectOptions
//! path or buffer ──Project::settings_of──▶ FileSettings ──CheckedFile::new──▶ findings, or why it was not read
//! ```
//!
//! The command, an editor's server, a page and other languages are thin faces on this crate. Each place that sets
//! something is one [`Settings`]; a later one is laid over those before it. The closest gouji.toml from a file
//! upwards holds, as a whole.
//!
//! * [`Project`] – finds the settings of files; what is equal is made once
//! * [`FileSettings`] – what holds for one file; [`CheckedFile`] – what comes of it; [`LastYear`] – what it is checked beside
//! * [`extracted`] – the figures of a document as data
//! * [`audited`] – a file of many that are compared with one another
//! * [`discover`] – from paths to files; [`Input`] – a file, standard input or a buffer, and how it is read
//! * `config_shape`, `config_file`, `find`, `layers` – the keys of a gouji.toml, one taken apart, which one holds, all of them
//!   laid over each other
//! * `rules` – the rules of a jurisdiction under a configuration; equal settings share one linter
//! * `waiver`, `inline_waiver`, [`baseline`] – findings that are let pass
//! * [`Notice`] – what the configuration itself is to blame for
//! * [`words`] – messages in one language of the two, and errors of the system in words
//! * [`Results`], [`AuditResults`] – everything that a run or an audit has to show, handed to the reporter
//! * [`AnnotatedFile`] – a copy of a .docx with comments

mod annotated_file;
mod archive_member;
mod audit_results;
pub mod audited;
mod author;
pub mod baseline;
mod checked_file;
mod config_file;
mod config_shape;
mod date;
pub mod discover;
mod extracted;
mod file_settings;
mod find;
mod guard;
mod inline_waiver;
mod input;
mod last_year;
mod layers;
mod level;
mod limited;
mod notice;
mod options;
mod own_files;
mod project;
mod project_cache;
mod read;
mod results;
mod rules;
mod settings;
mod shipped;
mod shown_file;
mod shown_path;
mod status;
mod waiver;
pub mod words;

pub use annotated_file::AnnotatedFile;
pub use audit_results::{AuditLook, AuditResults, UnitsFile};
pub use author::{AUTHOR, forget_own_comments, is_annotated};
pub use checked_file::{CheckedFile, is_result};
pub use config_file::read_toml;
pub use config_shape::config_schema;
pub use date::Day;
pub use extracted::extracted;
pub use file_settings::{EffectiveSettings, FileSettings, JudgedReport};
pub use guard::{guarded, last_panic};
pub use input::{Convert, Input, NoConversion, ReadFile, ReadingOptions, UnreadFile};
pub use last_year::LastYear;
pub use level::{FailOn, OnNotChecked};
pub use limited::{LIMIT, limited};
pub use notice::Notice;
pub use options::{OpenTexts, ProjectOptions, is_jurisdiction};
pub use own_files::{FileOrigin, OwnFiles, TextDigest};
pub use project::{Project, WithSettings};
pub use project_cache::ProjectCache;
pub use read::{PDF, read};
pub use results::{Results, finding_rows, with_run, write};
pub use rules::{ChosenRules, DecidedBy, Ruleset};
pub use settings::{FILE_NAME, SourcedSetting, origin};
pub use shipped::{compile_ahead, configured, digest, every_rule, try_pack};
pub use shown_file::ShownFile;
pub use shown_path::{canonical, display_name, shown};
pub use status::Status;
