//! CycleGAN: two generators between two sets of images, each against a discriminator; what is translated there and back is to
//! return.
//!
//! Zhu et al. 2017, arXiv:1703.10593. A step is the generators' update and then the discriminators', as in the authors' code:
//!
//! ```text
//! L_G = l_fooled(D(G(x))) + l_fooled(D'(F(y)))
//!     + lambda (mean |F(G(x)) - x| + mean |G(F(y)) - y|)                                   eq. 2 and 3
//!     + lambda identity (mean |G(y) - y| + mean |F(x) - x|)                                section 5.2
//! L_D = (l_real(D(y)) + l_generated(D(pool of G(x)))) / 2, and so for D'
//! ```

use super::{Images, Pool, fooled, judged, l1, masks, told_apart};
use crate::{
    Result,
    game::{
        DISCRIMINATOR, GENERATOR, Game, Half, Metrics,
        loss::{Loss, Scalar},
        state::{State, record},
    },
    nets::Sequential,
    recipe::Recipe,
    train::process_group::ProcessGroup,
};
use async_trait::async_trait;
use burn::{module::Module, tensor::Tensor};

/// The players of the way back, F and its discriminator.
pub const GENERATOR_BACK: &str = "generator_back";
pub const DISCRIMINATOR_BACK: &str = "discriminator_back";

/// Two generators against two discriminators.
pub struct Cycle<'a> {
    recipe: &'a Recipe,
    loss: Box<dyn Loss>,
}

impl<'a> Cycle<'a> {
    /// The game that `recipe` describes, by this `loss`.
    pub fn new(recipe: &'a Recipe, loss: Box<dyn Loss>) -> Self {
        Self { recipe, loss }
    }

    /// The image that the generator called `name` makes of `image`; `pass` tells its dropout from that of its others.
    fn translate(&self, state: &mut State, name: &'static str, pass: &str, image: Tensor<4>) -> Tensor<4> {
        let stream = format!("{name}.{pass}");
        let given = masks(self.recipe, &mut state.streams.noise, &stream, image.dims(), &state.device);
        state.net(name).forward_given(image, &given)
    }

    fn fooled(&self, state: &State, judge: &str, generated: &Tensor<4>, real: &Tensor<4>) -> Scalar {
        let judge = state.net(judge).clone().no_grad();
        fooled(self.recipe, self.loss.as_ref(), &judge, generated.clone(), || real.clone())
    }

    /// Updates both generators, and returns their translations: of the source, and of the target.
    async fn update_generators(
        &self,
        state: &mut State,
        Images { source, target }: &Images,
        group: &dyn ProcessGroup,
    ) -> Result<(Metrics, [Tensor<4>; 2])> {
        let recipe = self.recipe;
        for name in [GENERATOR, GENERATOR_BACK] {
            state.player(name).advance_power_iteration(recipe.generator.has_spectral_norm());
        }
        let there = self.translate(state, GENERATOR, "there", source.clone());
        let returned_source = self.translate(state, GENERATOR_BACK, "return", there.clone());
        let back = self.translate(state, GENERATOR_BACK, "there", target.clone());
        let returned_target = self.translate(state, GENERATOR, "return", back.clone());
        let adversarial = self.fooled(state, DISCRIMINATOR, &there, target)
            + self.fooled(state, DISCRIMINATOR_BACK, &back, source);
        let cycle = l1(returned_source, source.clone()) + l1(returned_target, target.clone());
        let mut value = adversarial + cycle.clone() * recipe.translation.cycle;
        let mut metrics = Metrics::new();
        record(&mut metrics, "cycle", &cycle);
        if recipe.has_identity() && source.dims() == target.dims() {
            let target_kept = self.translate(state, GENERATOR, "identity", target.clone());
            let source_kept = self.translate(state, GENERATOR_BACK, "identity", source.clone());
            let identity = l1(target_kept, target.clone()) + l1(source_kept, source.clone());
            record(&mut metrics, "identity", &identity);
            value = value + identity * (recipe.translation.cycle * recipe.translation.identity);
        }
        metrics.insert(0, ("loss_g", value.clone().inner()));
        let gradients = &mut value.backward();
        for name in [GENERATOR, GENERATOR_BACK] {
            state.update(name, recipe, recipe.generator.lr, gradients, &mut metrics, group).await?;
        }
        Ok((metrics, [there, back].map(Tensor::detach)))
    }

    /// Updates the discriminator called `name` on `real` images, and `generated` ones out of its pool.
    async fn update_discriminator(
        &self,
        state: &mut State,
        name: &'static str,
        [real, generated]: [Tensor<4>; 2],
        group: &dyn ProcessGroup,
    ) -> Result<Metrics> {
        let recipe = self.recipe;
        state.player(name).advance_power_iteration(recipe.discriminator.has_spectral_norm());
        let generated = Pool::of(name, recipe).exchange(state, generated, group).await?;
        let scores = [real, generated].map(|image| state.net(name).forward(image));
        let (value, mut metrics) = told_apart(recipe, self.loss.as_ref(), scores);
        let gradients = &mut value.backward();
        state.update(name, recipe, recipe.discriminator.lr, gradients, &mut metrics, group).await?;
        Ok(metrics)
    }

    async fn update_discriminators(
        &self,
        state: &mut State,
        Images { source, target }: Images,
        [there, back]: [Tensor<4>; 2],
        group: &dyn ProcessGroup,
    ) -> Result<Metrics> {
        let mut metrics = self.update_discriminator(state, DISCRIMINATOR, [target, there], group).await?;
        let of_back = self.update_discriminator(state, DISCRIMINATOR_BACK, [source, back], group).await?;
        metrics.extend(
            of_back
                .into_iter()
                .filter(|(name, _)| *name == "loss_d")
                .map(|(_, value)| ("loss_d_back", value)),
        );
        Ok(metrics)
    }
}

#[async_trait(?Send)]
impl Game for Cycle<'_> {
    async fn step(&self, state: &mut State, group: &dyn ProcessGroup) -> Result<Metrics> {
        for _ in 1..self.recipe.discriminator.steps {
            self.half_step(state, Half::Discriminator, group).await?;
        }
        let images = Images::next(state, self.recipe)?;
        let (mut metrics, translated) = self.update_generators(state, &images, group).await?;
        metrics.extend(self.update_discriminators(state, images, translated, group).await?);
        Ok(metrics)
    }

    async fn half_step(&self, state: &mut State, half: Half, group: &dyn ProcessGroup) -> Result<Metrics> {
        let images = Images::next(state, self.recipe)?;
        match half {
            Half::Generator => Ok(self.update_generators(state, &images, group).await?.0),
            Half::Discriminator => {
                let there = self.translate(state, GENERATOR, "there", images.source.clone()).detach();
                let back = self.translate(state, GENERATOR_BACK, "there", images.target.clone()).detach();
                self.update_discriminators(state, images, [there, back], group).await
            }
        }
    }

    fn sampler(&self, state: &State, ema: bool) -> Sequential {
        state.players[GENERATOR].weights(ema)
    }

    fn judge_patches(&self, state: &State, images: Tensor<4>, _sources: Tensor<4>) -> Option<Tensor<4>> {
        Some(judged(state, images))
    }

    fn way_back(&self, state: &State, ema: bool) -> Option<Sequential> {
        Some(state.players[GENERATOR_BACK].weights(ema))
    }
}
