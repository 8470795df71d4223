//! The catalogue: one file a variant, each a recipe that reads as the variant's definition.
//!
//! A recipe as text (`text`, `link`) names its variant and what differs from it, and so is read here, too. Published
//! runs of some variants are in `presets`.

mod acgan;
mod began;
mod biggan;
mod cgan;
mod crgan;
mod cyclegan;
mod dcgan;
mod dragan;
mod ebgan;
mod hinge;
mod link;
mod logan;
mod lsgan;
mod pggan;
mod pix2pix;
mod presets;
mod projection;
mod r1;
mod r3gan;
mod sagan;
mod sngan;
mod ssgan;
mod stylegan;
mod text;
mod vae;
mod vanilla;
mod wgan;
mod wgan_gp;

pub use link::Link;
pub use presets::Preset;

use crate::{
    Error, Result,
    recipe::{ArchitectureName, DataName, Norm, Recipe, ScheduleName},
};

/// A variant of the zoo.
#[derive(Debug)]
pub struct Variant {
    /// As written in URLs and on the command line.
    pub name: &'static str,
    /// As written in a heading.
    pub title: &'static str,
    /// The idea in one sentence.
    pub idea: &'static str,
    /// Authors, year and arXiv number.
    pub paper: &'static str,
    /// Its settings for images.
    images: fn() -> Recipe,
    /// What it changes of [`for_pictures`].
    pictures: fn(Recipe) -> Recipe,
    /// What it changes of [`for_points`].
    points: fn(Recipe) -> Recipe,
}

impl Variant {
    /// Its settings for `data`.
    pub fn recipe(&self, data: DataName) -> Recipe {
        let recipe = (self.images)().data(data);
        if data.is_points() {
            (self.points)(for_points(recipe))
        } else if data.is_pictures() {
            (self.pictures)(for_pictures(recipe))
        } else {
            recipe
        }
    }

    /// Whether it makes images of images.
    pub fn translates(&self) -> bool {
        (self.images)().is_translation()
    }

    /// Whether it learns from such data: of points of the plane there is nothing to translate.
    pub fn suits(&self, data: DataName) -> bool {
        !(data.is_points() && self.translates())
    }

    /// Its settings for the person's own pictures at this height and width.
    pub fn for_own_pictures(&self, size: usize) -> Recipe {
        (self.pictures)(for_pictures((self.images)().data(DataName::Folder).image_size(size)))
    }
}

/// What pictures in colour ask for, whatever the variant: DCGAN's latents and rates (Radford et al. 2015,
/// arXiv:1511.06434, section 4). The larger rates for digits are for small nets.
fn for_pictures(recipe: Recipe) -> Recipe {
    recipe.latent(100).generator_lr(2e-4).discriminator_lr(2e-4)
}

/// The nets of YadiraF/GAN_Theories where they fit, for variants that follow it: its own pictures are of 64 pixels.
fn yadira_where_it_fits(recipe: &Recipe) -> ArchitectureName {
    if recipe.picture_size() == 64 { ArchitectureName::Yadira } else { ArchitectureName::Conv }
}

/// What points of the plane ask for, whatever the variant.
///
/// Their modes are a hundredth as wide as the data, which takes large steps first and small ones later. Batch norm
/// keeps a discriminator from knowing where a point is, so that the generator may leave the data behind.
fn for_points(recipe: Recipe) -> Recipe {
    let norm = if recipe.discriminator.norm == Norm::Batch { Norm::None } else { recipe.discriminator.norm };
    recipe
        .discriminator_norm(norm)
        .generator_norm(Norm::None)
        .latent(2)
        .penalty_weight(1.0)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
        .schedule(ScheduleName::Halving)
        .schedule_steps(5_000)
}

impl PartialEq for Variant {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Every variant, in the order in which the field found them.
pub static ZOO: &[&Variant] = &[
    &vanilla::VARIANT,
    &vae::VARIANT,
    &cgan::VARIANT,
    &dcgan::VARIANT,
    &ebgan::VARIANT,
    &acgan::VARIANT,
    &pix2pix::VARIANT,
    &lsgan::VARIANT,
    &wgan::VARIANT,
    &cyclegan::VARIANT,
    &wgan_gp::VARIANT,
    &began::VARIANT,
    &hinge::VARIANT,
    &dragan::VARIANT,
    &r1::VARIANT,
    &sngan::VARIANT,
    &pggan::VARIANT,
    &projection::VARIANT,
    &sagan::VARIANT,
    &biggan::VARIANT,
    &stylegan::VARIANT,
    &ssgan::VARIANT,
    &crgan::VARIANT,
    &logan::VARIANT,
    &r3gan::VARIANT,
];

/// The variant called `name`.
///
/// # Errors
/// [`Error::Field`] with the names there are.
pub fn variant(name: &str) -> Result<&'static Variant> {
    ZOO.iter().copied().find(|variant| variant.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
        let names: Vec<_> = ZOO.iter().map(|variant| variant.name).collect();
        Error::field("variant", format!("`{name}` is none of {}", names.join(", ")))
    })
}

impl Recipe {
    /// The variant that it configures.
    pub fn variant(&self) -> &'static Variant {
        variant(self.variant).expect("recipes are made from the zoo's variants")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_has_nets_for_own_pictures_of_the_sizes_that_the_page_makes() {
        for (variant, size) in ZOO.iter().flat_map(|variant| [32, 64].map(|size| (variant, size))) {
            let recipe = variant.for_own_pictures(size);
            recipe.check().unwrap_or_else(|error| panic!("{} at {size}: {error}", variant.name));
        }
    }
}
