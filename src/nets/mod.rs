//! Generators and discriminators, built from one kind of block: a stack of layers.
//!
//! Every layer maps `[batch, channel, height, width]` to the same rank, so that any two fit. Initial
//! weights come from the host's random stream, one stream a tensor, whatever the device.

mod block;
mod conv;
pub mod convolution;
mod init;
pub mod layers;
mod mlp;
mod sequential;

pub use init::{Init, Scale};
pub use layers::{
    Activation, Concat, Conv2d, ConvTranspose2d, Given, InstanceNorm, Kernel, Layer, LayerNorm, Linear,
    Projection, Resample, Residual,
};
pub use sequential::Sequential;

use crate::{
    Error, Result,
    recipe::{ArchitectureName, Head, Recipe},
};
use block::BlockConfig;
use burn::tensor::Device;
use conv::Conv;

/// The slope of LeakyReLU below zero (Radford et al. 2015, section 3).
const LEAK: f64 = 0.2;

/// The two players of a game.
pub struct Players {
    /// Latents `[batch, latent, 1, 1]` to samples; in a VAE, the decoder.
    pub generator: Sequential,
    /// Samples to what [`Head`] says: a raw score, a reconstruction, or a posterior.
    pub discriminator: Sequential,
    /// How many of the discriminator's layers make its code: all that come before the head.
    pub feature_layers: usize,
}

/// An architecture of nets, by their parts.
trait Architecture {
    /// From samples `[batch, ..shape]` to features.
    fn features(&self, block: BlockConfig, shape: [usize; 3], init: &mut Init) -> Vec<Layer>;

    /// From the features to an output of `[batch, ..output]`.
    fn linear(&self, output: [usize; 3], init: &mut Init) -> Linear;

    /// From codes or latents `[batch, code, 1, 1]` to samples `[batch, ..shape]`, ending linear.
    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer>;
}

/// The players that `recipe` asks for, with samples of `shape` = `[channel, height, width]`.
///
/// # Errors
/// [`Error::Field`] where the nets do not fit the samples.
pub fn players(recipe: &Recipe, shape: [usize; 3], device: &Device) -> Result<Players> {
    let architecture: &dyn Architecture = match recipe.architecture_for_data() {
        ArchitectureName::Mlp if recipe.data.is_points() => &mlp::POINTS,
        ArchitectureName::Mlp => &mlp::IMAGES,
        ArchitectureName::Conv if shape[1..] == [28, 28] => &Conv,
        ArchitectureName::Conv => {
            return Err(Error::field(
                "architecture",
                format!("`conv` is for 28x28 images, and the samples are {shape:?}; choose `mlp`"),
            ));
        }
    };
    let init = &mut Init::new(recipe.seed, device);
    let mut generator = architecture.decoder(BlockConfig::of_generator(recipe), recipe.latent, shape, init);
    if !recipe.data.is_points() {
        generator.push(Activation::Tanh.into());
    }

    let block = BlockConfig::of_discriminator(recipe);
    let mut code = architecture.features(block, shape, init);
    let outputs = match recipe.loss.head() {
        Head::Score => 1,
        Head::Posterior => 2 * recipe.latent,
        Head::Reconstruction => recipe.bottleneck,
    };
    let flat = architecture.linear([outputs, 1, 1], init);
    let mut head = vec![block.linear(flat, init)];
    if recipe.loss.head() == Head::Reconstruction {
        // The flat layer makes the code, which a decoder takes for its head.
        code.append(&mut head);
        head = architecture.decoder(block, recipe.bottleneck, shape, init);
    }
    let feature_layers = code.len();
    let discriminator = Sequential::new(code.into_iter().chain(head).collect());
    Ok(Players { generator: Sequential::new(generator), discriminator, feature_layers })
}
