//! CR-GAN: SNGAN whose discriminator must not care for small shifts of real samples.
//!
//! Zhang et al. 2019, arXiv:1910.12027, with shifts only: a mirrored digit is no digit.

use super::Variant;
use crate::recipe::{LossName, Norm, Recipe, Schedule};

pub static VARIANT: Variant = Variant {
    name: "crgan",
    title: "CR-GAN",
    idea: "A discriminator that scores a sample and its shifted copy alike looks at what matters.",
    paper: "Zhang et al. 2019, arXiv:1910.12027",
    recipe: crgan,
};

fn crgan() -> Recipe {
    Recipe::new(&VARIANT)
        .loss(LossName::Hinge)
        .norm(Norm::Spectral)
        .consistency(10.0)
        .shift(2)
        .beta1(0.0)
        .beta2(0.9)
        .generator_rate(1e-3)
        .discriminator_rate(1e-3)
        .schedule(Schedule::Linear)
        .schedule_steps(100_000)
}
