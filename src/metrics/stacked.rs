//! Modes of stacked MNIST that a generator covers, by the protocol of VEEGAN and PacGAN (Srivastava et al. 2017,
//! arXiv:1705.07761; Lin et al. 2017, arXiv:1712.04086, section 4.2).
//!
//! A classifier names the digit in each channel of a sample, and the three digits its mode. KL(generated ‖ real) is the sum
//! over modes of p ln(p / q), with p the share of samples in a mode and q = 1/1000. Samples of finite number are never
//! even: 26,000 of the data itself are about 999 / 52,000 = 0.019 away.

use crate::data::stacked::{CHANNELS, CLASSES, class_of};

/// Samples that the protocol draws.
pub const SAMPLES: usize = 26_000;

/// How well samples cover the thousand modes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StackedCoverage {
    /// Modes with at least one sample, of 1,000.
    pub modes: usize,
    /// KL(generated ‖ real) in nats: 0 where the samples are even, ln 1000 = 6.9 where all are in one mode.
    pub kl: f64,
    /// The share of samples that are in the mode that was asked for; none where none was.
    pub asked: Option<f64>,
}

/// The coverage by samples in whose channels the classifier sees `digits`, each from 0 to 9, three a sample. `asked` holds
/// the class that each sample was asked for, or nothing. There is at least one sample.
pub fn stacked_coverage(digits: &[usize], asked: &[u16]) -> StackedCoverage {
    let modes: Vec<_> = digits.as_chunks::<CHANNELS>().0.iter().map(|&digits| class_of(digits)).collect();
    let mut counts = [0u32; CLASSES];
    modes.iter().for_each(|&mode| counts[mode] += 1);
    let samples = modes.len() as f64;
    let term = |&count: &u32| {
        let share = f64::from(count) / samples;
        share * libm::log(share * CLASSES as f64)
    };
    let right = modes.iter().zip(asked).filter(|(mode, asked)| **mode == usize::from(**asked)).count();
    StackedCoverage {
        modes: counts.iter().filter(|&&count| count > 0).count(),
        kl: counts.iter().filter(|&&count| count > 0).map(term).sum(),
        asked: (!asked.is_empty()).then(|| right as f64 / samples),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digits of `modes`.
    fn digits(modes: impl Iterator<Item = usize>) -> Vec<usize> {
        modes.flat_map(|mode| [mode / 100, mode / 10 % 10, mode % 10]).collect()
    }

    #[test]
    fn samples_of_every_mode_are_no_way_from_the_data_and_those_of_one_ln_1000() {
        let even = stacked_coverage(&digits((0..2000).map(|sample| sample % 1000)), &[]);
        assert_eq!((even.modes, even.asked), (1000, None));
        assert!(even.kl.abs() < 1e-12, "{even:?}");
        let one = stacked_coverage(&digits([371; 50].into_iter()), &[]);
        assert_eq!(one.modes, 1);
        assert!((one.kl - 1000f64.ln()).abs() < 1e-12, "{one:?}");
    }

    #[test]
    fn uneven_samples_are_as_far_as_the_closed_form_says() {
        // Three quarters in one mode, a quarter in another.
        let found = stacked_coverage(&digits([5, 5, 5, 999].into_iter()), &[5, 5, 4, 999]);
        let expected = 0.75 * 750f64.ln() + 0.25 * 250f64.ln();
        assert!((found.kl - expected).abs() < 1e-12, "{found:?}");
        assert_eq!((found.modes, found.asked), (2, Some(0.75)));
    }
}
