//! Linear relations over named values, and what is wrong where they do not hold.
//!
//! ```text
//! text ──parse──▶ Relation ──resolve──▶ Equation ─┐
//!                                       Domain ───┴▶ System ──diagnose(values)──▶ Diagnosis
//! ```
//!
//! * [`syntax`] – the language: [`parse`], [`Relation`], [`Claim`], [`Formula`], [`Address`], [`SyntaxError`]
//! * [`system`] – the model: [`Var`], [`Equation`], [`System`]
//! * [`verdict`] – what an equation says of values, some of them blank: [`Verdict`]
//! * [`mod@repair`] – the smallest sets of values whose change satisfies every equation
//! * [`completion`] – the blanks that the filled values decide
//! * [`reading`] – the readings of rows that lost their marks which the equations leave
//! * [`diagnosis`] – all of it at once: faults with their repairs, gaps with their fillings
//! * [`mod@slip`] – the slip of the pen that explains a repair
//!
//! Nothing here knows a document, a form or a file; a value is a [`Var`], a number.

pub mod completion;
pub mod diagnosis;
pub(crate) mod reading;
pub mod repair;
pub mod slip;
pub mod syntax;
pub mod system;
pub mod verdict;

#[cfg(test)]
mod requests_table;

pub use completion::complete;
pub use diagnosis::{BlankGap, Diagnosis, EquationFault, diagnose};
pub use repair::{Changeable, Limits, Repair, RepairChange, repair};
pub use slip::{Slip, VariablePlace, slip};
pub use syntax::{
    Address, AddressOwner, ClaimFormula, Formula, Relation, SyntaxError, parse, parse_claim,
    parse_sum, wildcard_matches,
};
pub use system::{Domain, Equation, Operator, Side, System, Term, Variable, VariableValue};
pub use verdict::Verdict;
