//! What holds of the scores of features whatever the samples are: few and many, the same ones again, features that never change.

use super::{
    features::Features,
    frechet::Moments,
    kid::{SEED, kid},
    prdc::{Border, Prdc, prdc},
};
use proptest::prelude::*;

/// Neighbours that balls reach to, and so one less than there are samples at least.
const NEIGHBOURS: usize = 3;

/// Samples of so many features each. Whole numbers make samples that are the same, and covariances without full rank.
fn samples(length: usize) -> impl Strategy<Value = Vec<Vec<f32>>> {
    let number = prop_oneof![(-3i8..=3).prop_map(f32::from), -3.0f32..3.0];
    proptest::collection::vec(proptest::collection::vec(number, length), NEIGHBOURS + 1..24)
}

/// Two sets with the same features.
fn two_sets() -> impl Strategy<Value = [Vec<Vec<f32>>; 2]> {
    (1usize..9).prop_flat_map(|length| (samples(length), samples(length))).prop_map(<[_; 2]>::from)
}

/// All scores of two sets.
#[derive(Debug)]
struct Scores {
    frechet: f64,
    kid: f64,
    prdc: [f64; 4],
}

impl Scores {
    fn of(one: &[Vec<f32>], other: &[Vec<f32>], border: Border) -> Self {
        let (values, others) = (one.concat(), other.concat());
        let [real, generated] = [&values, &others].map(|set| Features::new(set, one[0].len()).unwrap());
        // A subset of all: samples in another order are the same subset.
        let size = real.count().min(generated.count());
        let is_whole = real.count() == generated.count();
        let Prdc { precision, recall, density, coverage } =
            prdc(real, generated, NEIGHBOURS, border).unwrap();
        Self {
            frechet: Moments::of(real).distance(&Moments::of(generated)).unwrap(),
            kid: if is_whole { kid(real, generated, 1, size, SEED).unwrap().mean } else { 0.0 },
            prdc: [precision, recall, density, coverage],
        }
    }

    fn is_near(&self, other: &Self) -> bool {
        let near = |one: f64, other: f64| (one - other).abs() < 1e-6 * (1.0 + one.abs());
        near(self.frechet, other.frechet) && near(self.kid, other.kid) && self.prdc == other.prdc
    }
}

proptest! {
    #[test]
    fn scores_are_within_their_bounds([one, other] in two_sets()) {
        for border in [Border::Inside, Border::Outside] {
            let Scores { frechet, kid, prdc: [precision, recall, density, coverage] } =
                Scores::of(&one, &other, border);
            prop_assert!(frechet >= 0.0 && frechet.is_finite() && kid.is_finite());
            prop_assert!([precision, recall, coverage].iter().all(|share| (0.0..=1.0).contains(share)));
            prop_assert!((0.0..=one.len() as f64 / NEIGHBOURS as f64).contains(&density));
        }
    }

    #[test]
    fn the_order_of_samples_changes_nothing([one, other] in two_sets(), turn in 0usize..24) {
        let turned = |set: &[Vec<f32>]| {
            let mut set = set.to_vec();
            let by = turn % set.len();
            set.rotate_left(by);
            set.swap(0, by);
            set
        };
        let (before, after) = (
            Scores::of(&one, &other, Border::Outside),
            Scores::of(&turned(&one), &turned(&other), Border::Outside),
        );
        prop_assert!(before.is_near(&after), "{before:?} {after:?}");
    }

    #[test]
    fn a_set_is_at_no_distance_from_itself_and_lies_within_itself([one, _] in two_sets()) {
        let Scores { frechet, prdc: [precision, recall, _, coverage], .. } =
            Scores::of(&one, &one, Border::Inside);
        prop_assert!(frechet < 1e-6, "{frechet}");
        prop_assert_eq!([precision, recall, coverage], [1.0; 3]);
    }

    #[test]
    fn distances_are_the_same_both_ways([one, other] in two_sets()) {
        let (there, back) =
            (Scores::of(&one, &other, Border::Outside), Scores::of(&other, &one, Border::Outside));
        prop_assert!((there.frechet - back.frechet).abs() < 1e-6 * (1.0 + there.frechet));
        prop_assert_eq!([there.prdc[0], there.prdc[1]], [back.prdc[1], back.prdc[0]]);
    }

    #[test]
    fn one_sample_and_numbers_that_are_none_are_refused([one, other] in two_sets(), at in 0usize..8) {
        let (values, length) = (one.concat(), one[0].len());
        let set = Features::new(&values, length).unwrap();
        let single = Features::new(&one[0], length).unwrap();
        prop_assert!(Moments::of(set).distance(&Moments::of(single)).is_err());
        prop_assert!(prdc(set, single, NEIGHBOURS, Border::Inside).is_err());
        prop_assert!(kid(set, single, 1, 2, SEED).is_err());
        let mut broken = other.concat();
        let at = at % broken.len();
        broken[at] = f32::NAN;
        let problem = Features::new(&broken, length).expect_err("a refusal").to_string();
        prop_assert!(problem.contains(&format!("feature {} of sample {}", at % length, at / length)), "{problem}");
    }
}
