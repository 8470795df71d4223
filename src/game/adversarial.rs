//! The adversarial game: its step is Algorithm 1 of Goodfellow et al. 2014, arXiv:1406.2661, written once for all.
//!
//! ```text
//! for each update of the discriminator:  draw a batch and latents, score both, add the terms, step
//! then for the generator:                score its samples again, add the terms, step
//! ```

use super::{
    Game, Half, Metrics,
    critic::Critic,
    disguise::{instance_noise, label_flips},
    latent_step::Moved,
    loss::{Loss, Scalar},
    metrics::measured,
    state::{State, record},
    terms::{self, DiscriminatorRound, GeneratorRound, Judged, Term, penalty::lengths},
};
use crate::{
    Result,
    nets::{Given, Sequential},
    recipe::{Head, Recipe},
    train::{process_group::ProcessGroup, weights::clipped},
};
use async_trait::async_trait;
use burn::{module::Module, tensor::Tensor};

/// The players' names.
pub const GENERATOR: &str = "generator";
pub const DISCRIMINATOR: &str = "discriminator";

/// A generator against a discriminator.
pub struct Adversarial<'a> {
    recipe: &'a Recipe,
    loss: Box<dyn Loss>,
    terms: Vec<Box<dyn Term>>,
}

impl<'a> Adversarial<'a> {
    /// The game that `recipe` describes, which has a `loss`.
    pub fn new(recipe: &'a Recipe, loss: Box<dyn Loss>) -> Self {
        Self { recipe, loss, terms: terms::named(recipe) }
    }

    fn critic<'n>(&'n self, net: &'n Sequential, state: &State, given: &Given) -> Critic<'n> {
        Critic { net, feature_layers: state.feature_layers, recipe: self.recipe, given: given.clone() }
    }

    /// The gradient in `samples` of `value`, which is computed from their scores; batch norm takes these samples' statistics.
    fn gradient_at(
        &self,
        samples: Tensor<4>,
        state: &State,
        given: &Given,
        value: impl FnOnce(Tensor<4>) -> Scalar,
    ) -> Option<Tensor<4>> {
        let samples = Tensor::from_inner(samples).require_grad();
        let net = state.observed(DISCRIMINATOR);
        let scores = self.critic(&net, state, given).scores(samples.clone());
        samples.grad(&value(scores).backward())
    }

    /// Updates the discriminator on a batch of its own.
    async fn train_discriminator(&self, state: &mut State, group: &dyn ProcessGroup) -> Result<Metrics> {
        let batch = Minibatch::next(state, self.recipe)?;
        self.update_discriminator(state, batch, None, group).await
    }

    /// What `generator` makes of `latents`, which may take a step first.
    fn make(&self, generator: &Sequential, critic: &Critic, latents: Tensor<4>) -> Made {
        let step = &self.recipe.latent_step;
        let moved = self.recipe.has_latent_step().then(|| step.take(latents.clone(), generator, critic));
        let latents = moved.as_ref().map_or(latents, |moved| moved.latents.clone());
        Made { samples: generator.forward_given(latents.clone(), &critic.given), latents, moved }
    }

