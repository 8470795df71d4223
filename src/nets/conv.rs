//! Convolutional nets for 28x28 images, after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434).
//!
//! ```text
//! features   28x28 -> 14x14x32 -> LReLU -> 7x7x64 -> [norm] LReLU
//! decoder    code -> 7x7x64 -> [norm] ReLU -> 14x14x32 -> [norm] ReLU -> 28x28
//! ```

use super::{Architecture, Conv2d, ConvTranspose2d, Init, Kernel, Layer, Linear, block::BlockConfig};

/// Channels at 14x14.
const OUTER: usize = 32;
/// Channels at 7x7.
const INNER: usize = 64;

/// The architecture of these nets.
pub struct Conv;

impl Architecture for Conv {
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &mut Init) -> Vec<Layer> {
        init.set_scale(block.scale());
        let first = Conv2d::new([channels, OUTER], Kernel::HALVING, true, init);
        let mut layers = vec![block.conv2d(first, init), block.activation.into()];
        let second = Conv2d::new([OUTER, INNER], Kernel::HALVING, block.biased(), init);
        layers.push(block.conv2d(second, init));
        layers.extend(block.norm_act(INNER, init));
        layers
    }

    fn linear(&self, output: [usize; 3], init: &mut Init) -> Linear {
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
        let mut layers = vec![block.linear(first, init)];
        layers.extend(block.norm_act(INNER, init));
        let second = ConvTranspose2d::new([INNER, OUTER], Kernel::HALVING, block.biased(), init);
        layers.push(block.conv_transpose2d(second, init));
        layers.extend(block.norm_act(OUTER, init));
        let last = ConvTranspose2d::new([OUTER, channels], Kernel::HALVING, true, init);
        layers.push(block.conv_transpose2d(last, init));
        layers
    }
}
