//! The catalogue: one file a variant, each a recipe that reads as the variant's definition.

mod dcgan;
mod vanilla;

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
pub static ZOO: &[&Variant] = &[&vanilla::VARIANT, &dcgan::VARIANT];
