//! Linear relations over named values, and what is wrong where they do not hold.
//!
//! ```text
//! text ──parse──▶ Relation ──resolve──▶ Equation ─┐
//!                                       Domain ───┴▶ System ──evaluate(values)──▶ Verdict
//! ```
//!
//! * [`syntax`] – the language: [`parse`], [`Relation`], [`SyntaxError`]
//! * [`system`] – the model: [`Var`], [`Equation`], [`System`]
//! * [`verdict`] – what an equation says of values, some of them blank: [`Verdict`]
//! * [`mod@repair`] – the smallest sets of values whose change satisfies every equation
//!
//! Nothing here knows a document, a form or a file; a value is a [`Var`], a number.

pub mod repair;
pub mod syntax;
pub mod system;
pub mod verdict;

pub use repair::{Change, Changeable, Limits, Repair, repair};
pub use syntax::{Name, Relation, SyntaxError, parse, wildcard_matches};
pub use system::{Domain, Equation, Operator, Side, System, Term, Value, Var};
pub use verdict::Verdict;
