//! PatchGAN: a discriminator that judges every patch of an image (Isola et al. 2016, arXiv:1611.07004, section 3.2.2 and 6.1.2).
//!
//! ```text
//! half f -> LReLU [-> quarter 2f -> norm LReLU ..] -> one pixel less, twice the channels -> norm LReLU -> a score a patch
//! ```

use super::{
    super::{Conv2d, Init, Kernel, Layer, blocks::BlockConfig},
    norm_act,
};

/// Moves pixel by pixel: sides become one less.
const FINAL: Kernel = Kernel { size: 4, stride: 1, padding: 1 };
/// Deeper layers have no more than so many times the first one's channels.
const WIDEST: usize = 8;

/// The net that judges images of so many `channels`: after the first halving there are so many more, 0 for patches of 16 pixels,
/// 1 for 34 and 2 for 70.
pub fn layers(
    block: BlockConfig,
    channels: usize,
    halvings: usize,
    filters: usize,
    init: &Init,
) -> Vec<Layer> {
    let first = init.part("first");
    let halving = Conv2d::new([channels, filters], Kernel::HALVING, true, &first);
    let mut layers = vec![block.conv2d(halving, &first), block.activation.into()];
    let mut inputs = filters;
    for level in 1..=halvings + 1 {
        let (init, outputs) = (init.part(&format!("level.{level}")), filters * WIDEST.min(1 << level));
        let kernel = if level > halvings { FINAL } else { Kernel::HALVING };
        layers.push(block.conv2d(Conv2d::new([inputs, outputs], kernel, block.biased(), &init), &init));
        layers.extend(norm_act(block, outputs, &init));
        inputs = outputs;
    }
    let score = init.part("score");
    layers.push(block.conv2d(Conv2d::new([inputs, 1], FINAL, true, &score), &score));
    layers
}
