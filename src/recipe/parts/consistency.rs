//! How little the discriminator should care for small shifts of a sample or of its latents.

use crate::recipe::{Recipe, field::Range, part::part};

part! {
    /// What is compared, and how much each comparison weighs; 0 is not at all.
    pub struct Consistency in consistency {
        "Regularisation" {
            /// How alike the scores of a real sample and its shifted copy should be (CR-GAN).
            consistency => real: f64 = 0.0, "Consistency", Range::Real(0.0, 1000.0), ""
                if |recipe| recipe.may_shift() || recipe.shifts();
            /// The same for generated samples (balanced consistency).
            generated_consistency => generated: f64 = 0.0, "Generated consistency", Range::Real(0.0, 1000.0), ""
                if |recipe| recipe.may_shift() || recipe.shifts();
            /// Pixels by which copies are shifted at most, in each direction.
            shift => shift: usize = 2, "Shift", Range::Whole(1, 14), "pixels" if Recipe::shifts;
            /// How alike the scores of samples from nearby latents should be (latent consistency).
            zcr_lambda_dis => lambda_dis: f64 = 0.0, "zCR lambda dis", Range::Real(0.0, 1000.0), "" was "latent_consistency"
                if |recipe| recipe.has_scores() || recipe.moves_latents();
            /// How unlike samples from nearby latents should be, in the generator's loss (latent consistency).
            zcr_lambda_gen => lambda_gen: f64 = 0.0, "zCR lambda gen", Range::Real(0.0, 100.0), "" was "latent_diversity"
                if |recipe| recipe.has_scores() || recipe.moves_latents();
            /// How near those latents are: the standard deviation of the step between them.
            zcr_sigma => sigma: f64 = 0.05, "zCR sigma", Range::Log(1e-4, 10.0), "" was "latent_shift" if Recipe::moves_latents;
        }
    }
}

impl Recipe {
    /// Whether samples are images that a discriminator scores, so that it may be shown shifted copies.
    fn may_shift(&self) -> bool {
        self.has_scores() && !self.data.name.is_points()
    }

    /// Whether shifted copies are compared.
    pub fn shifts(&self) -> bool {
        self.consistency.real > 0.0 || self.consistency.generated > 0.0
    }

    /// Whether samples from nearby latents are compared.
    pub fn moves_latents(&self) -> bool {
        self.consistency.lambda_dis > 0.0 || self.consistency.lambda_gen > 0.0
    }
}
