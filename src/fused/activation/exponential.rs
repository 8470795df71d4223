//! The exponential function in operations that the compiler makes vectors of. The standard library's runs number by number,
//! which took a fifth of BEGAN's step (measured: docs/performance.md).

use std::f32::consts::LOG2_E;

/// Its first bits, of which whole multiples are exact, and the rest (Cody & Waite 1980, Software Manual for the Elementary
/// Functions, chapter 6).
const LN_2: [f32; 2] = [0.693_359_375, -2.121_944_4e-4];

/// Added to a number, it leaves no room for a fraction: the last bits are those of the nearest integer.
const ROUND: f32 = 12_582_912.0; // 1.5 x 2^23

/// e^x - 1 to a few parts in ten million, of x up to 88; from there on the last value that there is room for.
#[inline(always)]
pub fn exp_m1(x: f32) -> f32 {
    // x = n ln 2 + r, where r is at most half of ln 2, on either side.
    let x = x.clamp(-87.0, 88.0);
    let rounded = x * LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = x - n * LN_2[0] - n * LN_2[1];
    // Taylor's series of e^r - 1, whose next term would be below the last bit.
    let series = 1.0 / 120.0 + r * (1.0 / 720.0 + r / 5040.0);
    let series = r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * series))));
    // 2^n, by its exponent.
    let power = f32::from_bits(rounded.to_bits().wrapping_add(127) << 23);
    power * series + (power - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_exponential_less_one() {
        for step in -88_000..=88_000 {
            for scale in [1e-3, 1e-6, 1e-9] {
                let x = (f64::from(step) * scale) as f32;
                let exact = f64::from(x).exp_m1();
                let error = (f64::from(exp_m1(x)) - exact).abs();
                assert!(error <= 3e-7 * exact.abs(), "{x}: {} is not {exact}", exp_m1(x));
            }
        }
    }

    #[test]
    fn far_from_zero_it_is_minus_one_and_the_largest_there_is_room_for() {
        assert_eq!(exp_m1(f32::NEG_INFINITY), -1.0);
        assert!((1e38..f32::INFINITY).contains(&exp_m1(f32::INFINITY)));
        assert!(exp_m1(f32::NAN).is_nan());
    }
}
