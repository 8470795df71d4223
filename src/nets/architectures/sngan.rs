//! SNGAN's residual nets (Miyato et al. 2018, arXiv:1802.05957, appendix B.3), sizes as in kwotsin/mimicry
//! (`nets/sngan`), and with up-sampling by the nearest pixel as in the authors' code (pfnet-research/sngan_projection).
//!
//! ```text
//! features   64x64 -> down 32x32x64 -> down 16x16x128 -> down 8x8x256 -> down 4x4x512 -> down 2x2x1024
//!            -> act -> sum over the pixels, 1024
//! decoder    code -> 4x4x1024 -> up 8x8x512 -> up 16x16x256 -> up 32x32x128 -> up 64x64x64 -> norm act -> conv3, 64x64
//! ```
//!
//! Attention, where there is some, stands behind the block that puts out 32x32, as in SAGAN, and of 32x32 images the one
//! that puts out 16x16 ([`ArchitectureName::attention_place`](crate::recipe::ArchitectureName::attention_place)).

use super::{Architecture, scaled};
use crate::nets::{
    Conv2d, Init, Kernel, Layer, Linear, Resample, Scale,
    blocks::{BlockConfig, residual},
};

/// The nets for images of one size.
pub struct Sngan {
    /// The generator's channels, at 4x4, 8x8, and so on.
    growing: Vec<usize>,
    /// The discriminator's channels at half the size, at a quarter, and so on.
    shrinking: Vec<usize>,
    /// Blocks of the discriminator that follow those and keep the size.
    keeping: usize,
}

impl Sngan {
    /// For images of this height and width, 32, 64 or 128, with so many channels for each of the published ones.
    pub fn of_size(size: usize, multiplier: f64) -> Self {
        let (growing, shrinking, keeping): (&[usize], &[usize], usize) = match size {
            32 => (&[256; 4], &[128; 2], 2),
            64 => (&[1024, 512, 256, 128, 64], &[64, 128, 256, 512, 1024], 0),
            _ => (&[1024, 1024, 512, 256, 128, 64], &[64, 128, 256, 512, 1024], 1),
        };
        Self { growing: scaled(growing, multiplier), shrinking: scaled(shrinking, multiplier), keeping }
    }

    fn features(&self) -> usize {
        self.shrinking[self.shrinking.len() - 1]
    }
}

impl Architecture for Sngan {
    fn features(&self, block: BlockConfig, [channels, size, _]: [usize; 3], init: &Init) -> Vec<Layer> {
        let mut layers = Vec::new();
        let mut inputs = channels;
        for (place, &outputs) in self.shrinking.iter().enumerate() {
            let init = init.part(&format!("down.{place}"));
            let down = if place == 0 { residual::down_from_image } else { residual::down };
            layers.push(down(block, [inputs, outputs], &init));
            layers.extend(block.attention(outputs, size >> (place + 1), &init));
            inputs = outputs;
        }
        for place in 0..self.keeping {
            layers.push(residual::same(block, self.features(), &init.part(&format!("same.{place}"))));
        }
        layers.extend([block.activation.into(), Resample::SumPool.into()]);
        layers
    }

    fn linear(&self, _block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        Linear::normal(self.features(), output, true, &init.with_scale(Scale::Lecun))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        decoder(block, &self.growing, code, shape, init)
    }
}

/// From a code to 4x4, doubled with these channels each time to samples of `shape`. A style is a block's; the last norm has
/// none, as in BigGAN.
pub fn decoder(
    block: BlockConfig,
    growing: &[usize],
    code: usize,
    shape: [usize; 3],
    init: &Init,
) -> Vec<Layer> {
    let init = init.with_scale(Scale::Lecun);
    let (first, last) = (init.part("first"), init.part("last"));
    let mut layers = vec![block.linear(Linear::normal(code, [growing[0], 4, 4], true, &first), &first)];
    for (place, pair) in growing.windows(2).enumerate() {
        let (block, init) = (block.at_level(place), init.part(&format!("up.{place}")));
        layers.push(residual::up(block, [pair[0], pair[1]], &init));
        layers.extend(block.attention(pair[1], 8 << place, &init));
    }
    let channels = growing[growing.len() - 1];
    layers.extend(block.without_styles().norm_act(channels, &last));
    layers.push(block.conv2d(Conv2d::new([channels, shape[0]], Kernel::SAME, true, &last), &last));
    layers
}
