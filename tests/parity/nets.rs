//! Every layer in a small net: its output, its input gradient, and the derivatives of both in the parameters.

use crate::{
    Bar,
    fixture::{Case, Fixture},
    flex,
};
use burn::{module::Module as _, nn::BatchNormConfig};
use saddle::{
    game::terms::penalty::distance_from_one,
    nets::{
        Activation, ClassAffine, ClassConcat, Concat, Conv2d, ConvTranspose2d, Given, Init, InstanceNorm,
        Kernel, Layer, LayerNorm, Linear, Projection, Resample, Residual, Sequential,
    },
};

/// Draws the layers whose parameters the fixture then replaces.
pub struct Layers<'a>(pub Init<'a>);

impl Layers<'_> {
    pub fn flat(&mut self, inputs: usize, outputs: usize) -> Linear {
        Linear::normal(inputs, [outputs, 1, 1], true, &self.0)
    }

    pub fn convolution(&mut self, channels: [usize; 2], kernel: Kernel, bias: bool) -> Conv2d {
        Conv2d::new(channels, kernel, bias, &self.0)
    }

    fn same(&mut self, inputs: usize, outputs: usize) -> Conv2d {
        self.convolution([inputs, outputs], Kernel::SAME, true)
    }

    pub fn normalised(&mut self, layer: Conv2d) -> Layer {
        layer.normalised(&self.0).into()
    }

    pub fn normalised_flat(&mut self, inputs: usize, outputs: usize) -> Layer {
        self.flat(inputs, outputs).normalised(&self.0).into()
    }

    pub fn layer_norm(&mut self, channels: usize) -> Layer {
        LayerNorm::new(channels, &self.0).into()
    }

    fn projection(&mut self, features: usize, classes: usize) -> Projection {
        Projection::new(self.flat(features, 1), classes, &self.0)
    }

    fn norm(&mut self, name: &str) -> Layer {
        match name {
            "layer_norm" => self.layer_norm(3),
            "instance_norm" => InstanceNorm::new(3, &self.0).into(),
            _ => BatchNormConfig::new(3).init(self.0.device()).into(),
        }
    }

    /// Activations between fully connected layers.
    fn dense(&mut self, activation: Activation) -> Sequential {
        let [first, second, third] =
            [(6, 8), (8, 5), (5, 1)].map(|(inputs, outputs)| self.flat(inputs, outputs));
        Sequential::new(vec![first.into(), activation.into(), second.into(), activation.into(), third.into()])
    }

    fn pointwise(&mut self, inputs: usize, outputs: usize) -> Conv2d {
        self.convolution([inputs, outputs], Kernel::POINTWISE, true)
    }

    /// A residual layer with a shortcut, a tangent, and a score from what it puts out.
    fn beside(&mut self, branch: Vec<Layer>, shortcut: Vec<Layer>, numbers: usize) -> Sequential {
        let [branch, shortcut] = [branch, shortcut].map(Sequential::new);
        self.scored(Residual { branch, shortcut: Some(shortcut) }, numbers)
    }

    /// `layer`, a tangent, and a score from what it puts out.
    fn scored(&mut self, layer: impl Into<Layer>, numbers: usize) -> Sequential {
        Sequential::new(vec![layer.into(), Activation::Tanh.into(), self.flat(numbers, 1).into()])
    }
}

const LEAK: Activation = Activation::LeakyRelu(0.2);

