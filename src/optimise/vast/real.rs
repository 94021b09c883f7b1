//! Real functions that give the same on every machine: made of additions, multiplications and divisions only.

/// A whole number as a real one; exact below 2^52.
#[expect(clippy::cast_precision_loss, reason = "values and prices are far below 2^52")]
pub(super) fn real(whole: i64) -> f64 {
    whole as f64
}

/// e^x for x ≤ 0, to about nine digits; 0 below −40.
pub(super) fn exp(x: f64) -> f64 {
    if x.is_nan() || x < -40.0 {
        return 0.0;
    }
    let turns = (x * std::f64::consts::LOG2_E).round();
    let rest = x - turns * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for k in [8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0] {
        sum = 1.0 + sum * rest / k;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between -58 and 0")]
    let turns = turns as i64;
    sum * f64::from_bits(u64::try_from(1023 + turns).unwrap_or(0) << 52)
}

/// ln x for x > 0 that is not tiny, to about nine digits.
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut turns = f64::from(u32::try_from(bits >> 52).unwrap_or(0)) - 1023.0;
    let mut part = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    if part > std::f64::consts::SQRT_2 {
        part /= 2.0;
        turns += 1.0;
    }
    let s = (part - 1.0) / (part + 1.0);
    let mut sum = 0.0;
    for k in [15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        sum = sum * s * s + 1.0 / k;
    }
    2.0 * s * sum + turns * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    #[test]
    fn agree_with_the_machine_s_own() {
        for i in 0..4_000 {
            let x = -f64::from(i) / 100.0;
            assert!((super::exp(x) - x.exp()).abs() <= 1e-8 * x.exp(), "e^{x}");
            let x = x.exp() * 1e3;
            assert!((super::ln(x) - x.ln()).abs() < 1e-8, "ln {x}");
        }
        assert!(super::exp(f64::NEG_INFINITY).abs() < f64::MIN_POSITIVE);
        assert!(super::exp(f64::NAN).abs() < f64::MIN_POSITIVE);
    }
}
