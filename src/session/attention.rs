//! Where the pixels of a layer that attends look, for one sample. Nothing here changes the run or draws from its streams.

use super::{Session, Weights, fetch};
use crate::{
    Error, Result,
    classes::Classes,
    game,
    nets::{Looked, Sequential},
};
use burn::tensor::{Tensor, TensorData};

/// Where each pixel of a layer looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// The layer's height and width.
    pub size: [usize; 2],
    /// How much of what they find its pixels take up (gamma).
    pub gamma: f32,
    /// For each pixel, row by row, a weight for each place, row by row: places are the squares of four pixels, and a pixel's
    /// weights sum to one.
    pub weights: Vec<f32>,
}

impl Attention {
    /// Where the pixel at this row and column looks: `[height, width]`, a sum of one. The pixels of a square share the
    /// weight of their place.
    ///
    /// # Errors
    /// [`Error::Field`] where the layer has no such pixel.
    pub fn of_pixel(&self, [row, column]: [usize; 2]) -> Result<Vec<f32>> {
        let [height, width] = self.size;
        if row >= height || column >= width {
            let reason = format!("row {row}, column {column} is none of a layer of {height}x{width}");
            return Err(Error::field("pixel", reason));
        }
        let places = height * width / 4;
        let weights = &self.weights[(row * width + column) * places..][..places];
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (y / 2) * (width / 2) + x / 2));
        Ok(pixels.map(|place| weights[place] / 4.0).collect())
    }
}

impl Session {
    /// Where the generator looks while it makes a sample of one latent; of the first class where `classes` are in turn.
    /// Nothing where it does not attend. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where it is not one latent of finite numbers, or for classes that the run does not know;
    /// [`Error::Device`] where the device fails.
    pub fn generator_attention(
        &self,
        latent: &[f32],
        weights: Weights,
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Attention>> + 'static>> {
        if self.expect_latents(latent)? != 1 {
            return Err(Error::field("latents", "attention is shown of one sample at a time"));
        }
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        self.attention(net, latent, [latent.len(), 1, 1], classes)
    }

    /// Where the discriminator looks at one sample, which a conditional one is told to be of the first class where `classes`
    /// are in turn; in a VAE, the encoder. Nothing where it does not attend. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where `sample` is not one sample, or for classes that the run does not know; [`Error::Device`] where
    /// the device fails.
    pub fn discriminator_attention(
        &self,
        sample: &[f32],
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Attention>> + 'static>> {
        let shape = self.shape();
        if sample.len() != shape.iter().product::<usize>() {
            let reason = format!("{} numbers are not one sample of {shape:?}", sample.len());
            return Err(Error::field("samples", reason));
        }
        let [_, discriminator] = game::players(&self.recipe);
        self.attention(self.state.players[discriminator].weights(false), sample, shape, classes)
    }

    fn attention(
        &self,
        net: Sequential,
        input: &[f32],
        [channel, height, width]: [usize; 3],
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Attention>> + 'static>> {
        let labels = self.one_each(1, classes)?;
        let given = self.given(&labels, &self.device);
        let input = TensorData::new(input.to_vec(), [1, channel, height, width]);
        let looked = net.attention(Tensor::from_data(input, &self.device), &given);
        Ok(looked.map(|Looked { size, map, gamma }| async move {
            let mut weights = fetch(vec![map.flatten(0, 2), gamma]).await?;
            let gamma = weights.pop().expect("a gamma behind the map");
            Ok(Attention { size, gamma, weights })
        }))
    }
}
