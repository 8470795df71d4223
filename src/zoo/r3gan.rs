//! R3GAN: real samples against generated ones, pair by pair, with the discriminator flat at both.
//!
//! Huang et al. 2025, arXiv:2501.05441: the relativistic pairing loss with R1 and R2, and no other trick.

use super::Variant;
use crate::recipe::{ArchitectureName, LossName, Norm, PenaltyName, Recipe};

pub static VARIANT: Variant = Variant {
    name: "r3gan",
    title: "R3GAN",
    idea: "A real sample should score above a generated one, and the discriminator is flat at both.",
    paper: "Huang, Gokaslan, Kuleshov & Tompkin 2025, arXiv:2501.05441",
    images: r3gan,
    pictures,
    // A shorter memory is too restless for a penalty as small as narrow modes want (docs/zoo.md).
    points: |recipe| recipe.penalty_weight(0.3).beta1(0.5).beta2(0.999),
};

fn r3gan() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Relativistic)
        .penalty(PenaltyName::R1R2)
        // The paper's goes from 0.05 for CIFAR-10 to 150 for faces at 256x256.
        .penalty_weight(1.0)
        .discriminator_norm(Norm::None)
        .beta1(0.0)
        .beta2(0.99)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}

/// The nets of the authors' code for 64x64, an eighth as wide, and its rate.
fn pictures(recipe: Recipe) -> Recipe {
    recipe.architecture(ArchitectureName::R3gan).generator_norm(Norm::None).latent(64)
}
