//! BigGAN: one embedding of the class and a chunk of the latents reach every norm of the generator; truncated latents trade
//! variety for fidelity.
//!
//! Brock et al. 2019, arXiv:1809.11096, section 3 and appendix B.1: the hinge loss, spectral norm in both nets, projection
//! discriminator and self-attention of SAGAN; orthogonal initial weights and regularisation; Adam with beta1 0.

use super::{Variant, sagan};
use crate::recipe::{InitialWeights, Recipe, StyleName};

pub static VARIANT: Variant = Variant {
    name: "biggan",
    title: "BigGAN",
    idea: "The class and a part of the latents of its own reach every level of the generator, and truncated latents trade variety for fidelity.",
    paper: "Brock, Donahue & Simonyan 2019, arXiv:1809.11096",
    images: biggan,
    pictures: sagan::pictures,
    // Nets for points have no norms behind which styles could stand.
    points: |recipe| sagan::points(recipe).styles(StyleName::None).initial_weights(InitialWeights::Normal),
};

fn biggan() -> Recipe {
    sagan::settings(&VARIANT)
        .styles(StyleName::Chunks)
        .class_embedding(32)
        .initial_weights(InitialWeights::Orthogonal)
        .orthogonality(1e-4)
        .generator_lr(2e-3)
        .discriminator_lr(1e-3)
}
