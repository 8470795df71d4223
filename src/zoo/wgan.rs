//! WGAN: a critic with clipped weights estimates how far the samples are from the data.
//!
//! Arjovsky et al. 2017, arXiv:1701.07875, Algorithm 1, with the warm-up of the authors' code: there 25 steps long,
//! here one, and rates of 5e-4 for 5e-5, so that digits come within minutes.

use super::Variant;
use crate::recipe::{LossName, Norm, OptimiserName, Recipe};

pub static VARIANT: Variant = Variant {
    name: "wgan",
    title: "WGAN",
    idea: "The critic measures a distance that falls as the samples get better, even where they overlap with nothing.",
    paper: "Arjovsky, Chintala & Bottou 2017, arXiv:1701.07875",
    images: wgan,
    // The authors' rate and warm-up.
    pictures: |recipe| recipe.generator_lr(5e-5).discriminator_lr(5e-5).warm_up(25),
    // At 0.01, next to nothing comes through three narrow layers.
    points: |recipe| recipe.weight_clip(0.05),
};

fn wgan() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Wasserstein)
        .weight_clip(0.01)
        .discriminator_norm(Norm::Batch)
        .discriminator_steps(5)
        .warm_up(1)
        // Momentum unsettles a critic whose weights are clipped (section 4.3).
        .optimiser(OptimiserName::Rmsprop)
        .beta2(0.99)
        .generator_lr(5e-4)
        .discriminator_lr(5e-4)
}
