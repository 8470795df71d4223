//! Hinge GAN: the discriminator stops caring for samples that are clearly on their side.
//!
//! Lim & Ye 2017, arXiv:1705.02894; with spectral norm, as it has been used since Miyato et al. 2018.

use super::Variant;
use crate::recipe::{LossName, Norm, Recipe};

pub static VARIANT: Variant = Variant {
    name: "hinge",
    title: "Hinge GAN",
    idea: "Only misjudged samples and those near the boundary teach the discriminator, as in a support vector machine.",
    paper: "Lim & Ye 2017, arXiv:1705.02894",
    images: hinge,
    pictures: |recipe| recipe,
    // SNGAN's: at 0.5 and 0.999 the generator ran away from the data.
    points: |recipe| recipe.beta1(0.0).beta2(0.9),
};

fn hinge() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Hinge)
        .discriminator_norm(Norm::Spectral)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}
