//! CycleGAN: images of one kind become images of another, without pairs to learn from, and come back as they were.
//!
//! Zhu et al. 2017, arXiv:1703.10593, and the authors' code: residual generators with instance norm, squared distances, a cycle
//! that counts 10, identity half of that, and a pool of 50 past translations.

use super::{Variant, pix2pix::translated_pictures};
use crate::recipe::{LossName, Norm, PatchName, Recipe, TaskName, TranslationName, TranslatorName};

pub static VARIANT: Variant = Variant {
    name: "cyclegan",
    title: "CycleGAN",
    idea: "Two sets of images, no pairs: what is translated there and back must be what it was.",
    paper: "Zhu, Park, Isola & Efros 2017, arXiv:1703.10593",
    images: cyclegan,
    pictures: translated_pictures,
    points: |recipe| recipe,
};

/// Small nets for digits, as pix2pix has them.
fn cyclegan() -> Recipe {
    Recipe::new(VARIANT.name)
        .translation(TranslationName::Cycle)
        .task(TaskName::Invert)
        .loss(LossName::LeastSquares)
        .translator(TranslatorName::Residual)
        .filters(16)
        .patch(PatchName::Middle)
        .generator_norm(Norm::Instance)
        .discriminator_norm(Norm::Instance)
        .batch(8)
        .ema(0.0)
}
