//! Convolutional players for 28x28 images, after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434).
//!
//! ```text
//! generator      z -> 7x7x64 -> BN ReLU -> 14x14x32 -> BN ReLU -> 28x28 -> tanh
//! discriminator  28x28 -> 14x14x32 -> LReLU -> 7x7x64 -> [norm] LReLU -> score
//! ```

use super::{Activation, Flat, Init, LEAK, Stack, Strided, mlp::normalise};
use crate::recipe::Norm;

/// Channels at 14x14 and at 7x7.
const WIDTHS: [usize; 2] = [32, 64];

/// Latents `[batch, latent, 1, 1]` to images `[batch, channels, 28, 28]`.
pub fn generator(latent: usize, channels: usize, init: &mut Init) -> Stack {
    let [outer, inner] = WIDTHS;
    // A bias before batch norm would only be subtracted again.
    let mut layers = vec![Flat::narrow(latent, [inner, 7, 7], false, init)];
    layers.extend(normalise(Norm::Batch, inner, init));
    layers.extend([Activation::Relu.into(), Strided::double(inner, outer, false, init)]);
    layers.extend(normalise(Norm::Batch, outer, init));
    layers.extend([
        Activation::Relu.into(),
        Strided::double(outer, channels, true, init),
        Activation::Tanh.into(),
    ]);
    Stack::new(layers)
}

/// Images `[batch, channels, 28, 28]` to scores `[batch, 1, 1, 1]`.
pub fn discriminator(norm: Norm, channels: usize, init: &mut Init) -> Stack {
    let [outer, inner] = WIDTHS;
    let mut layers = vec![
        Strided::halve(channels, outer, true, init),
        Activation::LeakyRelu(LEAK).into(),
        Strided::halve(outer, inner, norm == Norm::None, init),
    ];
    layers.extend(normalise(norm, inner, init));
    layers.extend([Activation::LeakyRelu(LEAK).into(), Flat::narrow(inner * 7 * 7, [1, 1, 1], true, init)]);
    Stack::new(layers)
}
