//! Styles of two latents in one sample, and what each level of a generator that grows has come to.

use super::{Samples, Session, Weights, fetch};
use crate::{
    Error, Result,
    classes::Classes,
    nets::{Given, Mixing},
    recipe::Stage,
    train::latents::Sampling,
};
use burn::tensor::{Tensor, TensorData};

/// How far nets that grow have grown.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Height and width of each level, the smallest first.
    pub sides: Vec<usize>,
    /// The newest level that runs.
    pub level: usize,
    /// How much of it has faded in, up to 1.
    pub share: f64,
}

impl Session {
    /// How many styles the generator takes at the stage that the run has reached, where a mapping network makes them; else
    /// none.
    pub fn style_levels(&self) -> usize {
        let levels = self.recipe.style_levels(self.recipe.stage(self.steps()));
        if self.recipe.has_mapping() { levels } else { 0 }
    }

    /// Samples whose styles are those of `coarse` up to the level `from`, and from there on those of `fine`: as many latents of
    /// either, one after the other; truncated as in `sampling`. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where they are not as many whole latents of finite numbers, for a generator without a mapping network,
    /// and for classes that the run does not know; [`Error::Device`] where the device fails.
    pub fn mix_styles(
        &self,
        [coarse, fine]: [&[f32]; 2],
        from: usize,
        weights: Weights,
        classes: &Classes,
        sampling: Sampling,
    ) -> Result<impl Future<Output = Result<Samples>> + 'static> {
        let [count, others] = [self.expect_latents(coarse)?, self.expect_latents(fine)?];
        if count != others {
            let reason = format!("{count} latents are mixed with {others}; give as many of either");
            return Err(Error::field("latents", reason));
        }
        if self.style_levels() == 0 {
            let reason = "no mapping network makes this generator's styles; train with `styles=mapping`";
            return Err(Error::field("styles", reason));
        }
        let labels = self.one_each(count, classes)?;
        let size = coarse.len() / count;
        let [coarse, fine] = [coarse, fine].map(|latents| {
            Tensor::from_data(TensorData::new(latents.to_vec(), [count, size, 1, 1]), &self.device)
        });
        let from = Tensor::full([count, 1, 1, 1], from as f64, &self.device);
        let mixing = Some(Mixing { latents: fine, from });
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        let given = Given { mixing, ..self.given_for(&net, sampling).with_labels(&labels, &self.device) };
        let samples = net.forward_given(coarse, &given);
        let shape = self.shape();
        Ok(async move { Ok(Samples { shape, values: fetch(vec![samples]).await?, labels }) })
    }

    /// How far the nets have grown; nothing where they do not grow.
    pub fn growth(&self) -> Option<Growth> {
        let Stage { level, share } = self.recipe.stage(self.steps())?;
        Some(Growth { sides: self.recipe.level_sides(), level, share })
    }

    /// What each level of the generator up to the newest one makes of one latent by itself, the smallest first. Levels below
    /// the newest have learnt no images since it faded in. Nothing where the nets do not grow. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where it is not one latent of finite numbers, or for classes that the run does not know;
    /// [`Error::Device`] where the device fails.
    pub fn sample_levels(
        &self,
        latent: &[f32],
        weights: Weights,
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Samples>> + 'static>> {
        if self.expect_latents(latent)? != 1 {
            return Err(Error::field("latents", "levels are shown of one sample at a time"));
        }
        let Some(Growth { level: newest, .. }) = self.growth() else { return Ok(None) };
        let labels = self.one_each(1, classes)?;
        let given = self.given(&labels, &self.device);
        let input =
            Tensor::<4>::from_data(TensorData::new(latent.to_vec(), [1, latent.len(), 1, 1]), &self.device);
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        let samples = (0..=newest).map(|level| {
            let stage = Some(Stage { level, share: 1.0 });
            net.forward_given(input.clone(), &Given { stage, ..given.clone() })
        });
        let (samples, shape) = (samples.collect(), self.shape());
        let labels = labels.repeat(newest + 1);
        Ok(Some(async move { Ok(Samples { shape, values: fetch(samples).await?, labels }) }))
    }
}