/// The net of a case: as in tests/fixtures/make.py.
fn net(case: &str, layers: &mut Layers) -> Sequential {
    let strided = |size| Kernel { size, stride: 2, padding: 1 };
    let unbiased = |layers: &mut Layers| layers.convolution([2, 3], Kernel::SAME, false);
    match case {
        "linear" => Sequential::new(vec![layers.flat(12, 6).into(), layers.flat(6, 1).into()]),
        "relu" => layers.dense(Activation::Relu),
        "leaky_relu" => layers.dense(LEAK),
        "elu" => layers.dense(Activation::Elu),
        "softplus" => layers.dense(Activation::Softplus),
        "silu" => layers.dense(Activation::Silu),
        "tanh" => layers.dense(Activation::Tanh),
        "convolution_k4s2p1_8x8" => {
            let layer = layers.convolution([2, 3], strided(4), true);
            layers.scored(layer, 3 * 4 * 4)
        }
        "convolution_k3s1p1_5x6" => {
            let layer = layers.same(2, 3);
            layers.scored(layer, 3 * 5 * 6)
        }
        "convolution_k3s2p1_7x9" => {
            let layer = layers.convolution([2, 3], strided(3), true);
            layers.scored(layer, 3 * 4 * 5)
        }
        "convolution_k4s2p1_7x9" => {
            let layer = layers.convolution([2, 3], strided(4), true);
            layers.scored(layer, 3 * 3 * 4)
        }
        "convolution_k3s2p1_8x8" => {
            let layer = layers.convolution([2, 3], strided(3), true);
            layers.scored(layer, 3 * 4 * 4)
        }
        "transposed_k4s2p1_3x4" => {
            let layer = ConvTranspose2d::new([3, 2], strided(4), true, &layers.0);
            layers.scored(layer, 2 * 6 * 8)
        }
        "transposed_k3s2p1_4x3" => {
            let layer = ConvTranspose2d::new([3, 2], strided(3), true, &layers.0);
            layers.scored(layer, 2 * 7 * 5)
        }
        "average_pool" => Sequential::new(vec![
            layers.same(2, 3).into(),
            Activation::Tanh.into(),
            Resample::AveragePool.into(),
            layers.flat(3 * 6, 1).into(),
        ]),
        "nearest_up" => Sequential::new(vec![
            layers.same(2, 3).into(),
            Resample::NearestUp.into(),
            layers.same(3, 2).into(),
            Activation::Tanh.into(),
            layers.flat(2 * 24, 1).into(),
        ]),
        "sum_pool" => Sequential::new(vec![
            layers.same(2, 3).into(),
            Activation::Tanh.into(),
            Resample::SumPool.into(),
            layers.flat(3, 1).into(),
        ]),
        "pad_after" => {
            let strided = layers.convolution([2, 3], Kernel { padding: 0, ..strided(3) }, true).into();
            let last = layers.flat(3 * 6, 1).into();
            Sequential::new(vec![Resample::PadAfter.into(), strided, Activation::Tanh.into(), last])
        }
        "crop_after" => {
            let unpadded = Kernel { padding: 0, ..strided(3) };
            let first = ConvTranspose2d::new([2, 3], unpadded, true, &layers.0).into();
            let last = layers.flat(3 * 6 * 4, 1).into();
            Sequential::new(vec![first, Resample::CropAfter.into(), Activation::Tanh.into(), last])
        }
        "layer_norm" | "instance_norm" | "batch_norm" => {
            let norm = layers.norm(case);
            Sequential::new(vec![unbiased(layers).into(), norm, LEAK.into(), layers.flat(3 * 24, 1).into()])
        }
        "conditional_layer_norm" | "conditional_instance_norm" | "conditional_batch_norm" => {
            let norm = layers.norm(case.trim_start_matches("conditional_")).no_grad();
            let affine = ClassAffine::new(3, 3, &layers.0).into();
            let last = layers.flat(3 * 24, 1).into();
            Sequential::new(vec![unbiased(layers).into(), norm, affine, LEAK.into(), last])
        }
        "layer_norm_twice" => Sequential::new(vec![
            unbiased(layers).into(),
            layers.layer_norm(3),
            Activation::Tanh.into(),
            layers.convolution([3, 2], Kernel::SAME, false).into(),
            layers.layer_norm(2),
            Activation::Softplus.into(),
            layers.flat(2 * 24, 1).into(),
        ]),
        "spectral_flat" => {
            let first = layers.normalised_flat(6, 5);
            Sequential::new(vec![first, Activation::Tanh.into(), layers.normalised_flat(5, 1)])
        }
        "spectral_convolution" => {
            let first = layers.same(2, 3);
            let first = layers.normalised(first);
            Sequential::new(vec![first, LEAK.into(), layers.normalised_flat(3 * 24, 1)])
        }
        "spectral_transposed" => {
            let first = ConvTranspose2d::new([2, 3], Kernel::HALVING, true, &layers.0);
            let first = first.normalised(&layers.0);
            layers.scored(first, 3 * 24)
        }
        "residual" => {
            let branch = vec![LEAK.into(), layers.same(3, 3).into(), Activation::Tanh.into()];
            let first = layers.same(2, 3).into();
            let residual = Residual { branch: Sequential::new(branch), shortcut: None }.into();
            Sequential::new(vec![first, residual, layers.flat(3 * 24, 1).into()])
        }
        "residual_up" => {
            let branch = vec![LEAK.into(), Resample::NearestUp.into(), layers.same(2, 3).into()];
            let shortcut = vec![layers.pointwise(2, 3).into(), Resample::NearestUp.into()];
            layers.beside(branch, shortcut, 3 * 24)
        }
        "residual_down" => {
            let branch = vec![layers.same(2, 3).into(), Activation::Elu.into(), Resample::AveragePool.into()];
            let shortcut = vec![Resample::AveragePool.into(), layers.pointwise(2, 3).into()];
            layers.beside(branch, shortcut, 3 * 6)
        }
        "residual_spectral" => {
            let [first, beside] = [layers.same(2, 3), layers.pointwise(2, 3)];
            let branch = vec![LEAK.into(), layers.normalised(first), Resample::AveragePool.into()];
            let shortcut = vec![Resample::AveragePool.into(), layers.normalised(beside)];
            layers.beside(branch, shortcut, 3 * 6)
        }
        "concat" => {
            let first = layers.same(2, 3).into();
            let two = Sequential::new(vec![layers.same(3, 2).into()]);
            let one = Sequential::new(vec![Activation::Tanh.into(), layers.same(3, 1).into()]);
            let concat = Concat { branches: vec![two, one] }.into();
            Sequential::new(vec![first, concat, Activation::Softplus.into(), layers.flat(3 * 24, 1).into()])
        }
        "projection" => Sequential::new(vec![
            layers.same(2, 3).into(),
            Activation::Tanh.into(),
            layers.projection(3 * 24, 3).into(),
        ]),
        "projection_of_leaky_relu" => Sequential::new(vec![
            layers.same(2, 3).into(),
            LEAK.into(),
            Resample::SumPool.into(),
            layers.projection(3, 2).into(),
        ]),
        "projection_spectral" => {
            let projection = layers.projection(3 * 24, 3).normalised(&layers.0).into();
            Sequential::new(vec![layers.same(2, 3).into(), Activation::Tanh.into(), projection])
        }
        "class_concat" => {
            let concat = ClassConcat::new(3, [1, 6, 4], &layers.0).into();
            let convolution = layers.same(3, 2).into();
            Sequential::new(vec![concat, convolution, Activation::Tanh.into(), layers.flat(2 * 24, 1).into()])
        }
        "class_concat_of_points" => {
            let concat = ClassConcat::new(3, [4, 1, 1], &layers.0).into();
            Sequential::new(vec![concat, layers.flat(6, 5).into(), LEAK.into(), layers.flat(5, 1).into()])
        }
        "class_affine" => {
            let affine = ClassAffine::new(3, 3, &layers.0).into();
            let last = layers.flat(3 * 24, 1).into();
            Sequential::new(vec![layers.same(2, 3).into(), affine, LEAK.into(), last])
        }
        "score_and_classes" => {
            let heads = [1, 3].map(|outputs| Sequential::new(vec![layers.flat(3 * 24, outputs).into()]));
            let concat = Concat { branches: heads.into() }.into();
            Sequential::new(vec![layers.same(2, 3).into(), Activation::Tanh.into(), concat])
        }
        _ => panic!("the fixture has a case {case}, of which there is no net here"),
    }
}

