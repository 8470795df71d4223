//! Scores of features and of logits against pytorch-fid, torch-fidelity and prdc, in float64.

use crate::fixture::{Fixture, Values};
use saddle::{
    metrics::{
        features::Features,
        frechet::Moments,
        inception_score::{MeanDeviation, Order, inception_score},
        kid::{SEED, kid},
        prdc::{Border, Prdc, prdc},
    },
    train::rng::{Purpose, Rng},
};
use serde_json::Value;

const RELATIVE: f64 = 1e-6;
/// As in the fixture's script, for few samples.
const SUBSETS: usize = 12;
const SUBSET_SIZE: usize = 40;

fn references() -> Value {
    let path = format!("{}/tests/fixtures/features.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Of each pair of sets that the fixture holds, real and then generated, the references.
fn for_sets(compare: impl Fn(&str, [Features; 2], &Value)) {
    let (fixture, references) = (Fixture::open("features"), references());
    let cases = fixture.cases_with("real");
    assert_eq!(cases, ["correlated", "few", "sparse"]);
    for name in cases {
        let case = fixture.case(&name);
        compare(&name, ["real", "generated"].map(|set| features(case.values(set))), &references[&name]);
    }
}

fn features(values: &Values) -> Features<'_> {
    Features::new(&values.numbers, values.shape[1]).unwrap()
}

fn expect(what: &str, found: f64, expected: &Value, relative: f64) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what} has no reference"));
    let error = (found - expected).abs() / expected.abs().max(f64::MIN_POSITIVE);
    println!("{what}: {found} for {expected}");
    assert!(found == expected || error <= relative, "{what}: {found} for {expected}");
}

#[test]
fn the_frechet_distance_is_pytorch_fids_and_torch_fidelitys() {
    for_sets(|name, sets, references| {
        let [real, generated] = sets.map(Moments::of);
        for (one, other) in [(&real, &generated), (&generated, &real)] {
            let found = one.distance(other).unwrap();
            for reference in ["pytorch_fid", "torch_fidelity"] {
                let what = format!("{name}, {reference}");
                expect(&what, found, &references["frechet"][reference], RELATIVE);
            }
        }
        for moments in [real, generated] {
            let itself = moments.distance(&moments).unwrap();
            assert!((0.0..1e-10).contains(&itself), "{name}: {itself} from itself");
        }
    });
}

#[test]
fn the_kernel_distance_is_torch_fidelitys() {
    for_sets(|name, [real, generated], references| {
        let found = kid(generated, real, SUBSETS, SUBSET_SIZE, SEED).unwrap();
        expect(&format!("{name}: mean"), found.mean, &references["kid"][0], RELATIVE);
        expect(&format!("{name}: deviation"), found.deviation, &references["kid"][1], RELATIVE);
    });
}

#[test]
fn precision_recall_density_and_coverage_are_prdcs_and_torch_fidelitys() {
    for_sets(|name, [real, generated], references| {
        for k in [3, 5] {
            let manifolds = &references["manifolds"];
            let Prdc { precision, recall, density, coverage } =
                prdc(real, generated, k, Border::Outside).unwrap();
            for (place, found) in [precision, recall, density, coverage].into_iter().enumerate() {
                expect(name, found, &manifolds["prdc"][k.to_string()][place], RELATIVE);
            }
            // Its shares are means in float32.
            let Prdc { precision, recall, .. } = prdc(real, generated, k, Border::Inside).unwrap();
            for (place, found) in [precision, recall].into_iter().enumerate() {
                expect(name, found, &manifolds["torch_fidelity"][k.to_string()][place], RELATIVE);
            }
        }
    });
}

#[test]
fn the_inception_score_is_torch_fidelitys_in_both_orders() {
    let (fixture, references) = (Fixture::open("features"), references());
    let case = fixture.case("logits");
    let logits = features(case.values("logits"));
    for (name, splits, order) in [
        ("1.given", 1, Order::Given),
        ("10.given", 10, Order::Given),
        ("1.shuffled", 1, Order::Shuffled(SEED)),
        ("10.shuffled", 10, Order::Shuffled(SEED)),
    ] {
        let MeanDeviation { mean, deviation } = inception_score(logits, splits, order).unwrap();
        let expected = &references["logits"]["inception_score"][name];
        expect(&format!("{name}: mean"), mean, &expected[0], RELATIVE);
        expect(&format!("{name}: deviation"), deviation, &expected[1], RELATIVE);
    }
}

#[test]
fn gaussians_are_as_far_as_the_closed_form_says() {
    // N(0, I) and N(m, s^2 I) in 64 dimensions, of 20,000 samples each: |m|^2 + 64 (s - 1)^2.
    let draw = |index| Rng::new(1, Purpose::Samples, index).normals(64 * 20_000);
    let moved: Vec<f32> = draw(1).iter().map(|value| 1.5 * value + 0.5).collect();
    let [one, other] = [&draw(0), &moved].map(|values| Moments::of(Features::new(values, 64).unwrap()));
    let (found, expected) = (one.distance(&other).unwrap(), 64.0 * (0.25 + 0.25));
    assert!((found / expected - 1.0).abs() < 0.02, "{found} for {expected}");
}

/// The example of prdc's README, with its 10,000 samples each: ten seconds of two cores.
#[test]
fn two_draws_of_a_thousand_normal_features_score_as_prdc_published() {
    let draw = |index| Rng::new(1, Purpose::Samples, index).normals(1000 * 10_000);
    let (one, other) = (draw(0), draw(1));
    let [real, generated] = [&one, &other].map(|values| Features::new(values, 1000).unwrap());
    let found = prdc(real, generated, 5, Border::Outside).unwrap();
    let Prdc { precision, recall, density, coverage } = found;
    let published = [(precision, 0.4772), (recall, 0.4705), (density, 1.0555), (coverage, 0.9735)];
    assert!(published.iter().all(|(found, expected)| (found - expected).abs() < 0.03), "{found:?}");
}
