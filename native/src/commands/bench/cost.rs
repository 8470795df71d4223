//! What a step costs in multiply-adds: each net's own count, times the passes through it.
//!
//! A backward pass costs a forward pass for the gradients of the weights and another for those of the inputs, except
//! at the first layer of a net whose input needs no gradient. A penalty takes four passes through the discriminator for
//! each batch of its points: the forward pass, its vjp, and two that differentiate the vjp; two more where the net is
//! not piecewise linear, for then the forward pass is differentiated too. A step of the latents takes a forward pass and
//! a vjp of both nets, and about as much again where it is differentiated.

use anyhow::Result;
use burn::tensor::Device;
use saddle::{
    nets::{self, LayerKind as _, Sequential},
    recipe::{PenaltyName, Recipe},
};

/// The multiply-adds of a net's passes for one sample.
#[derive(Clone, Copy)]
struct Passes {
    forward: u64,
    /// The gradients of the weights, with an input that needs none.
    backward: u64,
}

impl Passes {
    fn of(net: &Sequential, input: [usize; 3]) -> Self {
        let (forward, _) = net.macs(input);
        let (first, _) = net.layers()[0].macs(input);
        Self { forward, backward: 2 * forward - first }
    }

    fn both(self) -> u64 {
        self.forward + self.backward
    }
}

/// Multiply-adds of one step of `recipe` outside a critic's warm-up, with samples of this `[channel,
/// height, width]`. Left out: what optimisers, the EMA and power iterations do to the weights once a step.
pub fn multiply_adds(recipe: &Recipe, shape: [usize; 3], classes: usize) -> Result<u64> {
    let players = nets::players(recipe, shape, classes, &Device::flex())?;
    let generator = Passes::of(&players.generator, [recipe.generator.latent, 1, 1]);
    let discriminator = Passes::of(&players.discriminator, shape);
    let batch = recipe.run.batch as u64;
    if !recipe.game.loss.is_game() {
        // The encoder learns through the decoder, whose input therefore needs a gradient too.
        return Ok(batch * (discriminator.both() + 3 * generator.forward));
    }

    // A packed discriminator passes once for a group.
    let groups = batch / recipe.discriminator.pack as u64;
    let compared = [recipe.consistency.real, recipe.consistency.generated, recipe.consistency.lambda_dis];
    let compared = compared.iter().filter(|&&weight| weight > 0.0).count() as u64;
    // Real samples, generated ones, and each copy that is compared with them.
    let mut update = groups * (2 + compared) * discriminator.both() + batch * generator.forward;
    if recipe.has_penalty() {
        let passes = if players.discriminator.is_piecewise_linear() { 4 } else { 6 };
        let batches = if recipe.penalty.name == PenaltyName::R1R2 { 2 } else { 1 };
        update += groups * batches * passes * discriminator.forward;
    }
    if recipe.consistency.lambda_dis > 0.0 {
        update += batch * generator.forward;
    }
    // The last update's samples serve the generator, which learns through a discriminator that stays as it is.
    let mut generator_update = groups * 2 * discriminator.forward + batch * generator.backward;
    if recipe.game.loss.is_relativistic() {
        generator_update += groups * discriminator.forward;
    }
    if recipe.rotation.is_on {
        update += batch * discriminator.both();
        generator_update += batch * 2 * discriminator.forward;
    }
    if recipe.has_latent_step() {
        let once = 2 * (generator.forward + discriminator.forward);
        let step = batch * if recipe.latent_step.is_exact { 2 * once } else { once };
        update += step;
        generator_update += step + batch * generator.forward;
    }
    if recipe.consistency.lambda_gen > 0.0 {
        generator_update += batch * generator.both();
    }
    Ok(recipe.discriminator.steps as u64 * update + generator_update)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(query: &str) -> u64 {
        multiply_adds(&Recipe::from_query(query).unwrap(), [1, 28, 28], 10).unwrap()
    }

    /// The multiply-adds of DCGAN's generator and discriminator, and the share of their first layers.
    fn dcgan() -> ([u64; 2], [u64; 2]) {
        let players =
            nets::players(&Recipe::from_query("variant=dcgan").unwrap(), [1, 28, 28], 10, &Device::flex());
        let nets::Players { generator, discriminator, .. } = players.unwrap();
        let forward = [generator.macs([64, 1, 1]).0, discriminator.macs([1, 28, 28]).0];
        (forward, [64 * (64 * 7 * 7), 4 * 4 * (32 * 14 * 14)])
    }

    #[test]
    fn a_step_of_dcgan_is_its_updates_passes() {
        let ([g, d], [g_first, d_first]) = dcgan();
        let update = 2 * (3 * d - d_first) + g;
        let generator_update = 2 * d + 2 * g - g_first;
        assert_eq!(step("variant=dcgan"), 64 * (update + generator_update));
        assert_eq!(step("variant=dcgan&discriminator_steps=5&batch=2"), 2 * (5 * update + generator_update));
    }

    #[test]
    fn naming_turns_adds_a_pass_of_the_discriminator_to_either_update() {
        let query = "variant=ssgan&discriminator_steps=2&batch=4";
        let recipe = Recipe::from_query(query).unwrap();
        let players = nets::players(&recipe, [1, 28, 28], 10, &Device::flex()).unwrap();
        let d = players.discriminator.macs([1, 28, 28]).0;
        let (_, [_, d_first]) = dcgan();
        let (g, g_first) = (players.generator.macs([64, 1, 1]).0, 64 * (64 * 7 * 7));
        let update = 3 * (3 * d - d_first) + g;
        assert_eq!(step(query), 4 * (2 * update + 4 * d + 2 * g - g_first));
    }

    #[test]
    fn a_penalty_adds_a_forward_a_vjp_and_its_two_passes_back() {
        let plain = step("variant=wgan_gp&penalty=none&weight_clip=0.01");
        let ([_, d], _) = dcgan();
        assert_eq!(step("variant=wgan_gp") - plain, 64 * 5 * 4 * d);
        let plain = step("variant=r1&penalty=none");
        assert_eq!(step("variant=r1") - plain, 64 * 4 * d);
        assert_eq!(step("variant=r1&penalty=r1_r2") - plain, 64 * 8 * d);
        // The generator's step scores real samples, too.
        assert_eq!(step("variant=r1&penalty=none&loss=relativistic") - plain, 64 * d);
    }
}