    /// Updates the discriminator on `batch`; `generated` are samples of its latents, where there are some already.
    async fn update_discriminator(
        &self,
        state: &mut State,
        Minibatch { real, given, latents }: Minibatch,
        generated: Option<Tensor<4>>,
        group: &dyn ProcessGroup,
    ) -> Result<Metrics> {
        let recipe = self.recipe;
        state.player(DISCRIMINATOR).advance_power_iteration(recipe.discriminator.has_spectral_norm());
        let [net, generator] = [DISCRIMINATOR, GENERATOR].map(|name| &state.players[name].net);
        let critic = Critic { net, feature_layers: state.feature_layers, recipe, given };
        let Made { samples: generated, latents, moved } = match generated {
            Some(samples) => Made { samples, latents, moved: None },
            // Detaching them would not do: a graph that nothing runs back through keeps its memory until the step's
            // end, and a warm-up makes a hundred.
            None => self.make(&generator.clone().no_grad(), &critic, latents),
        };
        let noise = &mut state.streams.noise;
        let real = instance_noise("instance_noise.real", real, recipe.disguise, state.step, noise);
        let generated =
            instance_noise("instance_noise.generated", generated, recipe.disguise, state.step, noise);
        let [real, generated] =
            [real, generated].map(|samples| Judged { heads: critic.heads(samples.clone()), samples });
        let scores = [&real, &generated].map(|judged| judged.heads.scores.clone());
        let [called_real, called_generated] = label_flips(scores.clone(), recipe.disguise.label_flips, noise);
        let mut value = priced(self.loss.discriminator(called_real, called_generated), moved.as_ref());
        let scores = scores.map(Tensor::inner);
        let mut metrics = measured(recipe, &scores);
        if let Some(Moved { price, gain, .. }) = moved {
            record(&mut metrics, "latent_price", &price);
            metrics.push(("latent_gain", gain));
        }
        let mut round = DiscriminatorRound { critic, generator, latents, real, generated, noise };
        for term in &self.terms {
            if let Some(added) = term.discriminator(&mut round, &mut metrics) {
                value = value + added;
            }
        }
        // What the terms saw would otherwise keep its memory on the way back.
        drop(round);
        metrics.insert(0, ("loss_d", value.clone().inner()));

        let gradients = &mut value.backward();
        state.update(DISCRIMINATOR, recipe, recipe.discriminator.lr, gradients, &mut metrics, group).await?;
        if recipe.discriminator.weight_clip > 0.0 {
            let net = &mut state.player(DISCRIMINATOR).net;
            *net = clipped(net.clone(), recipe.discriminator.weight_clip);
        }
        for term in &self.terms {
            term.after(&scores, &mut state.tensors, &mut metrics, group).await?;
        }
        Ok(metrics)
    }

    /// Updates the generator on `batch`; `generated` are its samples of the latents, where there are some already.
    async fn update_generator(
        &self,
        state: &mut State,
        Minibatch { real, given, latents }: Minibatch,
        generated: Option<Tensor<4>>,
        group: &dyn ProcessGroup,
    ) -> Result<Metrics> {
        let recipe = self.recipe;
        // The generator's gradient passes through the discriminator without making its weights' own.
        let net = state.net(DISCRIMINATOR).clone().no_grad();
        let critic = self.critic(&net, state, &given);
        let generator = &state.players[GENERATOR].net;
        let Made { samples: generated, latents, moved } = match generated {
            Some(samples) => Made { samples, latents, moved: None },
            None => self.make(generator, &critic, latents),
        };
        let noise = &mut state.streams.noise;
        let blurred =
            instance_noise("instance_noise.generator", generated.clone(), recipe.disguise, state.step, noise);
        let heads = critic.heads(blurred);
        let of_real = recipe.game.loss.is_relativistic().then(|| {
            let name = "instance_noise.generator_real";
            critic.scores(instance_noise(name, real, recipe.disguise, state.step, noise))
        });
        let mut value = priced(self.loss.generator(heads.scores.clone(), of_real), moved.as_ref());
        let mut metrics = Metrics::new();
        let mut round = GeneratorRound { critic, generator, latents, generated, heads, noise };
        for term in &self.terms {
            if let Some(added) = term.generator(&mut round, &mut metrics) {
                value = value + added;
            }
        }
        drop(round);
        metrics.insert(0, ("loss_g", value.clone().inner()));
        let gradients = &mut value.backward();
        state.update(GENERATOR, recipe, recipe.generator.lr, gradients, &mut metrics, group).await?;
        Ok(metrics)
    }
}

