//! PGGAN: both nets grow, from tiny images on, each new level fading in.
//!
//! Karras et al. 2017, arXiv:1710.10196: equalised learning rates, pixel norm in the generator, minibatch deviation in the
//! discriminator, and WGAN-GP with one update of the critic and a pull on its drift (appendix A.1).

use super::Variant;
use crate::recipe::{ArchitectureName, InitialWeights, LossName, Norm, PenaltyName, Recipe};

pub static VARIANT: Variant = Variant {
    name: "pggan",
    title: "PGGAN",
    idea: "Both nets begin with tiny images and grow: each new level fades in while all go on learning.",
    paper: "Karras, Aila, Laine & Lehtinen 2017, arXiv:1710.10196",
    images: pggan,
    pictures: |recipe| {
        recipe.latent(128).generator_lr(3e-3).discriminator_lr(3e-3).fade_steps(2_000).stable_steps(2_000)
    },
    // Points have no size to grow to: what is left is WGAN-GP's game.
    points: |recipe| {
        recipe
            .grow(false)
            .minibatch_deviation(false)
            .initial_weights(InitialWeights::Normal)
            .discriminator_steps(5)
            .beta2(0.9)
    },
};

fn pggan() -> Recipe {
    settings(&VARIANT)
        .grow(true)
        .generator_norm(Norm::Pixel)
        .loss(LossName::Wasserstein)
        .penalty(PenaltyName::WganGp)
        .penalty_weight(10.0)
        .drift(1e-3)
        .fade_steps(150)
        .stable_steps(150)
}

/// The nets of PGGAN and how they learn, under the name of a variant that builds on them.
pub(super) fn settings(variant: &'static Variant) -> Recipe {
    Recipe::new(variant.name)
        .architecture(ArchitectureName::Progressive)
        .width(64)
        .initial_weights(InitialWeights::Equalised)
        .discriminator_norm(Norm::None)
        .minibatch_deviation(true)
        .beta1(0.0)
        .beta2(0.99)
        // Weights that begin at one move a far smaller part of themselves at a rate than others do.
        .generator_lr(1e-2)
        .discriminator_lr(1e-2)
}
