//! SAGAN: a layer of each net looks at the whole image, and the weights of both are spectrally normalised.
//!
//! Zhang et al. 2018, arXiv:1805.08318, sections 3 and 4: the hinge loss, conditional batch norm in the generator and the
//! projection discriminator of Miyato & Koyama 2018; spectral norm in both nets; of pictures two time scales (TTUR, Heusel
//! et al. 2017, arXiv:1706.08500), the discriminator's the faster one, so that one step of it is enough.

use super::{Variant, sngan};
use crate::recipe::{DiscriminatorCondition, GeneratorCondition, Recipe, ScheduleName};

pub static VARIANT: Variant = Variant {
    name: "sagan",
    title: "SAGAN",
    idea: "Each pixel takes up what it finds elsewhere in the image, so that far parts of a sample fit each other.",
    paper: "Zhang et al. 2018, arXiv:1805.08318",
    images: sagan,
    pictures,
    points,
};

fn sagan() -> Recipe {
    settings(&VARIANT)
}

/// SAGAN's settings under the name of a variant that builds on them.
pub(super) fn settings(variant: &'static Variant) -> Recipe {
    sngan::settings(variant)
        .conditional(true)
        .generator_condition(GeneratorCondition::Norm)
        .discriminator_condition(DiscriminatorCondition::Projection)
        .generator_spectral(true)
        .generator_attention(true)
        .discriminator_attention(true)
        // The paper's rates are for a million steps. A thousand of these small nets take a generator that is the faster one:
        // gains that begin alike for all classes have a way to go (docs/zoo.md).
        .generator_lr(5e-3)
        .discriminator_lr(2e-3)
        .schedule(ScheduleName::Constant)
}

/// SNGAN's residual nets, and the published rates.
pub(super) fn pictures(recipe: Recipe) -> Recipe {
    sngan::pictures(recipe).discriminator_steps(1).generator_lr(1e-4).discriminator_lr(4e-4)
}

/// A point has no pixels to look at. A slope of one at most does not lead from one narrow mode to the next.
pub(super) fn points(recipe: Recipe) -> Recipe {
    recipe
        .generator_attention(false)
        .discriminator_attention(false)
        .generator_spectral(false)
        .generator_condition(GeneratorCondition::Concat)
}
