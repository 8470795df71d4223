//! Generators and discriminators, built from one kind of block: a stack of layers.
//!
//! Every layer maps `[batch, channel, height, width]` to the same rank, so that any two fit. Initial
//! weights come from the host's random stream, one stream a tensor, whatever the device.

mod activation;
mod branches;
mod conv;
pub mod convolution;
mod cost;
mod elu;
mod flat;
mod init;
mod layer;
mod mlp;
mod projection;
mod resample;
mod sample_norm;
mod spectral;
mod stack;
mod strided;
mod style;

pub use activation::Activation;
pub use branches::{Concat, Residual};
pub use flat::Flat;
pub use init::{Init, Scale};
pub use layer::Layer;
pub use projection::Projection;
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
use conv::Conv;
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

/// A family of nets, by their parts.
trait Family {
    /// From samples `[batch, ..shape]` to features.
    fn features(&self, style: Style, shape: [usize; 3], init: &mut Init) -> Vec<Layer>;

    /// From the features to an output of `[batch, ..output]`.
    fn flat(&self, output: [usize; 3], init: &mut Init) -> Flat;

    /// From codes or latents `[batch, code, 1, 1]` to samples `[batch, ..shape]`, ending linear.
    fn decoder(&self, style: Style, code: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer>;
}

/// The players that `recipe` asks for, with samples of `shape` = `[channel, height, width]`.
///
/// # Errors
/// [`Error::Field`] where the nets do not fit the samples.
pub fn players(recipe: &Recipe, shape: [usize; 3], device: &Device) -> Result<Players> {
    let family: &dyn Family = match recipe.net_for_data() {
        NetName::Mlp if recipe.data.is_points() => &mlp::POINTS,
        NetName::Mlp => &mlp::IMAGES,
        NetName::Conv if shape[1..] == [28, 28] => &Conv,
        NetName::Conv => {
            return Err(Error::field(
                "net",
                format!("`conv` is for 28x28 images, and the samples are {shape:?}; choose `mlp`"),
            ));
        }
    };
    let init = &mut Init::new(recipe.seed, device);
    let mut generator = family.decoder(Style::of_generator(recipe), recipe.latent, shape, init);
    if !recipe.data.is_points() {
        generator.push(Activation::Tanh.into());
    }

    let style = Style::of_discriminator(recipe);
    let mut code = family.features(style, shape, init);
    let outputs = match recipe.loss.head() {
        Head::Score => 1,
        Head::Posterior => 2 * recipe.latent,
        Head::Reconstruction => recipe.code,
    };
    let flat = family.flat([outputs, 1, 1], init);
    let mut head = vec![style.flat(flat, init)];
    if recipe.loss.head() == Head::Reconstruction {
        // The flat layer makes the code, which a decoder takes for its head.
        code.append(&mut head);
        head = family.decoder(style, recipe.code, shape, init);
    }
    let code_layers = code.len();
    let discriminator = Stack::new(code.into_iter().chain(head).collect());
    Ok(Players { generator: Stack::new(generator), discriminator, code_layers })
}
