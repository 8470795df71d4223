//! Fully connected players: three layers of 256, LeakyReLU between.
//!
//! The generator ends in tanh for images; for points of the plane, which have no bounds, it ends linear.

use super::{Activation, Flat, Init, LEAK, Layer, Stack};
use crate::recipe::Norm;
use burn::nn::BatchNormConfig;

const WIDTH: usize = 256;

/// Latents `[batch, latent, 1, 1]` to samples `[batch, ..shape]`.
pub fn generator(latent: usize, shape: [usize; 3], init: &mut Init) -> Stack {
    let mut layers = vec![
        Flat::fan_in(latent, [WIDTH, 1, 1], init),
        Activation::LeakyRelu(LEAK).into(),
        Flat::fan_in(WIDTH, [WIDTH, 1, 1], init),
        Activation::LeakyRelu(LEAK).into(),
        Flat::fan_in(WIDTH, shape, init),
    ];
    if shape[1..] != [1, 1] {
        layers.push(Activation::Tanh.into());
    }
    Stack::new(layers)
}

/// Samples `[batch, ..shape]` to scores `[batch, 1, 1, 1]`.
pub fn discriminator(norm: Norm, shape: [usize; 3], init: &mut Init) -> Stack {
    let mut layers = vec![
        Flat::fan_in(shape.iter().product(), [WIDTH, 1, 1], init),
        Activation::LeakyRelu(LEAK).into(),
        Flat::fan_in(WIDTH, [WIDTH, 1, 1], init),
    ];
    layers.extend(normalise(norm, WIDTH, init));
    layers.extend([Activation::LeakyRelu(LEAK).into(), Flat::fan_in(WIDTH, [1, 1, 1], init)]);
    Stack::new(layers)
}

/// The layer that `norm` asks for behind one of `channels`.
pub fn normalise(norm: Norm, channels: usize, init: &Init) -> Option<Layer> {
    match norm {
        Norm::None => None,
        Norm::Batch => Some(Layer::BatchNorm(BatchNormConfig::new(channels).init(init.device()))),
    }
}
