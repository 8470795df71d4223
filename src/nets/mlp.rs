//! Fully connected nets: three layers of 256.
//!
//! The generator ends in tanh for images; for points of the plane, which have no bounds, it ends linear.

use super::{Activation, Flat, Init, LEAK, Layer, style::Style};

const WIDTH: usize = 256;

/// Latents `[batch, latent, 1, 1]` to samples `[batch, ..shape]`.
pub fn generator(style: Style, latent: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
    let style = Style { activation: Activation::LeakyRelu(LEAK), ..style };
    let mut layers = vec![Flat::fan_in(latent, [WIDTH, 1, 1], init).into(), style.activation.into()];
    layers.push(Flat::fan_in(WIDTH, [WIDTH, 1, 1], init).into());
    layers.extend(style.behind(WIDTH, init));
    layers.push(Flat::fan_in(WIDTH, shape, init).into());
    if shape[1..] != [1, 1] {
        layers.push(Activation::Tanh.into());
    }
    layers
}

/// Samples `[batch, ..shape]` to features `[batch, 256, 1, 1]`.
pub fn features(style: Style, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
    let first = Flat::fan_in(shape.iter().product(), [WIDTH, 1, 1], init);
    let mut layers = vec![style.flat(first, init), style.activation.into()];
    let second = Flat::fan_in(WIDTH, [WIDTH, 1, 1], init);
    layers.push(style.flat(second, init));
    layers.extend(style.behind(WIDTH, init));
    layers
}

/// From the features to `output`.
pub fn flat(output: [usize; 3], init: &mut Init) -> Flat {
    Flat::fan_in(WIDTH, output, init)
}

/// An auto-encoder's second half: codes `[batch, code, 1, 1]` to `[batch, ..shape]`, ending linear.
pub fn decoder(style: Style, code: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
    let first = Flat::fan_in(code, [WIDTH, 1, 1], init);
    let mut layers = vec![style.flat(first, init)];
    layers.extend(style.behind(WIDTH, init));
    let last = Flat::fan_in(WIDTH, shape, init);
    layers.push(style.flat(last, init));
    layers
}
