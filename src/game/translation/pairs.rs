//! pix2pix: a generator is given the source of a pair, and the discriminator judges whether an image is its target.
//!
//! Isola et al. 2016, arXiv:1611.07004. A step is the discriminator's update and then the generator's, as in section 3.3:
//!
//! ```text
//! L_D = (l_real(D(x, y)) + l_generated(D(x, G(x)))) / 2
//! L_G = l_fooled(D(x, G(x))) + lambda mean |y - G(x)|                     eq. 4
//! ```

use super::{Images, fooled, judged, l1, masks, told_apart};
use crate::{
    Result,
    game::{
        DISCRIMINATOR, GENERATOR, Game, Half, Metrics,
        loss::Loss,
        state::{State, record},
    },
    nets::{Given, Sequential},
    recipe::Recipe,
    train::process_group::ProcessGroup,
};
use async_trait::async_trait;
use burn::{module::Module, tensor::Tensor};

/// A generator of targets against a discriminator of pairs.
pub struct Pairs<'a> {
    recipe: &'a Recipe,
    loss: Box<dyn Loss>,
}

/// A batch, and what its passes through the generator are given.
struct Round {
    images: Images,
    given: Given,
}

impl<'a> Pairs<'a> {
    /// The game that `recipe` describes, by this `loss`.
    pub fn new(recipe: &'a Recipe, loss: Box<dyn Loss>) -> Self {
        Self { recipe, loss }
    }

    fn next(&self, state: &mut State) -> Result<Round> {
        let images = Images::next(state, self.recipe)?;
        let given =
            masks(self.recipe, &mut state.streams.noise, GENERATOR, images.source.dims(), &state.device);
        Ok(Round { images, given })
    }

    async fn update_discriminator(
        &self,
        state: &mut State,
        Round { images, given }: &Round,
        group: &dyn ProcessGroup,
    ) -> Result<Metrics> {
        let recipe = self.recipe;
        state.player(DISCRIMINATOR).advance_power_iteration(recipe.discriminator.has_spectral_norm());
        let generator = state.net(GENERATOR).clone().no_grad();
        let generated = generator.forward_given(images.source.clone(), given).detach();
        let net = state.net(DISCRIMINATOR);
        let scores = [images.target.clone(), generated].map(|image| net.forward(pair(&images.source, image)));
        let (value, mut metrics) = told_apart(recipe, self.loss.as_ref(), scores);
        let gradients = &mut value.backward();
        state.update(DISCRIMINATOR, recipe, recipe.discriminator.lr, gradients, &mut metrics, group).await?;
        Ok(metrics)
    }

    async fn update_generator(
        &self,
        state: &mut State,
        Round { images, given }: Round,
        group: &dyn ProcessGroup,
    ) -> Result<Metrics> {
        let recipe = self.recipe;
        state.player(GENERATOR).advance_power_iteration(recipe.generator.has_spectral_norm());
        let judge = state.net(DISCRIMINATOR).clone().no_grad();
        let generated = state.net(GENERATOR).forward_given(images.source.clone(), &given);
        let real = || pair(&images.source, images.target.clone());
        let of_generated = pair(&images.source, generated.clone());
        let adversarial = fooled(recipe, self.loss.as_ref(), &judge, of_generated, real);
        let l1 = l1(generated, images.target);
        let value = adversarial + l1.clone() * recipe.translation.l1;
        let mut metrics = Metrics::new();
        record(&mut metrics, "loss_g", &value);
        record(&mut metrics, "l1", &l1);
        let gradients = &mut value.backward();
        state.update(GENERATOR, recipe, recipe.generator.lr, gradients, &mut metrics, group).await?;
        Ok(metrics)
    }
}

/// Source and image as the channels of one, `[batch, channel, height, width]`.
fn pair(source: &Tensor<4>, image: Tensor<4>) -> Tensor<4> {
    Tensor::cat(vec![source.clone(), image], 1)
}

#[async_trait(?Send)]
impl Game for Pairs<'_> {
    async fn step(&self, state: &mut State, group: &dyn ProcessGroup) -> Result<Metrics> {
        for _ in 1..self.recipe.discriminator.steps {
            self.half_step(state, Half::Discriminator, group).await?;
        }
        let round = self.next(state)?;
        let mut metrics = self.update_discriminator(state, &round, group).await?;
        metrics.extend(self.update_generator(state, round, group).await?);
        Ok(metrics)
    }

    async fn half_step(&self, state: &mut State, half: Half, group: &dyn ProcessGroup) -> Result<Metrics> {
        let round = self.next(state)?;
        match half {
            Half::Discriminator => self.update_discriminator(state, &round, group).await,
            Half::Generator => self.update_generator(state, round, group).await,
        }
    }

    fn sampler(&self, state: &State, ema: bool) -> Sequential {
        state.players[GENERATOR].weights(ema)
    }

    fn judge_patches(&self, state: &State, images: Tensor<4>, sources: Tensor<4>) -> Option<Tensor<4>> {
        Some(judged(state, pair(&sources, images)))
    }
}
