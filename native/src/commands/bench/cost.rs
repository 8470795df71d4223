//! What a step costs in multiply-adds: each net's, counted from its layers, times the passes through it.
//!
//! A pass back costs one forward's for the gradients of the weights and as much again for those of the
//! input, less the first layer's share where nothing behind it learns. A penalty takes four passes through
//! the discriminator: one to the points, the vjp, and two that differentiate the vjp; two more
//! where the net is not piecewise linear, for then the first is differentiated too.

use anyhow::Result;
use burn::tensor::Device;
use saddle::{
    nets::{self, Sequential},
    recipe::{PenaltyName, Recipe},
};

/// A net's multiply-adds for one sample.
#[derive(Clone, Copy)]
struct Net {
    forward: u64,
    /// The share of its first layer.
    first: u64,
}

impl Net {
    fn of(net: &Sequential, input: [usize; 3]) -> Self {
        let first = Sequential::new(net.layers()[..1].to_vec());
        Self { forward: net.macs(input).0, first: first.macs(input).0 }
    }

    /// The gradients of the weights, from an input that nothing learns from.
    fn learns(self) -> u64 {
        2 * self.forward - self.first
    }

    /// A pass and its gradients.
    fn trains(self) -> u64 {
        self.forward + self.learns()
    }
}

/// Multiply-adds of one step of `recipe` outside a critic's warm-up, with samples of this `[channel,
/// height, width]`. Left out: what optimisers, averaging and power iterations do to weights, once a step.
pub fn multiply_adds(recipe: &Recipe, shape: [usize; 3]) -> Result<u64> {
    let players = nets::players(recipe, shape, &Device::flex())?;
    let generator = Net::of(&players.generator, [recipe.latent, 1, 1]);
    let discriminator = Net::of(&players.discriminator, shape);
    let batch = recipe.batch as u64;
    if !recipe.loss.is_game() {
        // The encoder learns through the decoder, whose input therefore has a gradient too.
        return Ok(batch * (discriminator.trains() + 3 * generator.forward));
    }

    let compared = [recipe.consistency, recipe.generated_consistency, recipe.zcr_lambda_dis];
    let compared = compared.iter().filter(|&&weight| weight > 0.0).count() as u64;
    // Real samples, generated ones, and each copy that is compared with them.
    let mut update = (2 + compared) * discriminator.trains() + generator.forward;
    if recipe.penalty != PenaltyName::None {
        let passes = if players.discriminator.is_piecewise_linear() { 4 } else { 6 };
        update += passes * discriminator.forward;
    }
    if recipe.zcr_lambda_dis > 0.0 {
        update += generator.forward;
    }
    // The last update's samples serve the generator: it learns through the discriminator, which does not.
    let mut answer = 2 * discriminator.forward + generator.learns();
    if recipe.zcr_lambda_gen > 0.0 {
        answer += generator.trains();
    }
    Ok(batch * (recipe.discriminator_steps as u64 * update + answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(query: &str) -> u64 {
        multiply_adds(&Recipe::from_query(query).unwrap(), [1, 28, 28]).unwrap()
    }

    /// DCGAN's nets by hand, the first layers apart: that of latents and that of pixels.
    const GENERATOR: [u64; 2] = [64 * 49 * 64, 64 * 32 * 16 * 49 + 32 * 16 * 196];
    const DISCRIMINATOR: [u64; 2] = [32 * 16 * 196, 32 * 64 * 16 * 49 + 64 * 49];

    #[test]
    fn a_step_of_dcgan_costs_what_a_count_by_hand_says() {
        let [g, d] = [GENERATOR, DISCRIMINATOR].map(|parts| parts.iter().sum::<u64>());
        let update = 2 * (3 * d - DISCRIMINATOR[0]) + g;
        let answer = 2 * d + 2 * g - GENERATOR[0];
        assert_eq!(step("variant=dcgan"), 64 * (update + answer));
        assert_eq!(step("variant=dcgan&discriminator_steps=5&batch=2"), 2 * (5 * update + answer));
    }

    #[test]
    fn a_penalty_adds_a_forward_a_vjp_and_its_two_passes_back() {
        let plain = step("variant=wgan_gp&penalty=none&weight_clip=0.01");
        let d: u64 = DISCRIMINATOR.iter().sum();
        assert_eq!(step("variant=wgan_gp") - plain, 64 * 5 * 4 * d);
    }
}
