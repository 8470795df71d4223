//! Convolutional nets for 28x28 images, after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434).
//!
//! ```text
//! features   28x28 -> 14x14x32 -> LReLU -> 7x7x64 -> [norm] LReLU
//! decoder    code -> 7x7x64 -> [norm] ReLU -> 14x14x32 -> [norm] ReLU -> 28x28
//! ```

use super::{Architecture, Init, Layer, Linear, Strided, block::BlockConfig};

/// Channels at 14x14.
const OUTER: usize = 32;
/// Channels at 7x7.
const INNER: usize = 64;

/// The architecture of these nets.
pub struct Conv;

impl Architecture for Conv {
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &mut Init) -> Vec<Layer> {
        init.set_scale(block.scale());
        let first = Strided::halve(channels, OUTER, true, init);
        let mut layers = vec![block.strided(first, init), block.activation.into()];
        let second = Strided::halve(OUTER, INNER, block.biased(), init);
        layers.push(block.strided(second, init));
        layers.extend(block.norm_act(INNER, init));
        layers
    }

    fn flat(&self, output: [usize; 3], init: &mut Init) -> Linear {
        Linear::normal(INNER * 7 * 7, output, true, init)
    }

    fn decoder(
        &self,
        block: BlockConfig,
        code: usize,
        [channels, ..]: [usize; 3],
        init: &mut Init,
    ) -> Vec<Layer> {
        init.set_scale(block.scale());
        let first = Linear::normal(code, [INNER, 7, 7], block.biased(), init);
        let mut layers = vec![block.flat(first, init)];
        layers.extend(block.norm_act(INNER, init));
        let second = Strided::double(INNER, OUTER, block.biased(), init);
        layers.push(block.strided(second, init));
        layers.extend(block.norm_act(OUTER, init));
        let last = Strided::double(OUTER, channels, true, init);
        layers.push(block.strided(last, init));
        layers
    }
}
