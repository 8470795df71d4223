//! Generators and discriminators, built from one kind of block: a stack of layers.
//!
//! Every layer maps `[batch, channel, height, width]` to the same rank, so that any two fit. Initial
//! weights come from the host's random stream, one stream a tensor, whatever the device.

mod activation;
mod branches;
mod conv;
pub mod convolution;
mod cost;
mod flat;
mod init;
mod layer;
mod mlp;
mod resample;
mod sample_norm;
mod spectral;
mod stack;
mod strided;
mod style;

pub use activation::Activation;
pub use branches::{Concat, Residual};
pub use flat::Flat;
pub use init::Init;
pub use layer::Layer;
pub use resample::Resample;
pub use sample_norm::SampleNorm;
pub use spectral::Spectral;
pub use stack::Stack;
pub use strided::{Kernel, Strided};

use crate::{
    Error, Result,
    recipe::{Head, NetName, Recipe},
};
use burn::tensor::Device;
use style::Style;

/// The slope of LeakyReLU below zero (Radford et al. 2015, section 3).
const LEAK: f64 = 0.2;

/// The two players of a game.
pub struct Players {
    /// Latents `[batch, latent, 1, 1]` to samples; in a VAE, the decoder.
    pub generator: Stack,
    /// Samples to what [`Head`] says: a raw score, a reconstruction, or a posterior.
    pub discriminator: Stack,
    /// How many of the discriminator's layers make its code: all that come before the head.
    pub code_layers: usize,
}

/// The players that `recipe` asks for, with samples of `shape` = `[channel, height, width]`.
///
/// # Errors
/// [`Error::Field`] where the nets do not fit the samples.
pub fn players(recipe: &Recipe, shape: [usize; 3], device: &Device) -> Result<Players> {
    let init = &mut Init::new(recipe.seed, device);
    let (generator, code, head) = match recipe.net_for_data() {
        NetName::Mlp => {
            let generator = mlp::generator(Style::of_generator(recipe), recipe.latent, shape, init);
            let style = Style::of_discriminator(recipe);
            let mut code = mlp::features(style, shape, init);
            let head = match recipe.loss.head() {
                Head::Score => vec![style.flat(mlp::flat([1, 1, 1], init), init)],
                Head::Posterior => vec![style.flat(mlp::flat([2 * recipe.latent, 1, 1], init), init)],
                Head::Reconstruction => {
                    code.push(style.flat(mlp::flat([recipe.code, 1, 1], init), init));
                    mlp::decoder(style, recipe.code, shape, init)
                }
            };
            (generator, code, head)
        }
        NetName::Conv if shape[1..] == [28, 28] => {
            let generator = conv::generator(Style::of_generator(recipe), recipe.latent, shape[0], init);
            let style = Style::of_discriminator(recipe);
            let mut code = conv::features(style, shape[0], init);
            let head = match recipe.loss.head() {
                Head::Score => vec![style.flat(conv::flat([1, 1, 1], init), init)],
                Head::Posterior => vec![style.flat(conv::flat([2 * recipe.latent, 1, 1], init), init)],
                Head::Reconstruction => {
                    code.push(style.flat(conv::flat([recipe.code, 1, 1], init), init));
                    conv::decoder(style, recipe.code, shape[0], init)
                }
            };
            (generator, code, head)
        }
        NetName::Conv => {
            return Err(Error::field(
                "net",
                format!("`conv` is for 28x28 images, and the samples are {shape:?}; choose `mlp`"),
            ));
        }
    };
    let code_layers = code.len();
    let discriminator = Stack::new(code.into_iter().chain(head).collect());
    Ok(Players { generator: Stack::new(generator), discriminator, code_layers })
}