/// The classes of a case's `batch` samples: 0, 1, 2, ... round and round.
fn labels(case: &str, batch: usize) -> Vec<u16> {
    let classes = if case == "projection_of_leaky_relu" { 2 } else { 3 };
    (0..classes).cycle().take(batch).collect()
}

/// Compares the output, and what Burn differentiates by itself.
pub fn compare_output(case: &mut Case, stack: &Sequential, given: &Given, bar: &Bar) {
    let input = case.input("input", &bar.device);
    let output = stack.forward_given(input.clone(), given);
    case.compare("output", output.clone());
    let gradients = output.narrow(1, 0, 1).sum().backward();
    case.compare("input_gradient", input.grad(&gradients).expect("a gradient in the input"));
    case.compare_gradients("of_score", stack, &gradients);
}

/// Compares the input gradient that the layers build, and its derivatives.
pub fn compare_input_gradient(case: &mut Case, stack: &Sequential, given: &Given, bar: &Bar) {
    let points = case.input("input", &bar.device);
    // A graph is differentiated once, so each quantity has its own.
    let gradient = || stack.input_gradient(points.clone(), given);
    case.compare("input_gradient", gradient());
    let square = gradient().square().sum();
    let penalty = distance_from_one(gradient()) * 10.0;
    for (name, value) in [("square", square), ("wgan_gp", penalty)] {
        // Batch norm ties samples together: none has a gradient of its own to penalise.
        if case.has(name) {
            case.compare(name, value.clone());
            case.compare_gradients(&format!("of_{name}"), stack, &value.backward());
        }
    }
}

fn assert_layers_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("nets");
    let mut passed = Vec::new();
    for name in fixture.cases_with("input") {
        let mut case = fixture.case(&name);
        let stack = net(&name, &mut Layers(Init::new(1, &bar.device)));
        let given = Given::labels(&labels(&name, case.values("input").shape[0]), &bar.device);
        let stack = case.fill(stack, &bar.device);
        compare_output(&mut case, &stack, &given, bar);
        compare_input_gradient(&mut case, &stack, &given, bar);
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 41, "every case is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn layers_and_the_derivatives_of_their_input_gradients_are_pytorchs() {
    assert_layers_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn layers_and_the_derivatives_of_their_input_gradients_on_the_gpu_are_pytorchs() {
    assert_layers_are_pytorchs(&crate::gpu());
}
