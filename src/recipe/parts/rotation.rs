//! Naming by how far an image was turned, as a task beside the game.

use crate::recipe::{Recipe, field::Range, part::part};

part! {
    /// Whether the discriminator names rotations, and how much the cross-entropies of them count.
    pub struct Rotation in rotation {
        "Rotations" {
            /// Whether the discriminator also names by how far images were turned, which both players want named right (SS-GAN).
            rotations => is_on: bool = false, "Rotations", Range::Flag, ""
                if |recipe| recipe.may_rotate() || recipe.rotation.is_on;
            /// How much it counts that the discriminator names the turns of real images right (beta).
            rotation_loss_real => real: f64 = 1.0, "Rotation loss, real", Range::Real(0.0, 100.0), "", live
                if |recipe| recipe.rotation.is_on;
            /// How much it counts for the generator that the discriminator names its images' turns right (alpha).
            rotation_loss_generator => generator: f64 = 0.2, "Rotation loss, generator", Range::Real(0.0, 100.0), "", live
                if |recipe| recipe.rotation.is_on;
        }
    }
}

impl Rotation {
    /// The turns there are: none, a quarter, a half and three quarters.
    pub const TURNS: usize = 4;
}

impl Recipe {
    /// Whether samples are images that a discriminator scores, so that it may be shown turned ones.
    pub(in crate::recipe) fn may_rotate(&self) -> bool {
        self.has_scores() && !self.data.name.is_points()
    }
}
