//! What makes the discriminator's work harder.

use crate::recipe::{field::Range, part::part};

part! {
    /// Noise on what the discriminator sees, and wrong labels.
    pub struct Disguise in disguise {
        "Regularisation" {
            /// Noise on all that the discriminator sees, fading to nothing: blurs both distributions until they overlap.
            instance_noise => instance_noise: f64 = 0.0, "Instance noise", Range::Real(0.0, 10.0), "standard deviation"
                if |recipe| recipe.game.loss.is_game() || recipe.disguise.instance_noise > 0.0;
            /// Steps until that noise has faded.
            noise_steps => noise_steps: u64 = 10_000, "Noise fades over", Range::Whole(1, 1_000_000_000), "steps"
                if |recipe| recipe.disguise.instance_noise > 0.0;
            /// The share of samples shown to the discriminator under the wrong label.
            label_flips => label_flips: f64 = 0.0, "Label flips", Range::Real(0.0, 0.5), "of a batch"
                if |recipe| recipe.game.loss.is_game() || recipe.disguise.label_flips > 0.0;
        }
    }
}
