//! WGAN-GP's residual nets (Gulrajani et al. 2017, arXiv:1704.00028), as `GoodGenerator` and `GoodDiscriminator` of the
//! authors' code have them at 64x64 (igul222/improved_wgan_training, `gan_64x64.py`); one block more or less from size
//! to size is ours. There, the discriminator has layer norm.
//!
//! ```text
//! features   64x64 -> conv3 64 -> down 32x32x128 -> down 16x16x256 -> down 8x8x512 -> down 4x4x512
//! decoder    code -> 4x4x512 -> up 8x8x512 -> up 16x16x256 -> up 32x32x128 -> up 64x64x64 -> norm act -> conv3, 64x64
//! ```

use super::{Architecture, halvings, scaled, sngan};
use crate::nets::{
    Conv2d, Init, Kernel, Layer, Linear, Scale,
    blocks::{BlockConfig, residual},
};

/// Channels at the full size, at half of it, and so on.
const CHANNELS: [usize; 6] = [64, 128, 256, 512, 512, 512];

/// The nets for images of one size.
pub struct WganGp {
    /// Channels at the full size, at half of it, and so on down to 4x4.
    channels: Vec<usize>,
}

impl WganGp {
    /// For images of this height and width, 32, 64 or 128, with so many channels for each of the published ones.
    pub fn of_size(size: usize, multiplier: f64) -> Self {
        Self { channels: scaled(&CHANNELS[..=halvings(size, 4)], multiplier) }
    }
}

impl Architecture for WganGp {
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let first = init.part("first").with_scale(Scale::Lecun);
        let convolution = Conv2d::new([channels, self.channels[0]], Kernel::SAME, true, &first);
        let mut layers = vec![block.conv2d(convolution, &first)];
        for (place, pair) in self.channels.windows(2).enumerate() {
            layers.push(residual::down(block, [pair[0], pair[1]], &init.part(&format!("down.{place}"))));
        }
        layers
    }

    fn linear(&self, _block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        let inputs = 4 * 4 * self.channels[self.channels.len() - 1];
        Linear::normal(inputs, output, true, &init.with_scale(Scale::Lecun))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let growing: Vec<_> = self.channels.iter().rev().copied().collect();
        sngan::decoder(block, &growing, code, shape, init)
    }
}
