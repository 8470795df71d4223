//! Self-attention, and penalties through it, as the double backward of PyTorch finds them.

use crate::{
    Bar,
    discriminators::compare_penalties,
    fixture::Fixture,
    flex,
    nets::{Layers, compare_input_gradient, compare_output, labels},
};
use saddle::nets::{Activation, Given, Init, Kernel, Layer, Projection, SelfAttention, Sequential};

/// The net of a case: as in tests/fixtures/attention.py.
fn net(case: &str, layers: &mut Layers) -> Sequential {
    let leak = || Layer::from(Activation::LeakyRelu(0.2));
    let is_spectral = case.ends_with("_spectral");
    let init = layers.0.clone();
    let attention = |channels| {
        let layer = SelfAttention::new(channels, &init);
        Layer::from(if is_spectral { layer.normalised(&init) } else { layer })
    };
    let mut convolution = |channels, kernel| {
        let layer = layers.convolution(channels, kernel, true);
        if is_spectral { layers.normalised(layer) } else { layer.into() }
    };
    match case {
        "attention_first" => Sequential::new(vec![attention(8), layers.flat(8 * 8, 1).into()]),
        "attention" => {
            let first = convolution([2, 8], Kernel::SAME);
            let last = layers.flat(8 * 24, 1).into();
            Sequential::new(vec![first, attention(8), Activation::Tanh.into(), last])
        }
        "attention_of_leaky_relu" | "attention_spectral" => {
            let first = convolution([2, 8], Kernel::SAME);
            let last =
                if is_spectral { layers.normalised_flat(8 * 24, 1) } else { layers.flat(8 * 24, 1).into() };
            Sequential::new(vec![first, leak(), attention(8), last])
        }
        "sagan" | "sagan_spectral" => {
            let [first, second] = [[1, 16], [16, 16]].map(|channels| convolution(channels, Kernel::HALVING));
            let projection = Projection::new(layers.flat(16 * 9, 1), 3, &init);
            let projection = if is_spectral { projection.normalised(&init) } else { projection };
            Sequential::new(vec![first, leak(), attention(16), second, leak(), projection.into()])
        }
        _ => panic!("the fixture has a case {case}, of which there is no net here"),
    }
}

fn assert_attention_is_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("attention");
    let mut passed = Vec::new();
    for name in fixture.cases_with("input") {
        let mut case = fixture.case(&name);
        let given = Given::labels(&labels(&name, case.values("input").shape[0]), &bar.device);
        let stack = case.fill(net(&name, &mut Layers(Init::new(1, &bar.device))), &bar.device);
        if case.has("r1") {
            compare_penalties(&mut case, &stack, &given, bar);
        } else {
            compare_output(&mut case, &stack, &given, bar);
            compare_input_gradient(&mut case, &stack, &given, bar);
        }
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 6, "every case is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn attention_and_penalties_through_it_are_pytorchs() {
    assert_attention_is_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn attention_and_penalties_through_it_on_the_gpu_are_pytorchs() {
    assert_attention_is_pytorchs(&crate::gpu());
}
