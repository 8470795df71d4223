//! Two convolutions a size, which may grow level by level: the nets of PGGAN (Karras et al. 2017, arXiv:1710.10196, table 2),
//! and with styles those of StyleGAN (Karras et al. 2018, arXiv:1812.04948).
//!
//! ```text
//! generator       pixel norm -> 4x4xw -> end -> conv3 -> end     of 28x28 images, 7x7xw
//!   with mapping  learnt 4x4xw -> end -> conv3 -> end
//!   a level       twice the size -> conv3 [blur] -> end -> conv3 -> end
//!   image         conv1
//!   end           [noise] -> LReLU -> norm [style]
//! discriminator   image: conv1 -> act
//!   a level       conv3 -> act -> [blur] conv3 -> half the size -> act
//!   the last      [minibatch deviation] -> conv3 -> act -> w numbers -> act
//! act             [norm] activation
//! ```
//!
//! w is the recipe's `width`, halved at each size above 32x32 (7x7 in nets for 28x28): the authors' PGGAN has 512. Pooling
//! stands before the activation, as where the authors' code fuses it with the convolution. Here all samples end in tanh,
//! fades of the generator are between the images before it, and the first product is on He's scale, where the authors'
//! code divides it by four.

use super::Architecture;
use crate::{
    nets::{
        Constant, Conv2d, Init, Kernel, Layer, Linear, MinibatchDeviation, PixelNoise, PixelNorm,
        Progressive, Resample, Scale, Sequential, Way, blocks::BlockConfig,
    },
    recipe::Recipe,
};

/// Levels that have the whole width, in nets whose smallest is 4x4.
const WIDE_LEVELS: usize = 4;

/// The nets for images of one size.
pub struct ProgressiveNets {
    /// Height and width of each level, the smallest first.
    sides: Vec<usize>,
    /// Channels of each level.
    widths: Vec<usize>,
    has_mapping: bool,
    has_noise: bool,
    has_deviation: bool,
    blurs: bool,
}

impl ProgressiveNets {
    /// As `recipe` asks for.
    pub fn of(recipe: &Recipe) -> Self {
        let sides = recipe.level_sides();
        let wide = if sides[0] == 4 { WIDE_LEVELS } else { 1 };
        let widths = (0..sides.len()).map(|level| recipe.nets.width >> (level + 1).saturating_sub(wide));
        Self {
            widths: widths.collect(),
            sides,
            has_mapping: recipe.has_mapping(),
            has_noise: recipe.generator.noise,
            has_deviation: recipe.discriminator.minibatch_deviation,
            blurs: recipe.nets.blur,
        }
    }

    fn smallest(&self) -> [usize; 3] {
        [self.widths[0], self.sides[0], self.sides[0]]
    }

    fn blur(&self) -> Option<Layer> {
        self.blurs.then(|| Resample::Blur.into())
    }

    /// What the generator starts from, at the size of its smallest level.
    fn start(&self, block: BlockConfig, code: usize, init: &Init) -> Vec<Layer> {
        if self.has_mapping {
            return vec![Constant::new(self.smallest(), init).into()];
        }
        vec![PixelNorm.into(), block.linear(Linear::normal(code, self.smallest(), true, init), init)]
    }

    /// What follows the generator's convolution number `place` at `level`.
    fn end(&self, block: BlockConfig, level: usize, place: usize, init: &Init) -> Vec<Layer> {
        let (style, channels) = (2 * level + place, self.widths[level]);
        let noise = self.has_noise.then(|| PixelNoise::new(style, channels, init).into());
        let normalised = block.at_level(style).norm(channels, init);
        noise.into_iter().chain([block.activation.into()]).chain(normalised).collect()
    }

    /// The generator's layers of `level`.
    fn growing(&self, block: BlockConfig, level: usize, code: usize, init: &Init) -> Sequential {
        let [first, second] = ["first", "second"].map(|name| init.part(name));
        let width = self.widths[level];
        let mut layers = if level == 0 {
            self.start(block, code, &first)
        } else {
            let conv = conv3(block, [self.widths[level - 1], width], &first);
            [Resample::NearestUp.into(), conv].into_iter().chain(self.blur()).collect()
        };
        layers.extend(self.end(block, level, 0, &first));
        layers.push(conv3(block, [width, width], &second));
        layers.extend(self.end(block, level, 1, &second));
        Sequential::new(layers)
    }

    /// The discriminator's layers of `level`.
    fn shrinking(&self, block: BlockConfig, level: usize, init: &Init) -> Sequential {
        let [first, second] = ["first", "second"].map(|name| init.part(name));
        let width = self.widths[level];
        let mut layers: Vec<Layer> = Vec::new();
        if level == 0 {
            let deviation = usize::from(self.has_deviation);
            layers.extend(self.has_deviation.then(|| MinibatchDeviation.into()));
            layers.push(conv3(block, [width + deviation, width], &first));
            layers.extend(block.norm_act(width, &first));
            let numbers = self.smallest().iter().product();
            layers.push(block.linear(Linear::normal(numbers, [width, 1, 1], true, &second), &second));
            layers.push(block.activation.into());
        } else {
            let outputs = self.widths[level - 1];
            layers.push(conv3(block, [width, width], &first));
            layers.extend(block.norm_act(width, &first));
            layers.extend(self.blur());
            layers.extend([conv3(block, [width, outputs], &second), Resample::AveragePool.into()]);
            layers.extend(block.norm_act(outputs, &second));
        }
        Sequential::new(layers)
    }

    /// Each level's net, by what makes it of its number and the weights of its own.
    fn by_level(&self, init: &Init, net: impl Fn(usize, &Init) -> Sequential) -> Vec<Sequential> {
        (0..self.sides.len()).map(|level| net(level, &init.part(&format!("level.{level}")))).collect()
    }
}

impl Architecture for ProgressiveNets {
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(Scale::He);
        let images = |level: usize, init: &Init| {
            let init = init.part("image");
            let image = Conv2d::new([channels, self.widths[level]], Kernel::POINTWISE, true, &init);
            Sequential::new(vec![block.conv2d(image, &init), block.activation.into()])
        };
        let net = Progressive {
            blocks: self.by_level(&init, |level, init| self.shrinking(block, level, init)),
            images: self.by_level(&init, images),
            way: Way::FromImages,
        };
        vec![net.into()]
    }

    fn linear(&self, _block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        Linear::normal(self.widths[0], output, true, &init.with_scale(Scale::Lecun))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(Scale::He);
        let images = |level: usize, init: &Init| {
            let init = init.part("image").with_scale(Scale::Lecun);
            let image = Conv2d::new([self.widths[level], shape[0]], Kernel::POINTWISE, true, &init);
            Sequential::new(vec![block.conv2d(image, &init)])
        };
        let net = Progressive {
            blocks: self.by_level(&init, |level, init| self.growing(block, level, code, init)),
            images: self.by_level(&init, images),
            way: Way::ToImages,
        };
        vec![net.into()]
    }
}

fn conv3(block: BlockConfig, channels: [usize; 2], init: &Init) -> Layer {
    block.conv2d(Conv2d::new(channels, Kernel::SAME, true, init), init)
}
