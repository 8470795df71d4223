//! WGAN-GP: a Wasserstein critic whose gradient is held near length one between real and generated samples.
//!
//! Gulrajani et al. 2017, arXiv:1704.00028, Algorithm 1.

use super::Variant;
use crate::recipe::{ActivationName, ArchitectureName, LossName, Norm, PenaltyName, Recipe};

pub static VARIANT: Variant = Variant {
    name: "wgan_gp",
    title: "WGAN-GP",
    idea: "A penalty on the critic's slope takes the place of clipped weights.",
    paper: "Gulrajani et al. 2017, arXiv:1704.00028",
    images: wgan_gp,
    pictures,
    points: |recipe| recipe,
};

fn wgan_gp() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Wasserstein)
        .penalty(PenaltyName::WganGp)
        .penalty_weight(10.0)
        // The penalty is a sample's own, which batch norm forbids.
        .discriminator_norm(Norm::None)
        .discriminator_steps(5)
        .beta1(0.0)
        .beta2(0.9)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}

/// The nets of the authors' code for 64x64, with layer norm in the critic, at the rate of Algorithm 1.
fn pictures(recipe: Recipe) -> Recipe {
    recipe
        .architecture(ArchitectureName::WganGp)
        .discriminator_norm(Norm::Layer)
        .activation(ActivationName::Relu)
        .latent(128)
        .generator_lr(1e-4)
        .discriminator_lr(1e-4)
}
