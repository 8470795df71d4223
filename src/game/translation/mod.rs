//! Games in which images are made of other images.
//!
//! ```text
//! pairs   a source and its target (pix2pix)
//! cycle   two sets, there and back (CycleGAN)
//! pool    translations of past steps that discriminators are shown again
//! ```

mod cycle;
mod pairs;
mod pool;

pub use cycle::{Cycle, DISCRIMINATOR_BACK, GENERATOR_BACK};
pub use pairs::Pairs;
pub use pool::Pool;

use super::{DISCRIMINATOR, GENERATOR, State, loss::Scalar};
use crate::{
    Result,
    data::Domains,
    nets::{
        Given, Sequential,
        translation::{Translators, dropout_shapes, translators},
    },
    recipe::{LossName, Recipe},
    train::noise::Noise,
};
use burn::tensor::{Device, Tensor, TensorData};

/// What the objectives of a loss are multiplied by, the discriminator's first. Both papers halve the discriminator's, so that
/// it learns more slowly; their squared distances have no halves of their own, and ours have.
fn scales(loss: LossName) -> [f64; 2] {
    if loss == LossName::LeastSquares { [1.0, 2.0] } else { [0.5, 1.0] }
}

/// The mean absolute difference.
fn l1(one: Tensor<4>, other: Tensor<4>) -> Scalar {
    (one - other).abs().mean()
}

/// What a pass of `batch` images through the generator is given: the masks of its dropouts, drawn under `name`.
fn masks(
    recipe: &Recipe,
    noise: &mut Noise,
    name: &str,
    [batch, _, size, _]: [usize; 4],
    device: &Device,
) -> Given {
    let keep = 1.0 - recipe.translation_nets.dropout;
    let shapes = dropout_shapes(recipe, size).into_iter().enumerate();
    let masks = shapes.map(|(place, [channels, height, width])| {
        let shape = [batch, channels, height, width];
        let coins = noise.coins(&format!("dropout.{name}.{place}"), shape.iter().product(), keep);
        let kept: Vec<f32> = coins.iter::<f32>().map(|coin| coin / keep as f32).collect();
        Tensor::from_data(TensorData::new(kept, shape), device)
    });
    Given { dropout: masks.collect(), ..Given::nothing() }
}

/// The nets of a translation by the names of their players, each with whether an average is kept of it.
///
/// # Errors
/// Those of [`translators`].
pub fn players(
    recipe: &Recipe,
    domains: &Domains,
    device: &Device,
) -> Result<Vec<(&'static str, Sequential, bool)>> {
    let [source, target] = [domains.source.shape(), domains.target.shape()];
    let Translators { generator, discriminator } =
        translators(recipe, [source, target], !recipe.is_cycle(), "", device)?;
    let mut players = vec![(GENERATOR, generator, true), (DISCRIMINATOR, discriminator, false)];
    if recipe.is_cycle() {
        let back = translators(recipe, [target, source], false, "_back", device)?;
        players.extend([
            (GENERATOR_BACK, back.generator, true),
            (DISCRIMINATOR_BACK, back.discriminator, false),
        ]);
    }
    Ok(players)
}

/// The next images of a step, `[batch, channel, height, width]`.
struct Images {
    source: Tensor<4>,
    target: Tensor<4>,
}

impl Images {
    fn next(state: &mut State, recipe: &Recipe) -> Result<Self> {
        let streams = &mut state.streams;
        let sources = streams.sources.as_mut().expect("a translation has sources");
        let [source, target] = [sources, &mut streams.batches].map(|batches| {
            let [channels, height, width] = batches.dataset().shape();
            let batch = batches.next(recipe.run.batch)?;
            let data = TensorData::new(batch.samples, [batch.labels.len(), channels, height, width]);
            Ok(Tensor::from_data(data, &state.device))
        });
        Ok(Self { source: source?, target: target? })
    }
}
