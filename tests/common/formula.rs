//! Weights of Inception-v3 by a formula: those of tests/fixtures/inception.py, bit for bit.

use saddle::metrics::inception::weights::Values;
use serde_json::Value;

/// `count` numbers from -1 up to 1: murmur3's finaliser of CRC-32(name) + index * phi.
pub fn hashed(name: &str, count: usize) -> impl Iterator<Item = f64> + use<> {
    let start = crc32fast::hash(name.as_bytes());
    (0..count as u32).map(move |index| {
        let mut x = start.wrapping_add(index.wrapping_mul(0x9e37_79b9));
        for (shift, factor) in [(16, 0x85eb_ca6b_u32), (13, 0xc2b2_ae35)] {
            x = (x ^ (x >> shift)).wrapping_mul(factor);
        }
        x ^= x >> 16;
        f64::from(x >> 8) / f64::from(1 << 23) - 1.0
    })
}

pub fn values(name: &str, shape: Vec<usize>) -> Values {
    let fan_in = shape[1..].iter().product::<usize>() as f64;
    let scaled = |number: f64| match name {
        _ if name.ends_with("conv.weight") => number * (6.0 / fan_in).sqrt(),
        _ if name.ends_with("bn.weight") || name.ends_with("running_var") => 1.0 + 0.3 * number,
        "fc.weight" => number,
        _ => 0.1 * number,
    };
    let count = shape.iter().product();
    Values { shape, numbers: hashed(name, count).map(|number| scaled(number) as f32).collect() }
}

/// Those of the formula, under PyTorch's names and in its shapes.
pub fn tensors() -> Vec<(String, Values)> {
    let shapes: Value = serde_json::from_str(include_str!("../fixtures/inception.json")).unwrap();
    let shapes = shapes.as_object().unwrap().iter();
    let length = |value: &Value| value.as_u64().unwrap() as usize;
    shapes
        .map(|(name, shape)| {
            (name.clone(), values(name, shape.as_array().unwrap().iter().map(length).collect()))
        })
        .collect()
}
