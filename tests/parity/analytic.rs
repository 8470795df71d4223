//! What holds of input gradients and penalties without a reference.

use crate::{Bar, flex, nets::Layers};
use burn::{
    module::Param,
    nn::BatchNormConfig,
    tensor::{Device, Tensor, TensorData},
};
use saddle::{
    game::terms::penalty::{distance_from_one, squared_length},
    nets::{Activation, Given, Init, Kernel, Layer, Linear, Sequential},
    train::{
        rng::{Purpose, Rng},
        weights::{self, replaced},
    },
};

fn random(shape: [usize; 4], index: u64, device: &Device) -> Tensor<4> {
    let values = Rng::new(9, Purpose::Noise, index).normals(shape.iter().product());
    Tensor::from_data(TensorData::new(values, shape), device)
}

fn number(value: Tensor<1>) -> f64 {
    value.into_data().iter::<f64>().next().expect("one number")
}

fn assert_close(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
}

/// A net without a kink, of weights large enough to bend.
fn smooth(device: &Device) -> Sequential {
    let mut layers = Layers(Init::new(4, device));
    let first = layers.convolution([2, 3], Kernel::HALVING, true).into();
    let second = layers.convolution([3, 4], Kernel::SAME, false);
    let second = layers.normalised(second);
    let norm = layers.layer_norm(4);
    let (softplus, tanh) = (Activation::Softplus.into(), Activation::Tanh.into());
    let stack = Sequential::new(vec![first, softplus, second, norm, tanh, layers.flat(4 * 9, 1).into()]);
    // Ten times the narrow start of convolutional nets.
    replaced(stack, |name, _, values| if name.ends_with("weight") { values * 10.0 } else { values })
}

/// The derivative at 0 of `function`, by central differences of `width` and half of it, whose leading errors cancel.
fn slope(width: f64, function: impl Fn(f64) -> f64) -> f64 {
    let central = |width: f64| (function(width) - function(-width)) / (2.0 * width);
    (4.0 * central(width / 2.0) - central(width)) / 3.0
}

fn assert_penalty_of_linear(bar: &Bar) {
    let device = &bar.device;
    let mut layers = Layers(Init::new(2, device));
    let linear = layers.flat(6, 1);
    let weight = Tensor::<2>::from_floats([[3.0], [1.0], [-2.0], [1.0], [0.5], [-0.5]], device);
    let linear = Linear { weight: Param::from_tensor(weight.clone()), ..linear };
    let linear = Sequential::new(vec![linear.into()]);
    let length = 15.5_f64.sqrt();
    let value = distance_from_one(linear.input_gradient(random([4, 6, 1, 1], 0, device), &Given::nothing()));
    assert_close(number(value.clone()), (length - 1.0).powi(2), bar.relative);
    // Its gradient is 2 (|w| - 1) w / |w|.
    let gradients = value.backward();
    let Layer::Linear(layer) = &linear.layers()[0] else { unreachable!("the one layer") };
    let found = layer.weight.val().grad(&gradients).expect("a gradient in the weight").into_data();
    for (found, weight) in found.iter::<f64>().zip(weight.into_data().iter::<f64>()) {
        assert_close(found, 2.0 * (length - 1.0) * weight / length, bar.relative);
    }
}

#[test]
fn the_penalty_of_a_linear_discriminator_is_its_weights_distance_from_length_one() {
    assert_penalty_of_linear(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn the_penalty_of_a_linear_discriminator_on_the_gpu_is_its_weights_distance_from_length_one() {
    assert_penalty_of_linear(&crate::gpu());
}

#[test]
fn scaling_the_last_layer_scales_the_input_gradient() {
    let device = flex().device;
    let points = random([3, 2, 6, 6], 0, &device);
    let stack = smooth(&device);
    let length = |stack: &Sequential| {
        number(squared_length(stack.input_gradient(points.clone(), &Given::nothing()))).sqrt()
    };
    for factor in [0.0, 0.3, 1.0, 7.0] {
        let scaled =
            replaced(
                stack.clone(),
                |name, _, values| {
                    if name == "layers.5.weight" { values * factor } else { values }
                },
            );
        assert_close(length(&scaled), factor * length(&stack), 1e-5);
    }
}

#[test]
fn the_input_gradient_of_a_smooth_net_is_the_slope_of_its_scores() {
    let device = flex().device;
    let stack = smooth(&device);
    let (points, direction) = (random([3, 2, 6, 6], 0, &device), random([3, 2, 6, 6], 1, &device));
    let expected = slope(0.1, |step| number(stack.forward(points.clone() + direction.clone() * step).sum()));
    assert_close(number((stack.input_gradient(points, &Given::nothing()) * direction).sum()), expected, 1e-3);
}

#[test]
fn the_input_gradient_of_a_net_with_batch_norm_is_the_slope_of_its_summed_scores() {
    let device = flex().device;
    let mut layers = Layers(Init::new(6, &device));
    let first = layers.convolution([2, 3], Kernel::HALVING, false).into();
    let norm = BatchNormConfig::new(3).init(&device).into();
    let stack = Sequential::new(vec![first, norm, Activation::Softplus.into(), layers.flat(3 * 9, 1).into()]);
    let stack =
        replaced(stack, |name, _, values| if name.ends_with("weight") { values * 10.0 } else { values });
    let (points, direction) = (random([3, 2, 6, 6], 0, &device), random([3, 2, 6, 6], 1, &device));
    let expected = slope(0.1, |step| number(stack.forward(points.clone() + direction.clone() * step).sum()));
    assert_close(number((stack.input_gradient(points, &Given::nothing()) * direction).sum()), expected, 1e-3);
}

#[test]
fn the_gradient_of_a_smooth_nets_penalty_is_its_slope_in_the_weights() {
    let device = flex().device;
    let stack = smooth(&device);
    let points = random([3, 2, 6, 6], 0, &device);
    let value =
        |stack: &Sequential| distance_from_one(stack.input_gradient(points.clone(), &Given::nothing()));
    let gradients = value(&stack).backward();
    // The singular vectors are constants: the direction moves only what is trained.
    for (index, weight) in (10..).zip(weights::trained(&stack)) {
        let draw = Rng::new(9, Purpose::Noise, index).normals(weight.values.shape().num_elements());
        let direction = Tensor::<4>::from_data(TensorData::new(draw, weight.values.dims()), &Device::flex());
        let moved = |step: f64| {
            replaced(stack.clone(), |name, _, values| {
                if name == weight.name { values + direction.clone() * step } else { values }
            })
        };
        let expected = slope(0.01, |step| number(value(&moved(step))));
        let mut found = 0.0;
        crate::fixture::for_each_gradient(&stack, &gradients, |name, gradient| {
            if name == weight.name {
                let direction = direction.clone().into_data();
                found = gradient.iter().zip(direction.iter::<f64>()).map(|(&g, d)| f64::from(g) * d).sum();
            }
        });
        println!("{}: {found} by {expected}", weight.name);
        assert!(
            (found - expected).abs() <= 1e-3 * expected.abs().max(0.1),
            "{}: {found}, {expected}",
            weight.name
        );
    }
}
