//! Numbers as reports write them: `１６３１．６３万元`, `增169`, `97.5%`, 百分之九十五点五.
//!
//! ```text
//! text ──scan──▶ for each place where a number can begin:
//!                arabic | numeral   the mantissa: digits of either kind
//!                unit               what follows: 余, 万, 元, %, 件, 以上
//!                affix              what precedes: 约, -, 增
//! ```
//!
//! [`read_cell`] says what a cell holds, [`scan`] gives the numbers of running text. A cell is
//! read generously (`O` for 0, a single 三), since nothing but a number belongs there; prose is
//! read strictly, since 统一, 第二十条 and 十四五 are no numbers. What has two readings
//! (一百二: 120 or 102) is not read at all.

mod affix;
mod arabic;
mod cell;
mod chars;
mod lexed;
mod model;
mod numeral;
mod scanner;
mod shown;
mod unit;

pub use cell::read_cell;
pub use model::{Approx, CellReading, DigitForm, Quantity, Sign, Unit};
pub use scanner::scan;

#[cfg(test)]
mod tests;
