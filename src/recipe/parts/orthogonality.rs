//! How far the generator's weights may be from orthogonal.

use crate::recipe::{Recipe, field::Range, part::part};

part! {
    /// A pull towards filters at right angles.
    pub struct Orthogonality in orthogonality {
        "Regularisation" {
            /// How much it counts that the filters of the generator's weights are at right angles to each other, so that latents beyond those trained on do no harm (BigGAN's beta); 0 is not at all.
            orthogonality => weight: f64 = 0.0, "Orthogonality", Range::Real(0.0, 1.0), "", live
                if |recipe| recipe.game.loss.is_game() || recipe.is_orthogonal();
        }
    }
}

impl Recipe {
    /// Whether the generator's filters are pulled towards right angles.
    pub fn is_orthogonal(&self) -> bool {
        self.orthogonality.weight > 0.0
    }
}
