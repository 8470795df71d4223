//! BigGAN: one embedding of the class and a chunk of the latents reach every norm of the generator; truncated latents trade
//! variety for fidelity.
//!
//! Brock et al. 2019, arXiv:1809.11096, section 3 and appendix B.1: the hinge loss, spectral norm in both nets, projection
//! discriminator and self-attention of SAGAN; orthogonal initial weights and regularisation; Adam with beta1 0.

use super::{Variant, sngan};
use crate::recipe::{
    DiscriminatorCondition, GeneratorCondition, InitialWeights, Recipe, ScheduleName, StyleName,
};

pub static VARIANT: Variant = Variant {
    name: "biggan",
    title: "BigGAN",
    idea: "The class and a part of the latents of its own reach every level of the generator, and truncated latents trade variety for fidelity.",
    paper: "Brock, Donahue & Simonyan 2019, arXiv:1809.11096",
    images: biggan,
    pictures: |recipe| {
        sngan::pictures(recipe).discriminator_steps(1).generator_lr(1e-4).discriminator_lr(4e-4)
    },
    // Nets for points have no norms behind which styles could stand.
    points: |recipe| {
        recipe
            .styles(StyleName::None)
            .generator_attention(false)
            .discriminator_attention(false)
            .generator_spectral(false)
            .initial_weights(InitialWeights::Normal)
            .generator_condition(GeneratorCondition::Concat)
    },
};

fn biggan() -> Recipe {
    sngan::settings(&VARIANT)
        .conditional(true)
        .generator_condition(GeneratorCondition::Norm)
        .discriminator_condition(DiscriminatorCondition::Projection)
        .styles(StyleName::Chunks)
        .class_embedding(32)
        .generator_spectral(true)
        .generator_attention(true)
        .discriminator_attention(true)
        .initial_weights(InitialWeights::Orthogonal)
        .orthogonality(1e-4)
        .generator_lr(2e-3)
        .discriminator_lr(1e-3)
        .schedule(ScheduleName::Constant)
}
