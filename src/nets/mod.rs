//! Generators and discriminators, built from one kind of block: a stack of layers.
//!
//! Every layer maps `[batch, channel, height, width]` to the same rank, so that any two fit. Initial
//! weights come from the host's random stream, one stream a tensor, whatever the device.

mod architectures;
mod blocks;
pub mod convolution;
mod init;
pub mod layers;
mod sequential;
mod standing;
pub mod translation;

pub use init::{Init, Scale};
pub use layers::{
    Activation, Basis, ClassAffine, ClassConcat, Concat, Constant, Conv2d, ConvTranspose2d, Dropout, Fade,
    Given, InstanceNorm, Kernel, Layer, LayerKind, LayerNorm, Linear, MinibatchDeviation, Mixing, PixelNoise,
    PixelNorm, Progressive, Projection, Resample, Residual, SelfAttention, StyleAffine, Styled, Truncation,
    Way,
};
pub use sequential::{Looked, Sequential};
pub use standing::Standing;

use crate::{
    Result,
    recipe::{DiscriminatorCondition, GeneratorCondition, Head, Recipe, parts::Rotation},
};
use architectures::Architecture;
use blocks::BlockConfig;
use burn::tensor::Device;
use layers::chunk_sizes;

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

/// The players that `recipe` asks for, with samples of `shape` = `[channel, height, width]` in so many `classes`,
/// which only conditional ones are told apart by.
///
/// # Errors
/// [`Error::Field`] where the nets do not fit the samples.
pub fn players(recipe: &Recipe, shape: [usize; 3], classes: usize, device: &Device) -> Result<Players> {
    let architecture = &*architectures::of(recipe, shape)?;
    let init = Init::new(recipe.run.seed, device).with_weights(recipe.nets.weights);
    let generator = generator(recipe, architecture, shape, classes, &init.part("generator"));
    let init = init.part("discriminator");
    let block = BlockConfig::of_discriminator(recipe);
    let flat = |name, outputs| flat(architecture, block, outputs, &init.part(name));
    let mut code = features(recipe, architecture, shape, classes, &init);
    let head = match recipe.game.loss.head() {
        Head::Score => vec![score(recipe, architecture, classes, &init)],
        Head::Posterior => vec![flat("posterior", 2 * recipe.generator.latent)],
        Head::Reconstruction => {
            // What makes the code are features still; the decoder is the head.
            let size = recipe.discriminator.bottleneck;
            code.extend(architecture.code(block, size, &init.part("code")));
            // The features attend; what rebuilds samples of their code does not.
            let block = BlockConfig { attends_at: None, ..block };
            architecture.reconstruction(block, size, shape, &init.part("decoder"))
        }
    };
    let feature_layers = code.len();
    let discriminator = Sequential::new(code.into_iter().chain(head).collect());
    Ok(Players { generator: Sequential::new(generator), discriminator, feature_layers })
}

/// From latents to samples: images end in tanh, points are linear.
fn generator(
    recipe: &Recipe,
    architecture: &dyn Architecture,
    shape: [usize; 3],
    classes: usize,
    init: &Init,
) -> Vec<Layer> {
    let mut layers = if recipe.has_styles() {
        vec![styled(recipe, architecture, shape, classes, init)]
    } else {
        let block = BlockConfig::of_generator(recipe, classes);
        decoder(recipe, architecture, block, recipe.generator.latent, shape, classes, init)
    };
    if !recipe.data.name.is_points() {
        layers.push(Activation::Tanh.into());
    }
    layers
}

/// From `code` numbers to samples, the class beside the numbers where the generator learns it there.
fn decoder(
    recipe: &Recipe,
    architecture: &dyn Architecture,
    block: BlockConfig,
    mut code: usize,
    shape: [usize; 3],
    classes: usize,
    init: &Init,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    if recipe.condition_of_generator() == Some(GeneratorCondition::Concat) {
        let numbers = recipe.classes.embedding;
        layers.push(ClassConcat::new(classes, [numbers, 1, 1], &init.part("classes")).into());
        code += numbers;
    }
    layers.extend(architecture.decoder(block, code, shape, init));
    layers
}

/// The generator's layers with a style for each level.
fn styled(
    recipe: &Recipe,
    architecture: &dyn Architecture,
    shape: [usize; 3],
    classes: usize,
    init: &Init,
) -> Layer {
    let (latent, numbers, levels) =
        (recipe.generator.latent, recipe.classes.embedding, recipe.style_levels(None));
    let mapping = recipe.has_mapping().then(|| mapping(recipe, &init.part("mapping")));
    let [first, style] =
        if mapping.is_some() { [recipe.styles.width; 2] } else { chunk_sizes(latent, levels) };
    let in_styles = recipe.condition_of_generator() == Some(GeneratorCondition::Norm);
    let style = style + if in_styles { numbers } else { 0 };
    let block = BlockConfig::of_generator(recipe, classes).with_styles(style);
    let layers = decoder(recipe, architecture, block, first, shape, classes, init);
    let embedding = in_styles.then(|| Styled::embedding(classes, numbers, &init.part("classes")));
    Styled { mapping, embedding, layers: Sequential::new(layers), levels }.into()
}

