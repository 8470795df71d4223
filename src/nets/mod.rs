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
    Activation, ClassAffine, ClassConcat, Concat, Conv2d, ConvTranspose2d, Given, InstanceNorm, Kernel,
    Layer, LayerNorm, Linear, Projection, Resample, Residual,
};
pub use sequential::Sequential;

use crate::{
    Error, Result,
    recipe::{ArchitectureName, DiscriminatorCondition, GeneratorCondition, Head, Recipe},
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

/// The players that `recipe` asks for, with samples of `shape` = `[channel, height, width]` in so many `classes`,
/// which only conditional ones are told apart by.
///
/// # Errors
/// [`Error::Field`] where the nets do not fit the samples.
pub fn players(recipe: &Recipe, shape: [usize; 3], classes: usize, device: &Device) -> Result<Players> {
    let architecture = architecture(recipe, shape)?;
    let init = &mut Init::new(recipe.seed, device);
    let generator = Sequential::new(generator(recipe, architecture, shape, classes, init));
    let block = BlockConfig::of_discriminator(recipe);
    let mut code = features(recipe, architecture, shape, classes, init);
    let head = match recipe.loss.head() {
        Head::Score => vec![score(recipe, architecture, classes, init)],
        Head::Posterior => {
            let flat = architecture.linear([2 * recipe.latent, 1, 1], init);
            vec![block.linear(flat, init)]
        }
        Head::Reconstruction => {
            // The flat layer makes the code, which a decoder takes for its head.
            let flat = architecture.linear([recipe.bottleneck, 1, 1], init);
            code.push(block.linear(flat, init));
            architecture.decoder(block, recipe.bottleneck, shape, init)
        }
    };
    let feature_layers = code.len();
    let discriminator = Sequential::new(code.into_iter().chain(head).collect());
    Ok(Players { generator, discriminator, feature_layers })
}

fn architecture(recipe: &Recipe, shape: [usize; 3]) -> Result<&'static dyn Architecture> {
    match recipe.architecture_for_data() {
        ArchitectureName::Mlp if recipe.data.is_points() => Ok(&mlp::POINTS),
        ArchitectureName::Mlp => Ok(&mlp::IMAGES),
        ArchitectureName::Conv if shape[1..] == [28, 28] => Ok(&Conv),
        ArchitectureName::Conv => Err(Error::field(
            "architecture",
            format!("`conv` is for 28x28 images, and the samples are {shape:?}; choose `mlp`"),
        )),
    }
}

/// From latents to samples: images end in tanh, points are linear.
fn generator(
    recipe: &Recipe,
    architecture: &dyn Architecture,
    shape: [usize; 3],
    classes: usize,
    init: &mut Init,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut code = recipe.latent;
    if recipe.conditional && recipe.generator_condition == GeneratorCondition::Concat {
        layers.push(ClassConcat::new(classes, [recipe.class_embedding, 1, 1], init).into());
        code += recipe.class_embedding;
    }
    layers.extend(architecture.decoder(BlockConfig::of_generator(recipe, classes), code, shape, init));
    if !recipe.data.is_points() {
        layers.push(Activation::Tanh.into());
    }
    layers
}

/// From samples to the discriminator's features, or the encoder's.
fn features(
    recipe: &Recipe,
    architecture: &dyn Architecture,
    [channels, height, width]: [usize; 3],
    classes: usize,
    init: &mut Init,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut seen = [channels, height, width];
    if recipe.condition_of_discriminator() == Some(DiscriminatorCondition::Concat) {
        let embedded = if recipe.data.is_points() { recipe.class_embedding } else { 1 };
        layers.push(ClassConcat::new(classes, [embedded, height, width], init).into());
        seen[0] += embedded;
    }
    layers.extend(architecture.features(BlockConfig::of_discriminator(recipe), seen, init));
    layers
}

/// The layer that makes scores of features, and the logits of classes behind them where the discriminator names some.
fn score(recipe: &Recipe, architecture: &dyn Architecture, classes: usize, init: &mut Init) -> Layer {
    let block = BlockConfig::of_discriminator(recipe);
    let score = architecture.linear([1, 1, 1], init);
    match recipe.condition_of_discriminator() {
        None | Some(DiscriminatorCondition::Concat) => block.linear(score, init),
        Some(DiscriminatorCondition::Projection) => {
            block.projection(Projection::new(score, classes, init), init)
        }
        Some(DiscriminatorCondition::Auxiliary) => {
            let logits = architecture.linear([classes, 1, 1], init);
            let heads = [score, logits].map(|head| Sequential::new(vec![block.linear(head, init)]));
            Concat { branches: heads.into() }.into()
        }
    }
}
