//! Truncation: samples of latents near the prior's mean alone, which are more faithful and more alike (Brock et al. 2019,
//! arXiv:1809.11096, section 3.1), or whose styles are drawn to their mean (Karras et al. 2018, arXiv:1812.04948, appendix
//! B). What the bound is a bound of is decided here.

use super::Session;
use crate::{
    Error, Result,
    nets::{Given, Sequential},
    recipe::Norm,
    train::latents::Sampling,
};
use burn::tensor::Tensor;

/// Over so many batches of training batch norm's statistics are taken where latents are truncated, as in BigGAN's code.
const STANDING_BATCHES: usize = 16;

/// A pass of latents through the generator.
pub(super) type Pass = (Tensor<4>, Given);

/// Where the bound may lie: how far a component of the latents may be from the prior's mean, or what share is left of the
/// way of styles from theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TruncationRange {
    /// Below it, latents would take too long to draw, or all samples are the same.
    pub least: f64,
    /// At it, next to no latent is drawn again, and styles stay where they are.
    pub most: f64,
}

/// Of the way of styles from their mean.
const SHARES: TruncationRange = TruncationRange { least: 0.05, most: 1.0 };

impl Session {
    /// Where the bound of [`Self::sampling`] may lie.
    pub fn truncation_range(&self) -> TruncationRange {
        if self.recipe.has_mapping() {
            return SHARES;
        }
        let [least, most] = self.state.streams.latents.range().map(f64::from);
        let most = (most - least) / 2.0;
        TruncationRange { least: most / 15.0, most }
    }

    /// `count` latents, those beyond `bound` drawn again, if there is one.
    ///
    /// # Errors
    /// [`Error::Field`] where the bound is below [`TruncationRange::least`], or no number.
    pub fn sampling(&self, count: usize, bound: Option<f64>) -> Result<Sampling> {
        let Some(bound) = bound else { return Ok(Sampling::Fixed(count)) };
        let TruncationRange { least, .. } = self.truncation_range();
        // A slider's ends are rounded.
        if bound.is_finite() && bound > 0.99 * least {
            return Ok(Sampling::Truncated { count, bound });
        }
        Err(Error::field("truncation", format!("{bound} is below {least}")))
    }

    /// Which latents go into the generator: all of the prior's where styles are what is truncated.
    pub(super) fn before_mapping(&self, latents: Sampling) -> Sampling {
        match latents {
            Sampling::Truncated { count, .. } if self.recipe.has_mapping() => Sampling::Fixed(count),
            latents => latents,
        }
    }

    /// What passes of `net`, which is off the graph, are given for such samples, but for their classes.
    pub(super) fn given_for(&self, net: &Sequential, sampling: Sampling) -> Given {
        Given { truncation: self.truncation(net, sampling), ..self.given(&[], &self.device) }
    }

    /// What batch norm's statistics of such `latents` are taken over, classes in turn; none where those of training hold.
    pub(super) fn standing_passes(&self, latents: Sampling, given: &Given) -> Vec<Pass> {
        let Sampling::Truncated { bound, .. } = latents else { return Vec::new() };
        if self.recipe.generator.norm != Norm::Batch || self.recipe.is_translation() {
            return Vec::new();
        }
        let count = self.recipe.run.batch * STANDING_BATCHES;
        let classes = self.classes().unwrap_or_default();
        let truncated = self.before_mapping(Sampling::Truncated { count, bound });
        let batches = self.state.streams.latents.for_samples(truncated, count);
        let mut labels = (0..classes as u16).cycle();
        let passes = batches.into_iter().map(|batch| {
            let labels: Vec<u16> = labels.by_ref().take(batch.shape()[0]).collect();
            (Tensor::from_data(batch, &self.device), given.clone().with_labels(&labels, &self.device))
        });
        passes.collect()
    }
}
