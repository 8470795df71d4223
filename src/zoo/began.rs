//! BEGAN: two auto-encoding errors in balance, so that neither player wins.
//!
//! Berthelot et al. 2017, arXiv:1703.10717, section 3.

use super::Variant;
use crate::recipe::{ActivationName, LossName, Norm, Prior, Recipe};

pub static VARIANT: Variant = Variant {
    name: "began",
    title: "BEGAN",
    idea: "An auto-encoding discriminator weighs generated samples by how well it does on real ones.",
    paper: "Berthelot, Schumm & Metz 2017, arXiv:1703.10717",
    recipe: began,
};

fn began() -> Recipe {
    Recipe::new(&VARIANT)
        .loss(LossName::Equilibrium)
        .diversity(0.5)
        .balance_rate(0.001)
        .norm(Norm::None)
        .activation(ActivationName::Elu)
        .prior(Prior::Uniform)
        .generator_rate(4e-4)
        .discriminator_rate(4e-4)
}
