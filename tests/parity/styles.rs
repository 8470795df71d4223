//! Generators with styles: what they make, and what it is worth to their weights.

use crate::{Bar, fixture::Fixture, flex, nets::Layers};
use burn::{module::Module as _, nn::BatchNormConfig};
use saddle::{
    game::terms::orthogonality::overlap,
    nets::{
        Activation, ConvTranspose2d, Given, Init, InstanceNorm, Kernel, Layer, Linear, PixelNorm, Sequential,
        StyleAffine, Styled,
    },
};

const LATENT: usize = 10;
const MAPPED: usize = 6;
const EMBEDDED: usize = 2;

/// The net of a case: as in tests/fixtures/styles.py.
fn net(is_mapped: bool, is_conditional: bool, layers: &mut Layers) -> Sequential {
    let [first, chunk] = if is_mapped { [MAPPED; 2] } else { [4, 3] };
    let style = chunk + if is_conditional { EMBEDDED } else { 0 };
    let init = &layers.0;
    // The norms' own gains and shifts are constants.
    let batch_norm: Layer = BatchNormConfig::new(3).init(init.device()).into();
    let instance_norm: Layer = InstanceNorm::new(2, init).into();
    let trunk = vec![
        Linear::normal(first, [3, 2, 2], true, init).into(),
        batch_norm.no_grad(),
        StyleAffine::new(0, style, 3, init).into(),
        Activation::Tanh.into(),
        ConvTranspose2d::new([3, 2], Kernel::HALVING, false, init).into(),
        instance_norm.no_grad(),
        StyleAffine::new(1, style, 2, init).into(),
    ];
    let mapping = is_mapped.then(|| {
        let linear = Linear::normal(LATENT, [MAPPED, 1, 1], true, init);
        Sequential::new(vec![PixelNorm.into(), linear.into(), Activation::LeakyRelu(0.2).into()])
    });
    let styled = Styled {
        mapping,
        embedding: is_conditional.then(|| Styled::embedding(3, EMBEDDED, init)),
        layers: Sequential::new(trunk),
        levels: 2,
    };
    Sequential::new(vec![styled.into(), Activation::Tanh.into()])
}

fn assert_styles_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("styles");
    let mut passed = Vec::new();
    for name in fixture.cases_with("latents") {
        let mut case = fixture.case(&name);
        let layers = &mut Layers(Init::new(1, &bar.device));
        let net = net(name.starts_with("mapping"), name.ends_with("classes"), layers);
        let net = case.fill(net, &bar.device);
        let latents = case.input("latents", &bar.device).detach();
        let output = net.forward_given(latents, &Given::labels(&[0, 1, 2, 0, 1], &bar.device));
        case.compare_weighted_sum(&net, output, 1.0);
        let overlap = overlap(&net).expect("weights");
        case.compare("overlap", overlap.clone());
        case.compare_gradients("of_overlap", &net, &overlap.backward());
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 4, "every case of the fixture is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn generators_with_styles_are_pytorchs() {
    assert_styles_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn generators_with_styles_on_the_gpu_are_pytorchs() {
    assert_styles_are_pytorchs(&crate::gpu());
}
