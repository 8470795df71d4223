//! pix2pix: an image is made of another, and judged together with it.
//!
//! Isola et al. 2016, arXiv:1611.07004, and the authors' code: a U-Net with dropout for chance, a discriminator of patches, and
//! a hundred times the mean absolute difference to the target.

use super::Variant;
use crate::recipe::{
    LossName, Norm, PatchName, Recipe, ScheduleName, TaskName, TranslationName, TranslatorName,
};

pub static VARIANT: Variant = Variant {
    name: "pix2pix",
    title: "pix2pix",
    idea: "One image becomes another that belongs to it: an outline a digit, grey shades a colour picture.",
    paper: "Isola, Zhu, Zhou & Efros 2016, arXiv:1611.07004",
    images: pix2pix,
    pictures: translated_pictures,
    points: |recipe| recipe,
};

/// Small nets for digits: a quarter of the published channels, patches of 34 pixels, batches in place of single images.
fn pix2pix() -> Recipe {
    Recipe::new(VARIANT.name)
        .translation(TranslationName::Pairs)
        .task(TaskName::Outline)
        .loss(LossName::NonSaturating)
        .translator(TranslatorName::Unet)
        .filters(32)
        .patch(PatchName::Middle)
        .discriminator_norm(Norm::Batch)
        .batch(16)
        .ema(0.0)
}

/// The published settings for pictures: one a step, so that batch norm is over one image, which is instance norm; rates of 2e-4
/// that fall to nothing.
pub(super) fn translated_pictures(recipe: Recipe) -> Recipe {
    recipe
        .batch(1)
        .generator_norm(Norm::Instance)
        .discriminator_norm(Norm::Instance)
        .filters(64)
        .patch(PatchName::Large)
        .schedule(ScheduleName::LastHalf)
        .schedule_steps(200_000)
}
