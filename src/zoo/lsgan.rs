//! LSGAN: both players aim at target scores, and a sample pays by its squared distance.
//!
//! Mao et al. 2016, arXiv:1611.04076. The targets are those of its eq. 9 (0, 1, 1); (-1, 1, 0) are those of eq. 8.

use super::Variant;
use crate::recipe::{LossName, Norm, Recipe};

pub static VARIANT: Variant = Variant {
    name: "lsgan",
    title: "LSGAN",
    idea: "Least squares pull every sample to a target score, even those already on the right side.",
    paper: "Mao et al. 2016, arXiv:1611.04076",
    images: lsgan,
    pictures: |recipe| recipe,
    // Far from every mode the squares pull hardest; blurred modes are never far, and none is lost on the ring.
    points: |recipe| recipe.instance_noise(0.1),
};

fn lsgan() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::LeastSquares)
        .generated_target(0.0)
        .real_target(1.0)
        .fooled_target(1.0)
        .discriminator_norm(Norm::Batch)
        .generator_lr(1e-3)
}
