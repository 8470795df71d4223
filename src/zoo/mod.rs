//! The catalogue: one file a variant, each a recipe that reads as the variant's definition.

mod began;
mod crgan;
mod dcgan;
mod dragan;
mod ebgan;
mod hinge;
mod lsgan;
mod r1;
mod sngan;
mod vae;
mod vanilla;
mod wgan;
mod wgan_gp;

use crate::recipe::Recipe;

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
    /// Its settings.
    pub recipe: fn() -> Recipe,
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
    &dcgan::VARIANT,
    &ebgan::VARIANT,
    &lsgan::VARIANT,
    &wgan::VARIANT,
    &wgan_gp::VARIANT,
    &began::VARIANT,
    &hinge::VARIANT,
    &dragan::VARIANT,
    &r1::VARIANT,
    &sngan::VARIANT,
    &crgan::VARIANT,
];
