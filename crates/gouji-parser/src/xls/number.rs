//! Numbers, which are stored in powers of two, as exact decimals.

use rust_decimal::Decimal;

use crate::binary::{long, short};

/// Bits of a number's fraction; its exponent counts from the one that stands for 1.
const FRACTION: i32 = 52;
const ONE: i32 = 1023;
/// Powers of two up to this one are exact decimals.
const LARGEST: u32 = 95;

/// A number in 32 bits: a hundredth or not, whole or the first half of one in 64.
pub(super) fn short_number(bytes: &[u8], at: usize) -> Option<Decimal> {
    let stored = long(bytes, at)?;
    let number = if stored & 2 != 0 {
        Decimal::from(stored.cast_signed() >> 2)
    } else {
        decimal(u64::from(stored & !3) << 32)?
    };
    let number = if stored & 1 == 0 { number } else { number.checked_div(Decimal::ONE_HUNDRED)? };
    Some(number.normalize())
}

/// A number in 64 bits.
pub(super) fn long_number(bytes: &[u8], at: usize) -> Option<Decimal> {
    let bits = u64::from(long(bytes, at)?) | u64::from(long(bytes, at + 4)?) << 32;
    Some(decimal(bits)?.normalize())
}

/// The number that these bits store: a sign, an exponent of two, and a fraction below it. Of what has no end in
/// decimals there are more digits than a workbook means.
fn decimal(bits: u64) -> Option<Decimal> {
    let exponent = (bits >> FRACTION & 0x7FF) as i32;
    let fraction = bits & ((1 << FRACTION) - 1);
    if exponent == 0 {
        return (fraction == 0).then_some(Decimal::ZERO);
    }
    let whole = fraction | 1 << FRACTION;
    let power = exponent - ONE - FRACTION;
    let times = |power: u32| (power <= LARGEST).then(|| Decimal::from(1_u128 << power));
    let mut number = if power < 0 {
        let power = power.unsigned_abs();
        // without the halves that it ends in, so that as few as possible are to be taken
        let even = whole.trailing_zeros().min(power);
        Decimal::from(whole >> even).checked_div(times(power - even)?)?
    } else {
        Decimal::from(whole).checked_mul(times(power.unsigned_abs())?)?
    };
    number.set_sign_negative(bits >> 63 != 0);
    Some(number)
}

/// Row and column of a cell, and the number of its style.
pub(super) fn place(data: &[u8]) -> Option<((u32, u32), u16)> {
    Some(((short(data, 0)?.into(), short(data, 2)?.into()), short(data, 4)?))
}

#[cfg(test)]
mod tests {
    use super::{long_number, short_number};

    #[test]
    fn numbers_are_what_their_bits_mean() {
        let long = |bits: u64| long_number(&bits.to_le_bytes(), 0).map(|it| it.to_string());
        let is = |bits: u64, expected: &str| assert_eq!(long(bits).as_deref(), Some(expected));
        is(0, "0");
        is(0x3FF0_0000_0000_0000, "1");
        is(0xC01C_0000_0000_0000, "-7");
        is(0x4029_0000_0000_0000, "12.5");
        is(0x40F8_6A00_0000_0000, "100000");
        is(0x3F50_0000_0000_0000, "0.0009765625");
        // 0.3, 1e28
        assert!(long(0x3FD3_3333_3333_3333).unwrap().starts_with("0.29999999999999998"));
        is(0x45C0_27E7_2F1F_1281, "9999999999999999583119736832");
        // the smallest one, infinity, 1e-200
        for bits in [1, 0x7FF0_0000_0000_0000, 0x1687_9B2C_5F4C_6E3B] {
            assert_eq!(long(bits), None);
        }
        let short = |bits: u32| short_number(&bits.to_le_bytes(), 0).unwrap().to_string();
        assert_eq!(short(163_163 << 2 | 3), "1631.63");
        assert_eq!(short(((-3_i32) << 2 | 2).cast_unsigned()), "-3");
        assert_eq!(short(0x3FF8_0000), "1.5");
        assert_eq!(short(0x406F_4001), "2.5");
    }
}
