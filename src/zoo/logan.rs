//! LOGAN: latents take a step towards higher scores before samples are made of them, in training alone.
//!
//! Wu et al. 2019, arXiv:1912.00953, eq. 11 to 13 (game/latent_step.rs), with the hinge loss and spectral norm of SNGAN and
//! the settings of their appendix for it.

use super::{Variant, sngan};
use crate::recipe::{Prior, Recipe};

pub static VARIANT: Variant = Variant {
    name: "logan",
    title: "LOGAN",
    idea: "Each player learns from samples as they would be after the generator's answer to it, one step of the latents ahead.",
    paper: "Wu et al. 2019, arXiv:1912.00953",
    images: logan,
    pictures: sngan::pictures,
    points: |recipe| recipe,
};

fn logan() -> Recipe {
    sngan::settings(&VARIANT)
        .prior(Prior::Uniform)
        .latent_step(0.9)
        .latent_damping(0.1)
        .latent_share(0.8)
        .latent_price(0.1)
}
