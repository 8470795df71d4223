//! A step of the latents towards higher scores, before samples are made of them.

use crate::recipe::{Prior, Recipe, field::Range, part::part};

part! {
    /// How far, which, and at what price; a length of 0 is no step.
    pub struct LatentStep in latent_step {
        "Latent optimisation" {
            /// How long the step is that latents take towards higher scores before samples are made of them (LOGAN's alpha); 0 is none.
            latent_step => length: f64 = 0.0, "Latent step", Range::Real(0.0, 10.0), ""
                if |recipe| recipe.may_move_latents() || recipe.has_latent_step();
            /// What is added to a gradient's squared length before the step is divided by it (LOGAN's beta): large where steep scores should count for more.
            latent_damping => damping: f64 = 0.1, "Latent damping", Range::Log(1e-3, 100.0), "" if Recipe::has_latent_step;
            /// The share of a batch's latents that take the step.
            latent_share => share: f64 = 0.8, "Latent share", Range::Real(0.0, 1.0), "" if Recipe::has_latent_step;
            /// How much a step's squared length counts in both players' losses (LOGAN's w_r).
            latent_price => price: f64 = 0.1, "Latent price", Range::Real(0.0, 1000.0), "", live if Recipe::has_latent_step;
            /// Whether the players' gradients also run through the step, which depends on both of them; without, the step is a constant.
            latent_exact => is_exact: bool = true, "Gradient through the step", Range::Flag, "" if Recipe::has_latent_step;
        }
    }
}

impl Recipe {
    /// Whether scores rise somewhere from latents that have bounds.
    fn may_move_latents(&self) -> bool {
        self.has_scores() && self.generator.prior == Prior::Uniform
    }

    /// Whether latents take a step before samples are made of them.
    pub fn has_latent_step(&self) -> bool {
        self.latent_step.length > 0.0
    }
}
