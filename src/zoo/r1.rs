//! R1: the vanilla game with the discriminator flat at real samples, where the game should come to rest.
//!
//! Mescheder et al. 2018, arXiv:1801.04406, eq. 9, gamma halved as printed there.

use super::Variant;
use crate::recipe::{LossName, Norm, PenaltyName, Recipe};

pub static VARIANT: Variant = Variant {
    name: "r1",
    title: "R1",
    idea: "A discriminator without slope at the data lets the generator come to rest there.",
    paper: "Mescheder, Geiger & Nowozin 2018, arXiv:1801.04406",
    images: r1,
    pictures: |recipe| recipe.generator_lr(1e-4).discriminator_lr(1e-4),
    // As DRAGAN.
    points: |recipe| recipe.beta1(0.5).beta2(0.999),
};

fn r1() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::NonSaturating)
        .penalty(PenaltyName::R1)
        .penalty_weight(10.0)
        .discriminator_norm(Norm::None)
        .beta1(0.0)
        .beta2(0.99)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}
