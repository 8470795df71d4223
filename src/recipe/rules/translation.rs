//! What games of images and images do without.

use super::Rule;
use crate::{
    Error, Result,
    recipe::{Field, Recipe, fields, parts::*},
};

/// Parts of games in which samples are made of latents.
const PARTS: &[&[Field]] = &[
    Styles::FIELDS,
    Growth::FIELDS,
    Classes::FIELDS,
    AuxiliaryClasses::FIELDS,
    GradientPenalty::FIELDS,
    Consistency::FIELDS,
    Rotation::FIELDS,
    LatentStep::FIELDS,
    Orthogonality::FIELDS,
    Disguise::FIELDS,
];

/// And their settings in other parts.
const FIELDS: &[&str] = &[
    "blur",
    "generator_attention",
    "pixel_noise",
    "discriminator_attention",
    "minibatch_deviation",
    "pack",
    "weight_clip",
    "warm_up",
    "drift",
];

/// What translators have others for, or have no place for.
const IGNORED: &[&str] =
    &["architecture", "width", "width_multiplier", "latent", "prior", "activation", "bottleneck"];

pub(super) const RULES: &[Rule] = &[
    (
        |recipe| recipe.is_translation() && recipe.data.name.is_points(),
        "data",
        "points of the plane are no images to be translated; choose a data set of images",
    ),
    (
        |recipe| recipe.is_translation() && !recipe.has_scores(),
        "loss",
        "a translation is judged patch by patch, and this loss has an auto-encoder in place of scores; choose another",
    ),
];

fn is_of_latents(field: &Field) -> bool {
    PARTS.iter().copied().flatten().any(|other| other.name == field.name) || FIELDS.contains(&field.name)
}

impl Recipe {
    /// Whether it makes use of `field`.
    pub fn uses(&self, field: &Field) -> bool {
        let is_elsewhere = || is_of_latents(field) || IGNORED.contains(&field.name);
        (field.in_use)(self) && !(self.is_translation() && is_elsewhere())
    }

    /// Refuses what only games of latents have.
    pub(super) fn expect_no_latents(&self) -> Result<()> {
        let usual = Self::new(self.variant);
        let acts = |field: &&Field| (field.in_use)(self) && (field.get)(self) != (field.get)(&usual);
        let changed = fields().filter(|field| is_of_latents(field)).find(acts);
        match changed.filter(|_| self.is_translation()) {
            Some(field) => Err(Error::field(
                field.name,
                format!(
                    "is of games in which samples are made of latents, and here images are made of images; choose {}",
                    (field.get)(&usual)
                ),
            )),
            None => Ok(()),
        }
    }
}
