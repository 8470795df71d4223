//! DRAGAN: the vanilla game with the discriminator's slope held near one around real samples.
//!
//! Kodali et al. 2017, arXiv:1705.07215.

use super::Variant;
use crate::recipe::{LossName, Norm, PenaltyName, Recipe};

pub static VARIANT: Variant = Variant {
    name: "dragan",
    title: "DRAGAN",
    idea: "Sharp slopes around real samples go with collapse, so they are penalised there.",
    paper: "Kodali et al. 2017, arXiv:1705.07215",
    images: dragan,
    pictures: |recipe| recipe.generator_lr(1e-4).discriminator_lr(1e-4),
    // With the longer memory twice as many points of the grid are good; with a slower discriminator the first hundreds of
    // steps lead away from the ring on some seeds.
    points: |recipe| recipe.beta2(0.999).discriminator_lr(3e-3),
};

fn dragan() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::NonSaturating)
        .penalty(PenaltyName::Dragan)
        .penalty_weight(10.0)
        .discriminator_norm(Norm::None)
        .beta2(0.9)
        .generator_lr(1e-3)
}
