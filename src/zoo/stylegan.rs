//! StyleGAN: a network of its own turns latents into styles, which set the gains and shifts at every level of a generator
//! that starts from a learnt constant.
//!
//! Karras et al. 2018, arXiv:1812.04948: adaptive instance norm, noise for every pixel, mixed styles, blur, and the
//! non-saturating loss with R1; the nets of PGGAN, which do not grow here.

use super::{Variant, pggan};
use crate::recipe::{InitialWeights, LossName, Norm, PenaltyName, Recipe, StyleName};

pub static VARIANT: Variant = Variant {
    name: "stylegan",
    title: "StyleGAN",
    idea: "Latents become styles first, and the styles set gains and shifts at every level of the generator.",
    paper: "Karras, Laine & Aila 2018, arXiv:1812.04948",
    images: stylegan,
    pictures: |recipe| recipe.latent(128).generator_lr(3e-3).discriminator_lr(3e-3),
    // Nets for points have no norms behind which styles could stand.
    points: |recipe| {
        recipe
            .styles(StyleName::None)
            .initial_weights(InitialWeights::Normal)
            .blur(false)
            .pixel_noise(false)
            .minibatch_deviation(false)
            .beta1(0.5)
            .beta2(0.999)
    },
};

fn stylegan() -> Recipe {
    pggan::settings(&VARIANT)
        .styles(StyleName::Mapping)
        .mapping_width(64)
        .mapping_lr(0.01)
        .style_mixing(0.9)
        .generator_norm(Norm::Instance)
        .pixel_noise(true)
        .blur(true)
        .loss(LossName::NonSaturating)
        .penalty(PenaltyName::R1)
        .penalty_weight(10.0)
}
