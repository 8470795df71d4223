//! R3GAN's nets (Huang et al. 2025, arXiv:2501.05441), sizes as in the authors' code: residual blocks of a grouped convolution
//! between two that mix channels, without any norm.
//!
//! ```text
//! block      conv1 w, 2w -> LReLU -> conv3 2w, 2w in groups of 16 -> LReLU -> conv1 2w, w, beside the input itself
//! features   64x64 -> conv1 w/2 -> 2 blocks -> down 32x32 -> conv1 w -> 2 blocks -> down 16x16 -> .. -> 4x4xw, 2 blocks
//!            -> a number a channel, by a picture of its own
//! decoder    code -> w numbers -> a picture each, 4x4xw -> 2 blocks -> up 8x8 -> 2 blocks -> .. -> conv1 w/2 -> up 64x64
//!            -> 2 blocks -> conv1, 64x64
//! ```
//!
//! w is the recipe's `width`, halved at 64x64 and again at 128x128; the paper's is 768 for FFHQ at 64x64, and one of more than
//! 96 asks for a GPU. Resampling blurs by 1, 2, 1. Every block begins as the identity: its last convolution is zero. The
//! biases are the activations' own there, and the generator's samples end in tanh here.

use super::{Architecture, halvings};
use crate::nets::{
    Basis, Conv2d, Init, Kernel, Layer, Linear, Resample, Residual, Scale, Sequential, blocks::BlockConfig,
};

/// Blocks at each size.
const BLOCKS: usize = 2;
/// Channels inside a block for each one outside.
const EXPANSION: usize = 2;
/// Channels that a grouped convolution sees together.
const GROUP: usize = 16;

/// The nets for images of one size.
pub struct R3gan {
    /// Channels at 4x4, at 8x8, and so on.
    widths: Vec<usize>,
}

impl R3gan {
    /// For images of this height and width, 32, 64 or 128, with so many channels at 32x32 and below.
    pub fn of_size(size: usize, width: usize) -> Self {
        let widths = (0..=halvings(size, 4)).map(|level| width >> level.saturating_sub(3)).collect();
        Self { widths }
    }

    /// The blocks at `level`, which is 0 at 4x4.
    fn stage(&self, block: BlockConfig, level: usize, init: &Init) -> impl Iterator<Item = Layer> {
        let blocks = BLOCKS * self.widths.len();
        (0..BLOCKS).map(move |place| {
            residual(block, self.widths[level], blocks, &init.part(&format!("level.{level}.{place}")))
        })
    }

    fn innermost(&self) -> [usize; 3] {
        [self.widths[0], 4, 4]
    }
}

impl Architecture for R3gan {
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let outermost = self.widths.len() - 1;
        let mut layers = vec![pointwise([channels, self.widths[outermost]], &init.part("first"))];
        for level in (0..=outermost).rev() {
            if level < outermost {
                layers.extend([Resample::Blur.into(), Resample::AveragePool.into()]);
                layers.extend(changed(self.widths[level + 1], self.widths[level], level, init));
            }
            layers.extend(self.stage(block, level, init));
        }
        layers.push(Basis::gather(self.innermost(), &init.part("basis").with_scale(Scale::Lecun)).into());
        layers
    }

    fn linear(&self, _block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        Linear::normal(self.widths[0], output, true, &init.with_scale(Scale::Lecun))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let (first, [channels, ..]) = (init.part("first").with_scale(Scale::Lecun), self.innermost());
        let mut layers = vec![
            Linear::normal(code, [channels, 1, 1], false, &first).into(),
            Basis::spread(self.innermost(), &init.part("basis")).into(),
        ];
        for (level, &width) in self.widths.iter().enumerate() {
            if level > 0 {
                layers.extend(changed(self.widths[level - 1], width, level, init));
                layers.extend([Resample::NearestUp.into(), Resample::Blur.into()]);
            }
            layers.extend(self.stage(block, level, init));
        }
        layers.push(pointwise([self.widths[self.widths.len() - 1], shape[0]], &init.part("last")));
        layers
    }
}

/// A convolution of single pixels on the way to `level`, where the number of channels changes.
fn changed(from: usize, to: usize, level: usize, init: &Init) -> Option<Layer> {
    (from != to).then(|| pointwise([from, to], &init.part(&format!("level.{level}.change"))))
}

fn pointwise(channels: [usize; 2], init: &Init) -> Layer {
    Conv2d::new(channels, Kernel::POINTWISE, false, &init.with_scale(Scale::Lecun)).into()
}

/// A block of `width` channels, one of so many `blocks` of the net.
fn residual(block: BlockConfig, width: usize, blocks: usize, init: &Init) -> Layer {
    let init = init.with_scale(Scale::Fixup { blocks });
    let [first, second, third] = ["first", "second", "third"].map(|name| init.part(name));
    let inside = EXPANSION * width;
    let branch = vec![
        Conv2d::new([width, inside], Kernel::POINTWISE, true, &first).into(),
        block.activation.into(),
        Conv2d::grouped([inside; 2], inside / GROUP, Kernel::SAME, true, &second).into(),
        block.activation.into(),
        Conv2d::new([inside, width], Kernel::POINTWISE, false, &third).zeroed(&third).into(),
    ];
    Residual { branch: Sequential::new(branch), shortcut: None }.into()
}
