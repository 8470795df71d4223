//! CR-GAN: SNGAN whose discriminator must not care for small shifts of real samples.
//!
//! Zhang et al. 2019, arXiv:1910.12027, with shifts only: a mirrored digit is no digit.

use super::{Variant, sngan};
use crate::recipe::Recipe;

pub static VARIANT: Variant = Variant {
    name: "crgan",
    title: "CR-GAN",
    idea: "A discriminator that scores a sample and its shifted copy alike looks at what matters.",
    paper: "Zhang et al. 2019, arXiv:1910.12027",
    recipe: crgan,
};

fn crgan() -> Recipe {
    sngan::settings(&VARIANT).consistency(10.0).shift(2)
}
