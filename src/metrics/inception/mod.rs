//! Inception-v3 in the variant that FID, KID and the Inception Score are taken with.
//!
//! ```text
//! image ── resize ── [3, 299, 299] ── stem ── A A A ── B ── C C C C ── D ── E E ── mean ── features [2048] ── logits [1008]
//!                                     [192, 35, 35]    [768, 17, 17]   [1280, 8, 8]
//! ```
//!
//! Not torchvision's: the weights are those that TensorFlow published in December 2015, for 1008 classes; average pools count
//! no padding, and the last block has a max pool (pytorch-fid, `inception.py`; Heusel et al. 2017, arXiv:1706.08500). The net
//! itself is from Szegedy et al. 2015, arXiv:1512.00567. Images are resized as one of three programs does it ([`resize`]).

mod blocks;
mod layer;
mod pool;
pub mod resize;
pub mod weights;

use crate::Result;
use burn::tensor::{Device, Tensor, TensorData};
use layer::{Kernel, Layer, Source, forward};
use pool::Pool;
use weights::Weights;

/// The height and width of an image for the net.
pub const SIDE: usize = 299;
/// Numbers in an image's features.
pub const FEATURES: usize = 2048;
/// Classes that it tells apart.
pub const CLASSES: usize = 1008;

/// The net, with weights from a file.
pub struct Inception {
    layers: Vec<Layer>,
    /// `[classes, features]`.
    logits: Tensor<2>,
}

/// What the net makes of images.
pub struct Seen {
    /// The mean over the last block, `[images, 2048]`, one after the other.
    pub features: Vec<f32>,
    /// The logits without their bias, as the Inception Score takes them, `[images, 1008]`.
    pub logits: Vec<f32>,
}

impl Inception {
    /// With all of `weights`, on `device`.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where a tensor is missing, has another shape or belongs to another net.
    pub fn new(mut weights: Weights, device: &Device) -> Result<Self> {
        let mut source = Source { weights: &mut weights, part: "", device };
        let mut layers = source.convolutions(
            3,
            &[
                ("Conv2d_1a_3x3", 32, Kernel::valid(3, 2)),
                ("Conv2d_2a_3x3", 32, Kernel::valid(3, 1)),
                ("Conv2d_2b_3x3", 64, Kernel::same(3, 3)),
            ],
        )?;
        layers.push(Layer::Pool(Pool::HALVING));
        layers.extend(source.convolutions(
            64,
            &[("Conv2d_3b_1x1", 80, Kernel::same(1, 1)), ("Conv2d_4a_3x3", 192, Kernel::valid(3, 1))],
        )?);
        layers.extend([
            Layer::Pool(Pool::HALVING),
            blocks::a(source.part("Mixed_5b."), 192, 32)?,
            blocks::a(source.part("Mixed_5c."), 256, 64)?,
            blocks::a(source.part("Mixed_5d."), 288, 64)?,
            blocks::b(source.part("Mixed_6a."))?,
            blocks::c(source.part("Mixed_6b."), 128)?,
            blocks::c(source.part("Mixed_6c."), 160)?,
            blocks::c(source.part("Mixed_6d."), 160)?,
            blocks::c(source.part("Mixed_6e."), 192)?,
            blocks::d(source.part("Mixed_7a."))?,
            blocks::e(source.part("Mixed_7b."), 1280, Pool::Average)?,
            blocks::e(source.part("Mixed_7c."), 2048, Pool::SAME_MAX)?,
        ]);
        let logits = TensorData::new(weights.take("fc.weight", &[CLASSES, FEATURES])?, [CLASSES, FEATURES]);
        // Part of the file; no score adds it.
        weights.take("fc.bias", &[CLASSES])?;
        weights.finish()?;
        Ok(Self { layers, logits: Tensor::from_data(logits, device) })
    }

    /// What it sees in `images`, `[images, 3, 299, 299]` one after the other, as [`resize`] makes them; at least one.
    pub fn see(&self, images: Vec<f32>) -> Seen {
        let count = images.len() / (3 * SIDE * SIDE);
        let images = TensorData::new(images, [count, 3, SIDE, SIDE]);
        let last = forward(&self.layers, Tensor::from_data(images, &self.logits.device()));
        let features = last.mean_dim(3).mean_dim(2).reshape([count, FEATURES]);
        let logits = features.clone().matmul(self.logits.clone().transpose());
        let [features, logits] = [features, logits].map(|tensor| tensor.into_data().iter::<f32>().collect());
        Seen { features, logits }
    }
}
