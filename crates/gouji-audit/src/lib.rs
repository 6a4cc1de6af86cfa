//! Many reports at once: whose each is, which year follows which, who is below whom, and what is missing.
//!
//! ```text
//! records ─name─▶ units ─year─▶ filings ─rules over several reports─▶ findings
//!                   ▲ units.toml, else by name           └──────────▶ rows of the summary
//! ```
//!
//! * [`units`] – `units.toml`: names, parents, mergers, who has to report
//! * `path_year` – the year that the name of a file says
//! * [`filing`] – which file is whose report for which year
//! * `similar` – which reports of other units are close to one in their words
//! * [`Audit`] – all of it, and what is checked of each file
//! * [`AuditRow`] – what a unit has done in a year
//! * [`points`] – what it costs, by a scheme that somebody has chosen
//!
//! No file is read and no thread is started here: records come in, and each file is checked by itself.

mod audit;
pub mod filing;
mod path_year;
pub mod points;
mod row;
mod similar;
pub mod units;

pub use audit::{Audit, UNITS_FILE};
pub use filing::{FiledReport, FilingReading};
pub use points::{LostPoints, PointScheme, UnitPoints};
pub use row::{AuditRow, FilingState, FindingCounts};
pub use units::Units;
