//! Metrics of points against SciPy and prdc, in float64.

use crate::fixture::Fixture;
use saddle::metrics::{
    divergence::{Divergences, divergences},
    features::Features,
    prdc::{Border, NEIGHBOURS, prdc},
};

/// References are written down in float32.
const RELATIVE: f64 = 1e-6;

#[test]
fn points_score_as_by_the_references() {
    let fixture = Fixture::open("points");
    let cases = fixture.cases_with("real");
    assert_eq!(cases.len(), 3);
    for name in cases {
        let case = fixture.case(&name);
        let [real, generated] = ["real", "generated"].map(|set| &case.values(set).numbers);
        let Divergences { kl, js } = divergences(real, generated);
        let points = |set| Features::new(set, 2).unwrap();
        let shares = prdc(points(real), points(generated), NEIGHBOURS, Border::Outside).unwrap();
        for (score, found) in
            [("kl", kl), ("js", js), ("precision", shares.precision), ("recall", shares.recall)]
        {
            let expected = f64::from(case.values(score).numbers[0]);
            assert!(
                (found - expected).abs() <= RELATIVE * expected,
                "{name}.{score}: {found} for {expected}"
            );
        }
    }
}
