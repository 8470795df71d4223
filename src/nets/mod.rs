//! Generators and discriminators, built from one kind of block: a stack of layers.
//!
//! Every layer maps `[batch, channel, height, width]` to the same rank, so that any two fit. Initial
//! weights come from the host's random stream, one stream a tensor, whatever the device.

mod conv;
pub mod convolution;
mod flat;
mod init;
mod layer;
mod mlp;
mod strided;

pub use flat::Flat;
pub use init::Init;
pub use layer::{Activation, Layer, Stack};
pub use strided::Strided;

use crate::{
    Error, Result,
    recipe::{NetName, Recipe},
};
use burn::tensor::Device;

/// The slope of LeakyReLU below zero (Radford et al. 2015, section 3).
const LEAK: f64 = 0.2;

/// The two players of a game.
pub struct Players {
    /// Latents `[batch, latent, 1, 1]` to samples.
    pub generator: Stack,
    /// Samples to scores `[batch, 1, 1, 1]`: raw, without a sigmoid.
    pub discriminator: Stack,
}

/// The players that `recipe` asks for, with samples of `shape` = `[channel, height, width]`.
///
/// # Errors
/// [`Error::Field`] where the nets do not fit the samples.
pub fn players(recipe: &Recipe, shape: [usize; 3], device: &Device) -> Result<Players> {
    let mut init = Init::new(recipe.seed, device);
    match recipe.net_for_data() {
        NetName::Mlp => Ok(Players {
            generator: mlp::generator(recipe.latent, shape, &mut init),
            discriminator: mlp::discriminator(recipe.norm, shape, &mut init),
        }),
        NetName::Conv if shape[1..] == [28, 28] => Ok(Players {
            generator: conv::generator(recipe.latent, shape[0], &mut init),
            discriminator: conv::discriminator(recipe.norm, shape[0], &mut init),
        }),
        NetName::Conv => Err(Error::field(
            "net",
            format!("`conv` is for 28x28 images, and the samples are {shape:?}; choose `mlp`"),
        )),
    }
}
