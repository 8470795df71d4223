//! What the passes of samples are given besides latents and images.

use super::Session;
use crate::{
    game::grown,
    nets::{Given, Layer, Sequential, Truncation, translation::dropout_masks},
    train::{
        latents::Sampling,
        rng::{Purpose, Rng},
    },
};
use burn::tensor::{Device, Tensor, TensorData};

/// Over so many latents the mean of styles is taken.
const MEAN_STYLES: usize = 4096;
/// So many levels, the first ones, are drawn to it (Karras et al. 2018, arXiv:1812.04948, appendix B).
const TRUNCATED_LEVELS: usize = 8;

impl Session {
    /// What a pass on `device` is given for samples of these classes, none where nets have no conditions. Nets that grow are
    /// at the stage that the run has reached. Noise for pixels is one image a level for all samples, the same through the run.
    pub(super) fn given(&self, labels: &[u16], device: &Device) -> Given {
        let stage = self.recipe.stage(self.steps());
        let sides = self.recipe.noise_sides(stage).into_iter().enumerate();
        let noise = sides.map(|(level, side)| {
            let mut rng = Rng::named(self.recipe.run.seed, Purpose::Samples, "pixel_noise", level as u64);
            Tensor::from_data(TensorData::new(rng.normals(side * side), [1, 1, side, side]), device)
        });
        let dropout = self.masks(device);
        Given { stage, noise: noise.collect(), dropout, ..Given::classes(!labels.is_empty(), labels, device) }
    }

    /// What dropouts multiply by: one mask each for all samples, the same through the run.
    fn masks(&self, device: &Device) -> Vec<Tensor<4>> {
        dropout_masks(&self.recipe, [1, self.shape()[1]], device, |numbers, place, probability| {
            let mut rng = Rng::named(self.recipe.run.seed, Purpose::Samples, "dropout", place as u64);
            (0..numbers).map(|_| f32::from(rng.unit() < probability)).collect()
        })
    }

    /// Real samples with no more detail than nets have that have grown as far as the run's.
    pub(super) fn as_seen(&self, samples: Tensor<4>) -> Tensor<4> {
        grown::as_seen(samples, self.recipe.stage(self.steps()), self.recipe.level_sides().len())
    }

    /// The classes among `labels` that the nets know: all, or none.
    pub(super) fn known<'a>(&self, labels: &'a [u16]) -> &'a [u16] {
        if self.recipe.classes.conditional { labels } else { &[] }
    }

    /// How styles of `net`, which is off the graph, are drawn to their mean for such samples; nothing without a mapping
    /// network, or of samples that are not truncated.
    pub(super) fn truncation(&self, net: &Sequential, sampling: Sampling) -> Option<Truncation> {
        let Sampling::Truncated { bound: share, .. } = sampling else { return None };
        let Some(Layer::Styled(styled)) = net.layers().first() else { return None };
        let latents = self.state.streams.latents.for_samples(Sampling::Fixed(MEAN_STYLES), MEAN_STYLES);
        let mean =
            styled.mean_style(latents.into_iter().map(|batch| Tensor::from_data(batch, &self.device)))?;
        Some(Truncation { mean, share, levels: TRUNCATED_LEVELS })
    }
}
