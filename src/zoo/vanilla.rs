//! The first GAN: two fully connected nets, one that draws and one that tells drawn from real.
//!
//! Goodfellow et al. 2014, arXiv:1406.2661. The net sizes and Adam's settings are ours, for 28x28.

use super::Variant;
use crate::recipe::{ArchitectureName, Norm, Prior, Recipe};

pub static VARIANT: Variant = Variant {
    name: "vanilla",
    title: "Vanilla GAN",
    idea: "A generator draws, a discriminator judges, and each improves against the other.",
    paper: "Goodfellow et al. 2014, arXiv:1406.2661",
    images: vanilla,
    pictures: |recipe| recipe,
    // Unsmoothed, as the GAN that PacGAN's figures are of.
    points: |recipe| recipe.real_target(1.0),
};

fn vanilla() -> Recipe {
    Recipe::new(VARIANT.name)
        .architecture(ArchitectureName::Mlp)
        .discriminator_norm(Norm::None)
        .generator_norm(Norm::None)
        .prior(Prior::Normal)
        // One-sided label smoothing, Salimans et al. 2016, arXiv:1606.03498, section 3.4.
        .real_target(0.9)
}
