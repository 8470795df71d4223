//! Convolutional players for 28x28 images, after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434).
//!
//! Kernel 4, stride 2 and padding 1 halve 28 to 14 to 7 exactly, and their transposes double it back.
//!
//! ```text
//! generator      z -> 7x7x64 -> BN ReLU -> 14x14x32 -> BN ReLU -> 28x28 -> tanh
//! discriminator  28x28 -> 14x14x32 -> LReLU -> 7x7x64 -> [norm] LReLU -> score
//! ```

use super::{Activation, Flat, Init, LEAK, Layer, Stack, mlp::normalise};
use crate::recipe::Norm;
use burn::nn::{
    PaddingConfig2d,
    conv::{Conv2dConfig, ConvTranspose2dConfig},
};

const KERNEL: [usize; 2] = [4, 4];
const STRIDE: [usize; 2] = [2, 2];
const PADDING: usize = 1;
/// Channels at 14x14 and at 7x7.
const WIDTHS: [usize; 2] = [32, 64];

/// Latents `[batch, latent, 1, 1]` to images `[batch, channels, 28, 28]`.
pub fn generator(latent: usize, channels: usize, init: &mut Init) -> Stack {
    let [outer, inner] = WIDTHS;
    // A bias before batch norm would only be subtracted again.
    let mut layers = vec![Flat::narrow(latent, [inner, 7, 7], false, init)];
    layers.extend(normalise(Norm::Batch, inner, init));
    layers.extend([Activation::Relu.into(), double(inner, outer, false, init)]);
    layers.extend(normalise(Norm::Batch, outer, init));
    layers.extend([Activation::Relu.into(), double(outer, channels, true, init), Activation::Tanh.into()]);
    Stack::new(layers)
}

/// Images `[batch, channels, 28, 28]` to scores `[batch, 1, 1, 1]`.
pub fn discriminator(norm: Norm, channels: usize, init: &mut Init) -> Stack {
    let [outer, inner] = WIDTHS;
    let mut layers = vec![
        halve(channels, outer, true, init),
        Activation::LeakyRelu(LEAK).into(),
        halve(outer, inner, norm == Norm::None, init),
    ];
    layers.extend(normalise(norm, inner, init));
    layers.extend([Activation::LeakyRelu(LEAK).into(), Flat::narrow(inner * 7 * 7, [1, 1, 1], true, init)]);
    Stack::new(layers)
}

fn halve(from: usize, to: usize, bias: bool, init: &mut Init) -> Layer {
    let padding = PaddingConfig2d::Explicit(PADDING, PADDING, PADDING, PADDING);
    let mut conv = Conv2dConfig::new([from, to], KERNEL)
        .with_stride(STRIDE)
        .with_padding(padding)
        .with_bias(bias)
        .init(init.device());
    conv.weight = init.narrow_normal([to, from, KERNEL[0], KERNEL[1]]);
    conv.bias = bias.then(|| init.zeros([to]));
    Layer::Conv(conv)
}

fn double(from: usize, to: usize, bias: bool, init: &mut Init) -> Layer {
    let mut conv = ConvTranspose2dConfig::new([from, to], KERNEL)
        .with_stride(STRIDE)
        .with_padding([PADDING; 2])
        .with_bias(bias)
        .init(init.device());
    conv.weight = init.narrow_normal([from, to, KERNEL[0], KERNEL[1]]);
    conv.bias = bias.then(|| init.zeros([to]));
    Layer::ConvTranspose(conv)
}
