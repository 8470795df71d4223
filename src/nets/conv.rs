//! Convolutional nets for 28x28 images, after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434).
//!
//! ```text
//! features   28x28 -> 14x14x32 -> LReLU -> 7x7x64 -> [norm] LReLU
//! decoder    code -> 7x7x64 -> [norm] ReLU -> 14x14x32 -> [norm] ReLU -> 28x28
//! ```

use super::{Family, Flat, Init, Layer, Strided, style::Style};

/// Channels at 14x14.
const OUTER: usize = 32;
/// Channels at 7x7.
const INNER: usize = 64;

/// The family of these nets.
pub struct Conv;

impl Family for Conv {
    fn features(&self, style: Style, [channels, ..]: [usize; 3], init: &mut Init) -> Vec<Layer> {
        init.set_scale(style.scale());
        let first = Strided::halve(channels, OUTER, true, init);
        let mut layers = vec![style.strided(first, init), style.activation.into()];
        let second = Strided::halve(OUTER, INNER, style.biased(), init);
        layers.push(style.strided(second, init));
        layers.extend(style.behind(INNER, init));
        layers
    }

    fn flat(&self, output: [usize; 3], init: &mut Init) -> Flat {
        Flat::normal(INNER * 7 * 7, output, true, init)
    }

    fn decoder(&self, style: Style, code: usize, [channels, ..]: [usize; 3], init: &mut Init) -> Vec<Layer> {
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
}