/// The network from latents to styles: latents of root mean square one, then fully connected layers, each with LeakyReLU
/// (Karras et al. 2018, arXiv:1812.04948, section 2 and its code).
fn mapping(recipe: &Recipe, init: &Init) -> Sequential {
    let init = init.with_scale(Scale::He);
    let width = recipe.styles.width;
    let layers = (0..recipe.styles.layers).flat_map(|place| {
        let inputs = if place == 0 { recipe.generator.latent } else { width };
        let linear = Linear::normal(inputs, [width, 1, 1], true, &init.part(&format!("layer.{place}")));
        [linear.into(), Activation::LeakyRelu(LEAK).into()]
    });
    Sequential::new([PixelNorm.into()].into_iter().chain(layers).collect())
}

/// From samples to the discriminator's features, or the encoder's.
fn features(
    recipe: &Recipe,
    architecture: &dyn Architecture,
    [channels, height, width]: [usize; 3],
    classes: usize,
    init: &Init,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut seen = [channels * recipe.discriminator.pack, height, width];
    if recipe.condition_of_discriminator() == Some(DiscriminatorCondition::Concat) {
        let embedded = if recipe.data.name.is_points() { recipe.classes.embedding } else { 1 };
        layers.push(ClassConcat::new(classes, [embedded, height, width], &init.part("classes")).into());
        seen[0] += embedded;
    }
    layers.extend(architecture.features(BlockConfig::of_discriminator(recipe), seen, init));
    layers
}

/// A fully connected layer from the features to so many `outputs`.
fn flat(architecture: &dyn Architecture, block: BlockConfig, outputs: usize, init: &Init) -> Layer {
    block.linear(architecture.linear(block, [outputs, 1, 1], init), init)
}

/// The layer that makes scores of features, and behind them the logits of classes and of turns where the discriminator
/// names some.
fn score(recipe: &Recipe, architecture: &dyn Architecture, classes: usize, init: &Init) -> Layer {
    let block = BlockConfig::of_discriminator(recipe);
    let flat = |name, outputs| flat(architecture, block, outputs, &init.part(name));
    let condition = recipe.condition_of_discriminator();
    let score = if condition == Some(DiscriminatorCondition::Projection) {
        let score = architecture.linear(block, [1, 1, 1], &init.part("score"));
        let init = init.part("projection");
        block.projection(Projection::new(score, classes, &init), &init)
    } else {
        flat("score", 1)
    };
    let others = [
        (condition == Some(DiscriminatorCondition::Auxiliary)).then(|| flat("classes", classes)),
        recipe.rotation.is_on.then(|| flat("rotations", Rotation::TURNS)),
    ];
    if others.iter().all(Option::is_none) {
        return score;
    }
    let heads = [Some(score)].into_iter().chain(others).flatten();
    Concat { branches: heads.map(|head| Sequential::new(vec![head])).collect() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{train::weights::named, zoo::ZOO};

    /// The bits of every tensor that is not the same number throughout.
    fn drawn(net: &Sequential) -> Vec<Vec<u32>> {
        let tensors = named(net).into_iter().map(|tensor| tensor.values.into_data());
        let bits = tensors.map(|data| data.iter::<f32>().map(f32::to_bits).collect::<Vec<_>>());
        bits.filter(|bits| bits.iter().any(|value| value != &bits[0])).collect()
    }

    fn of(query: &str) -> [Vec<Vec<u32>>; 2] {
        let recipe = Recipe::from_query(query).unwrap();
        let players = players(&recipe, [1, 28, 28], 10, &Device::flex()).unwrap();
        [drawn(&players.generator), drawn(&players.discriminator)]
    }

    #[test]
    fn a_layer_more_changes_no_other_layers_weights() {
        let plain = of("variant=dcgan");
        for more in [
            "generator_condition=norm",
            "discriminator_condition=projection",
            "discriminator_condition=auxiliary",
            "generator_attention=true&discriminator_attention=true",
        ] {
            let conditional = of(&format!("variant=dcgan&conditional=true&{more}"));
            for (plain, conditional) in plain.iter().zip(&conditional) {
                // A layer that sees a class beside its input is another one.
                let kept = plain.iter().filter(|weights| conditional.contains(weights)).count();
                assert!(kept + 1 >= plain.len(), "{more}: {kept} of {}", plain.len());
            }
        }
    }

    #[test]
    fn no_two_tensors_of_a_run_are_drawn_alike() {
        for variant in ZOO {
            let mut seen = of(&format!("variant={}", variant.name)).concat();
            let count = seen.len();
            // Of a stream that two tensors shared, the shorter one would be a part of the longer.
            seen.sort_unstable_by_key(|bits| bits[..2].to_vec());
            seen.dedup_by_key(|bits| bits[..2].to_vec());
            assert_eq!(seen.len(), count, "{}", variant.name);
        }
    }
}
