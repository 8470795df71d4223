//! Conditional GAN: both nets are given the class, so that a sample of one class can be asked for.
//!
//! Mirza & Osindero 2014, arXiv:1411.1784, eq. 2: the vanilla game on D(x | y) and G(z | y). The paper's nets are fully
//! connected; these are DCGAN's.

use super::Variant;
use crate::recipe::{
    ArchitectureName, DiscriminatorCondition, GeneratorCondition, LossName, Norm, Prior, Recipe,
};

pub static VARIANT: Variant = Variant {
    name: "cgan",
    title: "Conditional GAN",
    idea: "Both players are told the class: a sample must look real, and real for its class.",
    paper: "Mirza & Osindero 2014, arXiv:1411.1784",
    images: cgan,
    pictures: |recipe| recipe,
    // Twenty-five modes want more numbers to be told apart by.
    points: |recipe| recipe.class_embedding(16),
};

fn cgan() -> Recipe {
    Recipe::new(VARIANT.name)
        .conditional(true)
        .generator_condition(GeneratorCondition::Concat)
        .discriminator_condition(DiscriminatorCondition::Concat)
        .loss(LossName::NonSaturating)
        .architecture(ArchitectureName::Conv)
        .discriminator_norm(Norm::Batch)
        .prior(Prior::Uniform)
        // At DCGAN's rates, each class comes out as one picture (docs/zoo.md).
        .generator_lr(5e-3)
        .discriminator_lr(6e-3)
        // With more numbers for the class, the latents have less to say; with more latents, the class has.
        .class_embedding(4)
        .latent(32)
}