#[async_trait(?Send)]
impl Game for Adversarial<'_> {
    async fn step(&self, state: &mut State, group: &dyn ProcessGroup) -> Result<Metrics> {
        let recipe = self.recipe;
        state.player(GENERATOR).advance_power_iteration(recipe.generator.has_spectral_norm());
        for _ in 1..self.loss.discriminator_updates(state.step, recipe.discriminator.steps) {
            self.train_discriminator(state, group).await?;
        }
        let batch = Minibatch::next(state, recipe)?;
        // The last update's samples serve the generator, too, where they do not depend on the discriminator.
        let generated = (!recipe.has_latent_step())
            .then(|| state.net(GENERATOR).forward_given(batch.latents.clone(), &batch.given));
        let for_discriminator = generated.clone().map(Tensor::detach);
        let mut metrics = self.update_discriminator(state, batch.clone(), for_discriminator, group).await?;
        metrics.extend(self.update_generator(state, batch, generated, group).await?);
        Ok(metrics)
    }

    async fn half_step(&self, state: &mut State, half: Half, group: &dyn ProcessGroup) -> Result<Metrics> {
        match half {
            Half::Discriminator => self.train_discriminator(state, group).await,
            Half::Generator => {
                let batch = Minibatch::next(state, self.recipe)?;
                state.player(GENERATOR).advance_power_iteration(self.recipe.generator.has_spectral_norm());
                self.update_generator(state, batch, None, group).await
            }
        }
    }

    fn judge(&self, state: &State, samples: Tensor<4>, given: &Given) -> Option<Tensor<4>> {
        self.recipe.opinion()?;
        Some(self.critic(&state.net(DISCRIMINATOR).valid(), state, given).scores(samples))
    }

    fn pull(
        &self,
        state: &State,
        samples: Tensor<4>,
        given: &Given,
        real: Option<(Tensor<4>, Given)>,
    ) -> Option<Tensor<4>> {
        self.recipe.opinion()?;
        let [count, ..] = samples.dims();
        let of_real = real.map(|(real, given)| {
            let net = state.observed(DISCRIMINATOR);
            self.critic(&net, state, &given).scores(Tensor::from_inner(real))
        });
        // Every loss is a mean over the batch.
        let loss = |scores| self.loss.generator(scores, of_real) * count as f64;
        self.gradient_at(samples, state, given, loss).map(Tensor::neg)
    }

    fn slope(&self, state: &State, samples: Tensor<4>, given: &Given) -> Option<Tensor<4>> {
        self.recipe.opinion()?;
        self.gradient_at(samples, state, given, Tensor::sum).map(lengths)
    }

    fn sampler(&self, state: &State, ema: bool) -> Sequential {
        state.players[GENERATOR].weights(ema)
    }

    fn reconstruct(&self, state: &State, samples: Tensor<4>, given: &Given) -> Option<Tensor<4>> {
        let rebuilds = self.recipe.game.loss.head() == Head::Reconstruction;
        rebuilds.then(|| state.net(DISCRIMINATOR).valid().forward_given(samples, given))
    }
}

/// Samples, the latents that they were made of, and the step that those took, if any.
struct Made {
    samples: Tensor<4>,
    latents: Tensor<4>,
    moved: Option<Moved>,
}

/// `value` with the price of the latents' step, where they took one.
fn priced(value: Scalar, moved: Option<&Moved>) -> Scalar {
    match moved {
        Some(moved) => value + moved.price.clone(),
        None => value,
    }
}

/// What updates are about: real samples, and latents from which as many of the same classes are generated.
#[derive(Clone)]
struct Minibatch {
    /// `[batch, channel, height, width]`.
    real: Tensor<4>,
    /// The classes of both, where the nets are conditional.
    given: Given,
    /// `[batch, latent, 1, 1]`.
    latents: Tensor<4>,
}

impl Minibatch {
    fn next(state: &mut State, recipe: &Recipe) -> Result<Self> {
        let (real, given) = state.real(recipe)?;
        Ok(Self { real, given, latents: state.latents(recipe) })
    }
}
