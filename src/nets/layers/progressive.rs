//! A net that holds the blocks of all its levels from the start, of which a [`Stage`] says what runs.
//!
//! ```text
//! generator       block 0, block 1, .. block L, image L              image L makes an image of what block L put out
//!   while L fades in    .. block L - 1, then   share (block L, image L) + (1 - share) (image L - 1, twice the size)
//! discriminator   half the size .., image L, block L, .. block 1, block 0
//!   while L fades in    share (image L, block L) + (1 - share) (half the size, image L - 1), then block L - 1 ..
//! ```
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, section 2. Images have their full size whatever the stage, as in the authors'
//! code: the generator's last levels repeat pixels, the discriminator's first ones average them.

use super::{Fade, Given, Layer, LayerKind, Resample, Saved, Shape};
use crate::{nets::Sequential, recipe::Stage};
use burn::{module::Module, tensor::Tensor};

/// Which way a [`Progressive`] net goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the smallest level to images.
    ToImages,
    /// From images to the smallest level.
    FromImages,
}

/// The blocks of all levels, the smallest first.
#[derive(Module, Debug)]
pub struct Progressive {
    /// Each doubles height and width, or halves them, but for the first.
    pub blocks: Vec<Sequential>,
    /// Between each level and images of its size.
    pub images: Vec<Sequential>,
    #[module(skip)]
    pub way: Way,
}

impl Progressive {
    /// What runs at the stage that is given, or else all of it.
    fn at(&self, given: &Given) -> Sequential {
        let highest = self.blocks.len() - 1;
        let Stage { level, share } = given.stage.unwrap_or(Stage { level: highest, share: 1.0 });
        let resized = |kind: Resample| (level..highest).map(move |_| Layer::from(kind));
        let layers = |net: &Sequential| net.layers().to_vec();
        match self.way {
            Way::ToImages => {
                let new = [layers(&self.blocks[level]), layers(&self.images[level])].concat();
                let newest = faded(new, share, || {
                    [layers(&self.images[level - 1]), vec![Resample::NearestUp.into()]].concat()
                });
                let before = self.blocks[..level].iter().flat_map(layers);
                Sequential::new(before.chain(newest).chain(resized(Resample::NearestUp)).collect())
            }
            Way::FromImages => {
                let new = [layers(&self.images[level]), layers(&self.blocks[level])].concat();
                let newest = faded(new, share, || {
                    [vec![Resample::AveragePool.into()], layers(&self.images[level - 1])].concat()
                });
                let after = self.blocks[..level].iter().rev().flat_map(layers);
                Sequential::new(resized(Resample::AveragePool).chain(newest).chain(after).collect())
            }
        }
    }
}

/// `new` alone, or with what is left of the share of the `old` ones.
fn faded(new: Vec<Layer>, share: f64, old: impl FnOnce() -> Vec<Layer>) -> Vec<Layer> {
    if share >= 1.0 {
        return new;
    }
    vec![Fade { new: Sequential::new(new), old: Sequential::new(old()), share }.into()]
}

impl LayerKind for Progressive {
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        self.at(given).forward_given(input, given)
    }

    fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let (output, saved) = self.at(given).linearize(input, given);
        (output, Saved::Net(saved))
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        self.at(given).vjp(saved.net(), cotangent, given)
    }

    /// Those of the last stage.
    fn macs(&self, shape: Shape) -> (u64, Shape) {
        self.at(&Given::nothing()).macs(shape)
    }

    fn nets(&self) -> Vec<&Sequential> {
        self.blocks.iter().chain(&self.images).collect()
    }

    fn map_nets(self, map: &dyn Fn(Sequential) -> Sequential) -> Self {
        let all = |nets: Vec<Sequential>| nets.into_iter().map(map).collect();
        Self { blocks: all(self.blocks), images: all(self.images), ..self }
    }
}
