//! Inception-v3 against pytorch-fid's, and the three resizers against theirs.
//!
//! Weights and pictures are the formula's of tests/fixtures/inception.py, so that no file of 95 MB is needed.

#[path = "../common/formula.rs"]
mod formula;

use crate::fixture::Fixture;
use burn::tensor::Device;
use formula::{hashed, tensors, values};
use saddle::metrics::inception::{
    CLASSES, FEATURES, Inception, SIDE,
    resize::Resizer,
    weights::{Values, Weights},
};

/// Of the largest number.
const RELATIVE: f64 = 1e-4;
/// Every so many rows and columns of a resized picture are in the fixture.
const STEP: usize = 13;
const SIZES: [(&str, [usize; 2]); 4] =
    [("small", [20, 24]), ("wide", [37, 420]), ("large", [350, 401]), ("same", [SIDE; 2])];

/// Bytes `[height, width, 3]`: a slope with noise on it.
fn picture(name: &str, [height, width]: [usize; 2]) -> Vec<u8> {
    let noise = hashed(&format!("picture.{name}"), height * width * 3);
    noise
        .enumerate()
        .map(|(at, noise)| {
            let column = at / 3 % width;
            ((noise + 1.0) * 64.0) as u8 + (column * 127 / width) as u8
        })
        .collect()
}

#[track_caller]
fn expect(what: &str, found: &[f32], expected: &[f32], relative: f64) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let scale = expected.iter().fold(0.0_f64, |most, value| most.max(value.abs().into()));
    let errors = found.iter().zip(expected).map(|(one, other)| f64::from((one - other).abs()));
    let error =
        errors.fold(0.0, |most: f64, error| if error.is_nan() { f64::INFINITY } else { most.max(error) });
    println!("{what}: {:.1e}", error / scale);
    assert!(error <= relative * scale, "{what}: {:.1e} from the reference", error / scale);
}

#[test]
fn pictures_are_resized_as_the_three_programs_do_it() {
    let fixture = Fixture::open("inception");
    for (name, size) in SIZES {
        let case = fixture.case(name);
        for resizer in Resizer::ALL {
            let resized = resizer.resize(&picture(name, size), size);
            let is_kept =
                |at: usize| (at / SIDE % SIDE).is_multiple_of(STEP) && (at % SIDE).is_multiple_of(STEP);
            let found: Vec<f32> =
                (0..resized.len()).filter(|&at| is_kept(at)).map(|at| resized[at]).collect();
            let expected = case.values(&resizer.name().replace('-', "_"));
            expect(&format!("{name}, {}", resizer.name()), &found, &expected.numbers, 1e-6);
        }
    }
}

#[test]
fn the_net_sees_what_pytorch_fids_sees() {
    let net = Inception::new(Weights::new("formula", tensors()), &Device::flex()).unwrap();
    let pictures =
        [SIZES[0], SIZES[2]].map(|(name, size)| Resizer::PytorchFid.resize(&picture(name, size), size));
    let seen = net.see(pictures.concat());
    let fixture = Fixture::open("inception");
    let case = fixture.case("net");
    let (features, logits) = (case.values("features"), case.values("logits_unbiased"));
    assert_eq!((&features.shape[..], &logits.shape[..]), (&[2, FEATURES][..], &[2, CLASSES][..]));
    expect("features", &seen.features, &features.numbers, RELATIVE);
    expect("logits", &seen.logits, &logits.numbers, RELATIVE);
    // What the two pictures have in common would hide an error in what sets them apart.
    let apart = |numbers: &[f32]| {
        let (one, other) = numbers.split_at(FEATURES);
        one.iter().zip(other).map(|(one, other)| one - other).collect::<Vec<_>>()
    };
    expect("between the pictures", &apart(&seen.features), &apart(&features.numbers), RELATIVE);
    for (one, picture) in pictures.into_iter().enumerate() {
        let alone = net.see(picture).features;
        expect("one at a time", &alone, &seen.features[one * FEATURES..][..FEATURES], 1e-6);
    }
}

#[test]
fn weights_that_are_not_this_nets_are_refused_by_name() {
    let problem = |change: fn(&mut Vec<(String, Values)>)| {
        let mut tensors = tensors();
        change(&mut tensors);
        let net = Inception::new(Weights::new("some.pth", tensors), &Device::flex());
        net.err().expect("a refusal").to_string()
    };
    let find = "Mixed_7c.branch_pool.bn.running_var";
    let missing =
        problem(|tensors| tensors.retain(|(name, _)| name != "Mixed_7c.branch_pool.bn.running_var"));
    assert!(missing.contains(&format!("some.pth: `{find}` is missing")), "{missing}");
    let extra = problem(|tensors| tensors.push(("AuxLogits.fc.bias".into(), values("x", vec![3]))));
    assert!(extra.contains("`AuxLogits.fc.bias` belongs to another net"), "{extra}");
    let shape = problem(|tensors| {
        let fc = tensors.iter_mut().find(|(name, _)| name == "fc.weight").unwrap();
        fc.1 = values("fc.weight", vec![1000, FEATURES]);
    });
    assert!(shape.contains("`fc.weight` has the shape [1000, 2048], not [1008, 2048]"), "{shape}");
}
