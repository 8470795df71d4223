//! What each player minimises, on raw scores `[batch, 1, 1, 1]`; every loss is a mean over the batch.
//!
//! Written with log sigmoid on scores, never the logarithm of a sigmoid: exact where D is sure of itself.

use crate::recipe::{LossName, Recipe};
use burn::tensor::{Tensor, activation::log_sigmoid};

/// Scores of a batch, `[batch, 1, 1, 1]`.
pub type Scores = Tensor<4>;

/// One number.
pub type Scalar = Tensor<1>;

/// A pair of objectives, one a player, both minimised.
pub trait Loss {
    /// The discriminator's, given its scores of real and of generated samples.
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar;
    /// The generator's, given the discriminator's scores of its samples.
    fn generator(&self, generated: Scores) -> Scalar;
}

/// The loss that `recipe` names.
pub fn named(recipe: &Recipe) -> Box<dyn Loss> {
    let judge = CrossEntropy { real_target: recipe.real_target };
    match recipe.loss {
        LossName::NonSaturating => Box::new(NonSaturating(judge)),
        LossName::Minimax => Box::new(Minimax(judge)),
    }
}

/// The discriminator's cross-entropy (Goodfellow et al. 2014, arXiv:1406.2661, eq. 1), its target for
/// real samples smoothed on that side only (Salimans et al. 2016, arXiv:1606.03498, section 3.4).
/// At equilibrium with target 1 it is 2 ln 2.
struct CrossEntropy {
    real_target: f64,
}

impl CrossEntropy {
    fn loss(&self, real: Scores, generated: Scores) -> Scalar {
        let called_real = log_sigmoid(real.clone()) * self.real_target;
        let called_generated = log_sigmoid(-real) * (1.0 - self.real_target);
        -(called_real + called_generated).mean() - log_sigmoid(-generated).mean()
    }
}

/// The generator minimises -log D(G(z)) (Goodfellow et al. 2014, section 3): ln 2 at equilibrium.
struct NonSaturating(CrossEntropy);

impl Loss for NonSaturating {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        self.0.loss(real, generated)
    }
    fn generator(&self, generated: Scores) -> Scalar {
        -log_sigmoid(generated).mean()
    }
}

/// The generator minimises log(1 - D(G(z))) (Goodfellow et al. 2014, eq. 1): -ln 2 at equilibrium.
struct Minimax(CrossEntropy);

impl Loss for Minimax {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        self.0.loss(real, generated)
    }
    fn generator(&self, generated: Scores) -> Scalar {
        log_sigmoid(-generated).mean()
    }
}
