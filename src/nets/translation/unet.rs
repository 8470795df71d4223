//! The U-Net of pix2pix: what it saw at each size goes past all that is smaller.
//!
//! Isola et al. 2016, arXiv:1611.07004, section 6.1.1 and the authors' code. Each size is written around the next smaller one:
//!
//! ```text
//! 28x28 -> 14x14 f -> (14x14 f, [LReLU -> 7x7 2f norm -> (..) -> ReLU -> 14x14 f norm]) -> ReLU -> 28x28 -> tanh
//! ```

use super::{
    super::{
        Activation, Concat, Conv2d, ConvTranspose2d, Dropout, Init, Kernel, LEAK, Layer, Sequential,
        blocks::BlockConfig,
    },
    norm,
};
use crate::recipe::Recipe;

/// Deeper levels have no more than so many times the first one's channels.
const WIDEST: usize = 8;
/// Levels whose numbers are dropped on the way up, the deepest ones; at least the last two are left alone.
const DROPPED: usize = 3;

/// A size of the net: what it has become after a halving.
#[derive(Clone, Copy)]
struct Level {
    channels: usize,
    side: usize,
    /// The halving that led here, transposed on the way back.
    kernel: Kernel,
}

/// The levels for images of this `size`: down to one pixel, of digits to 4x4.
fn levels(size: usize, filters: usize) -> Vec<Level> {
    let smallest = if size == 28 { 4 } else { 1 };
    let mut side = size;
    let mut levels = Vec::new();
    while side > smallest {
        // Odd sides are halved upwards: 7 to 4.
        let kernel =
            if side.is_multiple_of(2) { Kernel::HALVING } else { Kernel { size: 3, stride: 2, padding: 1 } };
        side = side.div_ceil(2);
        levels.push(Level { channels: filters * WIDEST.min(1 << levels.len()), side, kernel });
    }
    levels
}

/// How many levels drop numbers.
fn dropped(levels: usize) -> usize {
    DROPPED.min(levels.saturating_sub(2))
}

/// The shapes of what is dropped, deepest first.
pub fn dropout_shapes(size: usize, filters: usize) -> Vec<[usize; 3]> {
    let levels = levels(size, filters);
    let dropped = dropped(levels.len());
    levels.iter().rev().skip(1).take(dropped).map(|level| [level.channels, level.side, level.side]).collect()
}

/// The net from images of `inputs` channels to such of `outputs`, of this `size`.
pub fn layers(
    block: BlockConfig,
    [inputs, outputs]: [usize; 2],
    size: usize,
    recipe: &Recipe,
    init: &Init,
) -> Vec<Layer> {
    let levels = levels(size, recipe.translation_nets.filters);
    let has_dropout = recipe.translation_nets.dropout > 0.0;
    let Some((first, deeper)) = levels.split_first() else { unreachable!("images are of 28 pixels or more") };
    let builder = Builder { block, dropped: if has_dropout { dropped(levels.len()) } else { 0 } };
    let outer = init.part("level.0");
    let down = Conv2d::new([inputs, first.channels], first.kernel, true, &outer.part("down"));
    let up = ConvTranspose2d::new([2 * first.channels, outputs], first.kernel, true, &outer.part("up"));
    vec![
        block.conv2d(down, &outer.part("down")),
        builder.skip(*first, deeper, 1, init),
        Activation::Relu.into(),
        block.conv_transpose2d(up, &outer.part("up")),
        Activation::Tanh.into(),
    ]
}

struct Builder {
    block: BlockConfig,
    dropped: usize,
}

impl Builder {
    /// What there is at this level, and what all `deeper` ones make of it behind it.
    fn skip(&self, level: Level, deeper: &[Level], depth: usize, init: &Init) -> Layer {
        let Some((next, rest)) = deeper.split_first() else { unreachable!("there are two levels or more") };
        let here = init.part(&format!("level.{depth}"));
        let block = self.block;
        let is_innermost = rest.is_empty();
        let (down, up) = (here.part("down"), here.part("up"));
        let halving =
            Conv2d::new([level.channels, next.channels], next.kernel, is_innermost || block.biased(), &down);
        let mut layers = vec![Activation::LeakyRelu(LEAK).into(), block.conv2d(halving, &down)];
        if !is_innermost {
            // At one pixel, of one sample, a norm would leave nothing.
            layers.extend(norm(block, next.channels, &down));
            layers.push(self.skip(*next, rest, depth + 1, init));
        }
        let seen = if is_innermost { next.channels } else { 2 * next.channels };
        let doubling = ConvTranspose2d::new([seen, level.channels], next.kernel, block.biased(), &up);
        layers.extend([Activation::Relu.into(), block.conv_transpose2d(doubling, &up)]);
        layers.extend(norm(block, level.channels, &up));
        if rest.len() < self.dropped {
            layers.push(Dropout { place: rest.len() }.into());
        }
        Concat { branches: vec![Sequential::new(Vec::new()), Sequential::new(layers)] }.into()
    }
}
