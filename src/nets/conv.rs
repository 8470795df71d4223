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
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(block.scale());
        let [first, second] = ["first", "second"].map(|name| init.part(name));
        let mut layers = vec![
            block.conv2d(Conv2d::new([channels, OUTER], Kernel::HALVING, true, &first), &first),
            block.activation.into(),
            block.conv2d(Conv2d::new([OUTER, INNER], Kernel::HALVING, block.biased(), &second), &second),
        ];
        layers.extend(block.norm_act(INNER, &second));
        layers
    }

    fn linear(&self, block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        Linear::normal(INNER * 7 * 7, output, true, &init.with_scale(block.scale()))
    }

    fn decoder(
        &self,
        block: BlockConfig,
        code: usize,
        [channels, ..]: [usize; 3],
        init: &Init,
    ) -> Vec<Layer> {
        let init = init.with_scale(block.scale());
        let [first, second, last] = ["first", "second", "last"].map(|name| init.part(name));
        let mut layers =
            vec![block.linear(Linear::normal(code, [INNER, 7, 7], block.biased(), &first), &first)];
        layers.extend(block.norm_act(INNER, &first));
        let transposed = ConvTranspose2d::new([INNER, OUTER], Kernel::HALVING, block.biased(), &second);
        layers.push(block.conv_transpose2d(transposed, &second));
        layers.extend(block.norm_act(OUTER, &second));
        let transposed = ConvTranspose2d::new([OUTER, channels], Kernel::HALVING, true, &last);
        layers.push(block.conv_transpose2d(transposed, &last));
        layers
    }
}
