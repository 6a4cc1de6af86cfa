//! A document read against the statutory form: which figure stands where, and who reports for which year.
//!
//! ```text
//! Document ──bind(form)──▶ Report
//! ```
//!
//! * [`bind::bind`] – the function that matters: a document to a [`bind::Report`] of sections, tables and cells
//! * [`form`] – the statutory templates, their kinds, and the organs that report, compiled from TOML
//! * [`place`] – where an issuer is, with the code of GB/T 2260
//! * [`view`] – the tables as the form draws them, with the report's values
//! * [`sheet`] – the values alone, owned
//! * [`PackedTable`] – a table with its values in little room
//! * [`refusal`] and [`nearness`] – what is wrong in a data file, and the name that may have been meant
//! * [`Label`], [`CellRef`], [`Localized`], [`Lang`] – the plain types that findings share with a report
//!
//! Nothing here judges: whoever wants the figures without rules stops at this crate.

pub mod bind;
mod data;
pub mod form;
mod label;
mod lang;
mod localized;
pub mod nearness;
mod packed;
pub mod place;
pub mod refusal;
pub mod sheet;
mod summary;
pub mod view;

pub use data::{DataFile, PackError};
pub use label::{CellRef, CellView, Label, RowView, SourceId};
pub use lang::Lang;
pub use localized::Localized;
pub use packed::PackedTable;
pub use summary::Summary;
