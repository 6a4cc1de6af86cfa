//! Values in the column `value` of typed tables.

use std::str::FromStr;

use rust_decimal::Decimal;

/// Digits behind the point in the column `value`: 万元 down to 元.
pub const SCALE: i8 = 4;

/// Returns the value that is written, times 10 to the power of [`SCALE`]; none where it has more digits behind the point.
pub fn scaled(value: &str) -> Option<i128> {
    let value = Decimal::from_str(value).ok()?;
    let mut scaled = value;
    let digits = u32::from(SCALE.unsigned_abs());
    scaled.rescale(digits);
    (scaled == value && scaled.scale() == digits).then(|| scaled.mantissa())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_exact_and_what_does_not_fit_is_text() {
        assert_eq!(scaled("9116.36"), Some(91_163_600));
        assert_eq!(scaled("-3"), Some(-30_000));
        assert_eq!(scaled("24252.311082"), None);
        assert_eq!(scaled(""), None);
    }
}
