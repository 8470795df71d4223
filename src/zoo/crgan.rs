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
    images: crgan,
    // A few pixels are more of a digit than of a face.
    pictures: |recipe| sngan::pictures(recipe).shift(4),
    // A point has no pixels to shift, but its latents may move (Zhao et al. 2020, arXiv:2002.04724, zCR).
    points: |recipe| recipe.consistency(0.0).zcr_lambda_dis(1.0),
};

fn crgan() -> Recipe {
    sngan::settings(&VARIANT).consistency(10.0).shift(2)
}
