//! What holds the slope of the discriminator.

use crate::recipe::{Recipe, choice::choice, field::Range, part::part};

choice! {
    /// A penalty on the discriminator's input gradient, by the points it is taken at.
    pub enum PenaltyName {
        /// None.
        None = "none",
        /// Length one, anywhere between a real and a generated sample (WGAN-GP).
        WganGp = "wgan_gp" as "WGAN-GP",
        /// Length one, around real samples (DRAGAN).
        Dragan = "dragan" as "DRAGAN",
        /// Length zero, at real samples (R1).
        R1 = "r1",
        /// Length zero, at real samples and at generated ones (R1 and R2).
        R1R2 = "r1_r2" as "R1 and R2",
    }
}

part! {
    /// A penalty on the discriminator's input gradient.
    pub struct GradientPenalty in penalty {
        "Regularisation" {
            /// Where the discriminator's input gradient is held to a length.
            penalty => name: PenaltyName = PenaltyName::None, "Gradient penalty", Range::Choice, ""
                if |recipe| recipe.has_scores() || recipe.has_penalty();
            /// How much the gradient penalty weighs (lambda; gamma of R1 and R2, which is halved).
            penalty_weight => weight: f64 = 10.0, "Penalty weight", Range::Log(1e-3, 1e4), "", live if Recipe::has_penalty;
        }
    }
}

impl Recipe {
    /// Whether the discriminator's input gradient is held to a length.
    pub fn has_penalty(&self) -> bool {
        self.penalty.name != PenaltyName::None
    }
}
