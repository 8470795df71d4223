//! BEGAN: two auto-encoding errors in balance, so that neither player wins.
//!
//! Berthelot et al. 2017, arXiv:1703.10717, section 3. They normalise nothing, move k by 0.001 and train for
//! hundreds of thousands of steps; batch norm and larger steps give digits after a thousand.

use super::Variant;
use crate::recipe::{ActivationName, ArchitectureName, LossName, Norm, Prior, Recipe, ScheduleName};

pub static VARIANT: Variant = Variant {
    name: "began",
    title: "BEGAN",
    idea: "An auto-encoding discriminator weighs generated samples by how well it does on real ones.",
    paper: "Berthelot, Schumm & Metz 2017, arXiv:1703.10717",
    images: began,
    pictures,
    // An auto-encoder with a wider code copies any point, real or not. Less gamma leaves a mode or two.
    points: |recipe| recipe.bottleneck(1).gamma(1.0).lambda_k(0.001),
};

fn began() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Began)
        .gamma(0.7)
        .lambda_k(0.01)
        .discriminator_norm(Norm::Batch)
        .activation(ActivationName::Elu)
        .prior(Prior::Uniform)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}

/// The paper's nets, without a norm, its rate and its lambda_k; the rate is halved as in carpedm20/BEGAN-tensorflow.
fn pictures(recipe: Recipe) -> Recipe {
    recipe
        .architecture(ArchitectureName::Began)
        .generator_norm(Norm::None)
        .discriminator_norm(Norm::None)
        .latent(64)
        .bottleneck(64)
        .batch(16)
        .lambda_k(0.001)
        .generator_lr(1e-4)
        .discriminator_lr(1e-4)
        .schedule(ScheduleName::Halving)
        .schedule_steps(100_000)
}
