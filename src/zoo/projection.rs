//! Projection discriminator: SNGAN whose score also asks how well the features fit the class.
//!
//! Miyato & Koyama 2018, arXiv:1802.05637, eq. 3, with the hinge loss and spectral norm of SNGAN, and conditional batch norm
//! in the generator.

use super::{Variant, sngan};
use crate::recipe::{DiscriminatorCondition, GeneratorCondition, Recipe};

pub static VARIANT: Variant = Variant {
    name: "projection",
    title: "Projection GAN",
    idea: "The class enters the score as a product with the features, the form that a ratio of likelihoods has.",
    paper: "Miyato & Koyama 2018, arXiv:1802.05637",
    images: projection,
    pictures: sngan::pictures,
    // Nets for points have no norm that classes could have gains of.
    points: |recipe| recipe.generator_condition(GeneratorCondition::Concat),
};

fn projection() -> Recipe {
    sngan::settings(&VARIANT)
        .conditional(true)
        .generator_condition(GeneratorCondition::Norm)
        .discriminator_condition(DiscriminatorCondition::Projection)
        // Gains that begin alike for all classes have a way to go.
        .generator_lr(2e-3)
}
