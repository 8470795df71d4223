//! Exponentials in operations that the compiler makes vectors of. The standard library's run number by number,
//! which took a fifth of BEGAN's step (measured: docs/performance.md).

use std::f32::consts::LOG2_E;

/// Its first bits, of which whole multiples are exact, and the rest (Cody & Waite 1980, Software Manual for the Elementary
/// Functions, chapter 6).
const LN_2: [f32; 2] = [355.0 / 512.0, -2.121_944_4e-4];

/// Added to a number, it leaves no room for a fraction: the last bits are those of the nearest integer.
const ROUND: f32 = 12_582_912.0; // 1.5 x 2^23

/// e^x to a few parts in ten million, of x from -87 to 88; beyond them that of the nearest of the two.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let [power, rest] = split(x);
    power + power * rest
}

/// e^x - 1 to a few parts in ten million, of x up to 88; beyond it that of 88.
#[inline(always)]
pub fn exp_m1(x: f32) -> f32 {
    let [power, rest] = split(x);
    power * rest + (power - 1.0)
}

/// 2^n and e^r - 1, where x = n ln 2 + r and r is at most half of ln 2, on either side.
#[inline(always)]
fn split(x: f32) -> [f32; 2] {
    let x = x.clamp(-87.0, 88.0);
    let rounded = x * LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = x - n * LN_2[0] - n * LN_2[1];
    // Taylor's series, whose next term would be below the last bit.
    let series = 1.0 / 120.0 + r * (1.0 / 720.0 + r / 5040.0);
    let series = r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * series))));
    // A power of two is its exponent.
    [f32::from_bits(rounded.to_bits().wrapping_add(127) << 23), series]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_exponential_and_the_exponential_less_one() {
        for step in -87_000..=88_000 {
            for scale in [1e-3, 1e-6, 1e-9] {
                let x = (f64::from(step) * scale) as f32;
                assert_close(exp(x), f64::from(x).exp(), x);
                assert_close(exp_m1(x), f64::from(x).exp_m1(), x);
            }
        }
    }

    fn assert_close(ours: f32, exact: f64, x: f32) {
        assert!((f64::from(ours) - exact).abs() <= 3e-7 * exact.abs(), "at {x}: {ours} is not {exact}");
    }

    #[test]
    fn far_from_zero_they_stay_where_they_are_and_no_number_gives_none() {
        for x in [88.0, 1e9, f32::INFINITY] {
            assert_eq!([exp(x), exp_m1(x)], [exp(88.0); 2]);
        }
        for x in [-87.0, -1e9, f32::NEG_INFINITY] {
            assert_eq!([exp(x), exp_m1(x)], [exp(-87.0), -1.0]);
        }
        assert!(exp(f32::NAN).is_nan() && exp_m1(f32::NAN).is_nan());
    }
}
