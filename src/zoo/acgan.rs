//! ACGAN: the discriminator also names the class, and both players want it named right.
//!
//! Odena et al. 2016, arXiv:1610.09585, section 4: the discriminator sees no class, and has two heads on the same features,
//! a score and the classes' logits. It maximises L_C + L_S and the generator L_C - L_S, where L_S is the vanilla game's
//! and L_C the log-likelihood of the right class (game/terms/auxiliary.rs). The nets are DCGAN's.

use super::Variant;
use crate::recipe::{
    ArchitectureName, DiscriminatorCondition, GeneratorCondition, LossName, Norm, Prior, Recipe,
};

pub static VARIANT: Variant = Variant {
    name: "acgan",
    title: "ACGAN",
    idea: "The discriminator also names the class, and both players want it named right.",
    paper: "Odena, Olah & Shlens 2016, arXiv:1610.09585",
    images: acgan,
    pictures: |recipe| recipe,
    // Twenty-five modes want more numbers to be told apart by.
    points: |recipe| recipe.class_embedding(16),
};

fn acgan() -> Recipe {
    Recipe::new(VARIANT.name)
        .conditional(true)
        .generator_condition(GeneratorCondition::Concat)
        .discriminator_condition(DiscriminatorCondition::Auxiliary)
        .class_loss_real(1.0)
        // The paper's is 1. At that, the players agree on marks for classes that nobody else can read (docs/zoo.md);
        // StudioGAN leaves it out, too (Kang et al. 2022, arXiv:2206.09479, as AC-GAN-Mod).
        .class_loss_generated(0.0)
        .class_loss_generator(1.0)
        .loss(LossName::NonSaturating)
        .architecture(ArchitectureName::Conv)
        .discriminator_norm(Norm::Batch)
        .prior(Prior::Uniform)
        .generator_lr(1e-3)
        // Naming classes takes a discriminator that learns faster than DCGAN's.
        .discriminator_lr(2e-3)
        // With 16, the classes of two seeds in three come out as one picture each.
        .class_embedding(6)
}
