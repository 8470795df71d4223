//! The nets for 64x64 faces of YadiraF/GAN_Theories, as its code has them (`utils/nets.py`).
//!
//! ```text
//! features         64x64 -> 32x32x64 -> norm LReLU -> 16x16x128 .. -> 8x8x256 .. -> 4x4x512 .. -> 256 -> LReLU
//! decoder          code -> 4x4x512 -> norm ReLU -> 8x8x256 .. -> 16x16x128 .. -> 32x32x64 .. -> 64x64
//! code             4x4x512 -> code -> LReLU
//! reconstruction   the decoder, and tanh
//! ```
//!
//! Kernels are 3x3 with stride 2 under TensorFlow's `SAME`, which pads even sides by nothing before and by a zero after.
//! Its text drops fully connected layers and ends in tanh; its code has one of 256, and a sigmoid. The sigmoid on pixels
//! in [0, 1] is tanh on ours in [-1, 1], at half its slope. The norm stands behind the first convolution, too, and
//! TensorFlow's has no gains, where ours has.

use super::Architecture;
use crate::nets::{
    Activation, Conv2d, ConvTranspose2d, Init, Kernel, Layer, Linear, Resample, blocks::BlockConfig,
};

const KERNEL: Kernel = Kernel { size: 3, stride: 2, padding: 0 };
/// Channels at 32x32, 16x16, 8x8 and 4x4.
const CHANNELS: [usize; 4] = [64, 128, 256, 512];
const SMALLEST: [usize; 3] = [512, 4, 4];
const HIDDEN: usize = 256;

/// The architecture of these nets.
pub struct Yadira {
    /// Whether the discriminator is an auto-encoder, whose code stands in place of the fully connected layer.
    pub rebuilds: bool,
}

impl Architecture for Yadira {
    fn features(&self, block: BlockConfig, [mut channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(block.scale());
        let mut layers = Vec::new();
        for (level, outputs) in CHANNELS.into_iter().enumerate() {
            let init = init.part(&format!("level.{level}"));
            layers.push(Resample::PadAfter.into());
            layers.push(block.conv2d(Conv2d::new([channels, outputs], KERNEL, block.biased(), &init), &init));
            layers.extend(block.norm_act(outputs, &init));
            channels = outputs;
        }
        if !self.rebuilds {
            let init = init.part("hidden");
            let hidden = Linear::normal(SMALLEST.iter().product(), [HIDDEN, 1, 1], true, &init);
            layers.extend([block.linear(hidden, &init), block.activation.into()]);
        }
        layers
    }

    fn linear(&self, block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        let inputs = if self.rebuilds { SMALLEST.iter().product() } else { HIDDEN };
        Linear::normal(inputs, output, true, &init.with_scale(block.scale()))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(block.scale());
        let (first, last) = (init.part("first"), init.part("last"));
        let [mut channels, ..] = SMALLEST;
        let mut layers = vec![block.linear(Linear::normal(code, SMALLEST, block.biased(), &first), &first)];
        layers.extend(block.norm_act(channels, &first));
        for (level, outputs) in CHANNELS.into_iter().enumerate().rev().skip(1) {
            let init = init.part(&format!("level.{level}"));
            layers.extend(doubling(block, [channels, outputs], block.biased(), &init));
            layers.extend(block.norm_act(outputs, &init));
            channels = outputs;
        }
        layers.extend(doubling(block, [channels, shape[0]], true, &last));
        layers
    }

    fn code(&self, block: BlockConfig, size: usize, init: &Init) -> Vec<Layer> {
        vec![block.linear(self.linear(block, [size, 1, 1], init), init), block.activation.into()]
    }

    fn reconstruction(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let block = BlockConfig { activation: Activation::Relu, ..block };
        let mut layers = self.decoder(block, code, shape, init);
        layers.push(Activation::Tanh.into());
        layers
    }
}

/// The adjoint of padding by one side and halving.
fn doubling(block: BlockConfig, channels: [usize; 2], bias: bool, init: &Init) -> [Layer; 2] {
    let doubling = ConvTranspose2d::new(channels, KERNEL, bias, init);
    [block.conv_transpose2d(doubling, init), Resample::CropAfter.into()]
}
