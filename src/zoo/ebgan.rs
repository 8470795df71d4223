//! EBGAN: the discriminator is an auto-encoder, and what it rebuilds badly is not real.
//!
//! Zhao et al. 2016, arXiv:1609.03126. The margin is ours: it goes with an energy that is a mean a pixel.

use super::Variant;
use crate::recipe::{LossName, Norm, Recipe};

pub static VARIANT: Variant = Variant {
    name: "ebgan",
    title: "EBGAN",
    idea: "The discriminator rebuilds samples: a low error means real, a high one up to a margin means generated.",
    paper: "Zhao, Mathieu & LeCun 2016, arXiv:1609.03126",
    images: ebgan,
    // The auto-encoder of YadiraF/GAN_Theories.
    pictures: |recipe| {
        let architecture = super::yadira_where_it_fits(&recipe);
        recipe.architecture(architecture).bottleneck(256)
    },
    points: |recipe| recipe,
};

fn ebgan() -> Recipe {
    Recipe::new(VARIANT.name)
        .loss(LossName::Energy)
        .margin(0.2)
        .pull_away(0.1)
        .discriminator_norm(Norm::Batch)
        .generator_lr(1e-3)
        .discriminator_lr(1e-3)
}
