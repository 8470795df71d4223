//! Convolutional nets for 28x28 images, after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434).
//!
//! ```text
//! generator  z -> 7x7x64 -> [norm] ReLU -> 14x14x32 -> [norm] ReLU -> 28x28 -> tanh
//! features   28x28 -> 14x14x32 -> LReLU -> 7x7x64 -> [norm] LReLU
//! decoder    code -> 7x7x64 -> [norm] LReLU -> 14x14x32 -> [norm] LReLU -> 28x28
//! ```

use super::{Activation, Flat, Init, Layer, Strided, style::Style};

/// Channels at 14x14.
const OUTER: usize = 32;
/// Channels at 7x7.
const INNER: usize = 64;

/// Latents `[batch, latent, 1, 1]` to images `[batch, ..shape]`.
pub fn generator(style: Style, latent: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
    let mut layers = decoder(style, latent, shape, init);
    layers.push(Activation::Tanh.into());
    layers
}

/// Images `[batch, ..shape]` to features `[batch, 64, 7, 7]`.
pub fn features(style: Style, [channels, ..]: [usize; 3], init: &mut Init) -> Vec<Layer> {
    init.set_scale(style.scale());
    let first = Strided::halve(channels, OUTER, true, init);
    let mut layers = vec![style.strided(first, init), style.activation.into()];
    let second = Strided::halve(OUTER, INNER, style.biased(), init);
    layers.push(style.strided(second, init));
    layers.extend(style.behind(INNER, init));
    layers
}

/// From the features to `output`.
pub fn flat(output: [usize; 3], init: &mut Init) -> Flat {
    Flat::normal(INNER * 7 * 7, output, true, init)
}

/// Codes `[batch, code, 1, 1]` to images `[batch, ..shape]`, ending linear.
pub fn decoder(style: Style, code: usize, [channels, ..]: [usize; 3], init: &mut Init) -> Vec<Layer> {
    init.set_scale(style.scale());
    let first = Flat::normal(code, [INNER, 7, 7], style.biased(), init);
    let mut layers = vec![style.flat(first, init)];
    layers.extend(style.behind(INNER, init));
    let second = Strided::double(INNER, OUTER, style.biased(), init);
    layers.push(style.strided(second, init));
    layers.extend(style.behind(OUTER, init));
    let last = Strided::double(OUTER, channels, true, init);
    layers.push(style.strided(last, init));
    layers
}
