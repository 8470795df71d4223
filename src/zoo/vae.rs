//! VAE: no game at all, but the yardstick beside it: an encoder and a decoder of the same nets.
//!
//! Kingma & Welling 2013, arXiv:1312.6114.

use super::Variant;
use crate::recipe::{Likelihood, LossName, Norm, Prior, Recipe};

pub static VARIANT: Variant = Variant {
    name: "vae",
    title: "VAE",
    idea: "Encoder and decoder together maximise a bound on the likelihood of the data; nothing is fooled.",
    paper: "Kingma & Welling 2013, arXiv:1312.6114",
    images: vae,
    // At the rate of YadiraF/GAN_Theories, and with its nets.
    pictures: |recipe| {
        let architecture = super::yadira_where_it_fits(&recipe);
        recipe.architecture(architecture).generator_lr(1e-4).discriminator_lr(1e-4)
    },
    // At a deviation of 1, the whole ring is one blur, and the latents say nothing.
    points: |recipe| recipe.decoder_deviation(0.1),
};

fn vae() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Elbo)
        .likelihood(Likelihood::Bernoulli)
        .prior(Prior::Normal)
        .latent(20)
        .discriminator_norm(Norm::Batch)
        .beta1(0.9)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}
