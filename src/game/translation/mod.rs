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

use super::{
    DISCRIMINATOR, GENERATOR, Metrics, State,
    loss::{Loss, Scalar, Scores},
    metrics::measured,
    state::record,
};
use crate::{
    Result,
    data::Domains,
    nets::{
        Given, Sequential,
        translation::{Translators, dropout_masks, translators},
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

/// What a discriminator of `scores`, of real and of generated images, is out for, and what there is to measure of it.
fn told_apart(recipe: &Recipe, loss: &dyn Loss, scores: [Scores; 2]) -> (Scalar, Metrics) {
    let [real, generated] = scores.clone();
    let value = loss.discriminator(real, generated) * scales(recipe.game.loss)[0];
    let mut metrics = Metrics::new();
    record(&mut metrics, "loss_d", &value);
    metrics.extend(measured(recipe, &scores.map(Tensor::inner)));
    (value, metrics)
}

/// What a generator is out for: that `judge` takes `generated` images for `real` ones.
fn fooled(
    recipe: &Recipe,
    loss: &dyn Loss,
    judge: &Sequential,
    generated: Tensor<4>,
    real: impl FnOnce() -> Tensor<4>,
) -> Scalar {
    let of_real = recipe.game.loss.is_relativistic().then(|| judge.forward(real()));
    loss.generator(judge.forward(generated), of_real) * scales(recipe.game.loss)[1]
}

/// What the discriminator of targets makes of each patch of `images`, both off the graph. Batch norm takes these images'
/// statistics, as in training: the running ones are of real and generated images together, by which neither looks as it does there.
fn judged(state: &State, images: Tensor<4>) -> Tensor<4> {
    state.observed(DISCRIMINATOR).forward(Tensor::from_inner(images)).inner()
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
    let dropout = dropout_masks(recipe, [batch, size], device, |numbers, place, probability| {
        noise.coins(&format!("dropout.{name}.{place}"), numbers, probability).iter::<f32>().collect()
    });
    Given { dropout, ..Given::nothing() }
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
