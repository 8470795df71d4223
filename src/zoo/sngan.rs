//! SNGAN: every weight of the discriminator over its largest singular value, so that its slope is bounded by one.
//!
//! Miyato et al. 2018, arXiv:1802.05957, Algorithm 1 with the hinge loss of section 4.

use super::Variant;
use crate::recipe::{ActivationName, ArchitectureName, LossName, Norm, Recipe, ScheduleName};

pub static VARIANT: Variant = Variant {
    name: "sngan",
    title: "SNGAN",
    idea: "Spectral normalisation bounds the discriminator's slope at the price of three products of a weight with a vector.",
    paper: "Miyato et al. 2018, arXiv:1802.05957",
    images: sngan,
    pictures,
    points: |recipe| recipe,
};

fn sngan() -> Recipe {
    settings(&VARIANT)
}

/// SNGAN's settings under the name of a variant that builds on them.
pub(super) fn settings(variant: &'static Variant) -> Recipe {
    Recipe::new(variant.name)
        .loss(LossName::Hinge)
        .discriminator_norm(Norm::Spectral)
        .beta1(0.0)
        .beta2(0.9)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
        .schedule(ScheduleName::Linear)
        .schedule_steps(100_000)
}

/// The residual nets of section 4.2, whose discriminator takes five steps for one of the generator.
pub(super) fn pictures(recipe: Recipe) -> Recipe {
    recipe
        .architecture(ArchitectureName::Sngan)
        .activation(ActivationName::Relu)
        .latent(128)
        .discriminator_steps(5)
}
