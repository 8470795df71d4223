//! Convolutional nets after DCGAN's rules (Radford et al. 2015, arXiv:1511.06434): small ones for 28x28 images, and for
//! larger ones DCGAN's own at half the width, one level more or less from size to size.
//!
//! ```text
//! features   28x28 -> 14x14x32 -> LReLU [attention] -> 7x7x64 -> [norm] LReLU
//! decoder    code -> 7x7x64 -> [norm] ReLU -> 14x14x32 -> [norm] ReLU [attention] -> 28x28
//!
//! features   64x64 -> 32x32x64 -> LReLU -> 16x16x128 -> [norm] LReLU -> 8x8x256 .. -> 4x4x512 ..
//! decoder    code -> 4x4x512 -> [norm] ReLU -> 8x8x256 .. -> 16x16x128 .. -> 32x32x64 .. -> 64x64
//! ```
//!
//! Attention stands behind the activation at 32x32, and of smaller images at half their size
//! ([`ArchitectureName::attention_place`](crate::recipe::ArchitectureName::attention_place)).

use super::{Architecture, halvings};
use crate::nets::{Conv2d, ConvTranspose2d, Init, Kernel, Layer, Linear, blocks::BlockConfig};

/// Channels at half of 32x32, 64x64 or 128x128, then at a quarter, and so on.
const CHANNELS: [usize; 5] = [64, 128, 256, 512, 1024];
/// What a net's layers are called among the initial weights, in their order.
const NAMES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// The nets for images of one size.
pub struct Conv {
    /// Channels at half the size, at a quarter, and so on.
    channels: &'static [usize],
    /// Height and width after the last halving.
    base: usize,
}

impl Conv {
    /// For images of this height and width.
    pub fn of_size(size: usize) -> Self {
        match size {
            28 => Self { channels: &[32, 64], base: 7 },
            _ => Self { channels: &CHANNELS[..halvings(size, 4)], base: 4 },
        }
    }

    fn innermost(&self) -> usize {
        self.channels[self.channels.len() - 1]
    }

    /// Height and width after so many halvings and one more.
    fn side_at(&self, level: usize) -> usize {
        self.base << (self.channels.len() - 1 - level)
    }
}

impl Architecture for Conv {
    fn features(&self, block: BlockConfig, [mut channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(block.scale());
        let mut layers = Vec::new();
        for (level, &outputs) in self.channels.iter().enumerate() {
            let init = init.part(NAMES[level]);
            let is_first = level == 0;
            let biased = is_first || block.biased();
            layers
                .push(block.conv2d(Conv2d::new([channels, outputs], Kernel::HALVING, biased, &init), &init));
            // The pixels' own statistics are left to the first layer.
            layers.extend(if is_first {
                vec![block.activation.into()]
            } else {
                block.norm_act(outputs, &init)
            });
            layers.extend(block.attention(outputs, self.side_at(level), &init));
            channels = outputs;
        }
        layers
    }

    fn linear(&self, block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        let inputs = self.innermost() * self.base * self.base;
        Linear::normal(inputs, output, true, &init.with_scale(block.scale()))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(block.scale());
        let (first, last) = (init.part(NAMES[0]), init.part("last"));
        let mut channels = self.innermost();
        let smallest = [channels, self.base, self.base];
        let mut layers = vec![block.linear(Linear::normal(code, smallest, block.biased(), &first), &first)];
        layers.extend(block.at_level(0).norm_act(channels, &first));
        for (level, &outputs) in self.channels.iter().rev().enumerate().skip(1) {
            let init = init.part(NAMES[level]);
            let doubling = ConvTranspose2d::new([channels, outputs], Kernel::HALVING, block.biased(), &init);
            layers.push(block.conv_transpose2d(doubling, &init));
            layers.extend(block.at_level(level).norm_act(outputs, &init));
            layers.extend(block.attention(outputs, self.base << level, &init));
            channels = outputs;
        }
        let doubling = ConvTranspose2d::new([channels, shape[0]], Kernel::HALVING, true, &last);
        layers.push(block.conv_transpose2d(doubling, &last));
        layers
    }
}
