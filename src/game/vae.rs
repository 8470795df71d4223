//! The VAE's step: encoder and decoder together maximise a bound on the likelihood of the data.
//!
//! Kingma & Welling 2013, arXiv:1312.6114. The recipe's discriminator is the encoder, its generator the decoder. Where
//! both are given classes, it is the conditional VAE of Sohn et al. 2015 (NIPS 28), with a prior that is no class's own.

use super::{
    Game, Half, Metrics,
    loss::Scalar,
    state::{State, record},
};
use crate::{
    Error, Result,
    fused::softplus,
    nets::{Given, Sequential},
    recipe::{Likelihood, Prior, Recipe},
    train::process_group::ProcessGroup,
};
use async_trait::async_trait;
use burn::{module::Module, tensor::Tensor};

/// The players' names.
pub const ENCODER: &str = "encoder";
pub const DECODER: &str = "decoder";

/// The normal distribution of latents that an encoder gives each sample.
#[derive(Clone, Debug)]
pub struct Posterior {
    /// `[batch, latent, 1, 1]`.
    pub mean: Tensor<4>,
    /// The logarithm of the variance, `[batch, latent, 1, 1]`.
    pub log_variance: Tensor<4>,
}

impl Posterior {
    /// From an encoder's output `[batch, 2 latent, 1, 1]`: means first.
    pub fn new(output: Tensor<4>) -> Self {
        let [_, both, ..] = output.dims();
        let latent = both / 2;
        Self { mean: output.clone().narrow(1, 0, latent), log_variance: output.narrow(1, latent, latent) }
    }

    /// A draw by the numbers `noise` from N(0, 1): mean + deviation x noise (section 2.4).
    fn draw(&self, noise: Tensor<4>) -> Tensor<4> {
        self.mean.clone() + (self.log_variance.clone() * 0.5).exp() * noise
    }
}

/// KL(posterior, N(0, 1)) in nats, summed over the latents and averaged over the batch (appendix B).
pub fn kl_divergence(posterior: &Posterior) -> Scalar {
    let [batch, ..] = posterior.mean.dims();
    let Posterior { mean, log_variance } = posterior.clone();
    let terms = log_variance.clone() + 1.0 - mean.square() - log_variance.exp();
    terms.sum() * (-0.5 / batch as f64)
}

/// How unlikely `samples` are given the decoder's output, in nats up to a constant, summed over a sample's numbers
/// and averaged over the batch. For [`Likelihood::Bernoulli`] the output is logits, for
/// [`Likelihood::Gaussian`] means of normals with this `deviation`.
pub fn negative_log_likelihood(
    likelihood: Likelihood,
    deviation: f64,
    samples: Tensor<4>,
    output: Tensor<4>,
) -> Scalar {
    let [batch, ..] = samples.dims();
    let nats = match likelihood {
        Likelihood::Bernoulli => {
            let brightness = (samples + 1.0) * 0.5;
            // Cross-entropy: -log of a sigmoid is a softplus, and softplus(-x) is softplus(x) - x.
            (softplus(output.clone()) - brightness * output).sum()
        }
        Likelihood::Gaussian => (samples - output).square().sum() * (0.5 / deviation.powi(2)),
    };
    nats / batch as f64
}

/// Encoder and decoder, who play together.
pub struct Vae<'a> {
    /// Its discriminator settings are the encoder's, its generator settings the decoder's.
    pub recipe: &'a Recipe,
}

#[async_trait(?Send)]
impl Game for Vae<'_> {
    async fn step(&self, state: &mut State, group: &dyn ProcessGroup) -> Result<Metrics> {
        let recipe = self.recipe;
        state.player(ENCODER).advance_power_iteration(recipe.discriminator.has_spectral_norm());
        state.player(DECODER).advance_power_iteration(recipe.generator.has_spectral_norm());
        let (samples, given) = state.real(recipe)?;
        let posterior = Posterior::new(state.net(ENCODER).forward_given(samples.clone(), &given));
        let shape = posterior.mean.dims();
        let noise = match recipe.generator.prior {
            // An error that can be replayed: see its help.
            Prior::Unit => state.streams.noise.uniforms("posterior", shape),
            _ => state.streams.noise.normals("posterior", shape),
        };
        let latents = posterior.draw(state.on_device(noise));
        let decoder = state.net(DECODER);
        let likelihood = recipe.likelihood_for_data();
        let output = match likelihood {
            // The decoder ends in tanh(a) = 2 sigmoid(2a) - 1: a brightness whose logit is 2a.
            Likelihood::Bernoulli => decoder.forward_before_last(latents, &given) * 2.0,
            Likelihood::Gaussian => decoder.forward_given(latents, &given),
        };
        let reconstruction = negative_log_likelihood(likelihood, recipe.elbo.deviation, samples, output);
        let divergence = kl_divergence(&posterior);
        let value = reconstruction.clone() + divergence.clone();
        let mut metrics = Metrics::new();
        record(&mut metrics, "loss", &value);
        record(&mut metrics, "reconstruction", &reconstruction);
        record(&mut metrics, "kl", &divergence);
        let gradients = &mut value.backward();
        state.update(ENCODER, recipe, recipe.discriminator.lr, gradients, &mut metrics, group).await?;
        state.update(DECODER, recipe, recipe.generator.lr, gradients, &mut Metrics::new(), group).await?;
        Ok(metrics)
    }

    async fn half_step(&self, _: &mut State, _: Half, _: &dyn ProcessGroup) -> Result<Metrics> {
        Err(Error::field(
            "loss",
            "encoder and decoder lower one loss together, so that a VAE has no half steps",
        ))
    }

    fn sampler(&self, state: &State, ema: bool) -> Sequential {
        state.players[DECODER].weights(ema)
    }

    fn reconstruct(&self, state: &State, samples: Tensor<4>, given: &Given) -> Option<Tensor<4>> {
        let posterior = Posterior::new(state.net(ENCODER).valid().forward_given(samples, given));
        Some(state.net(DECODER).valid().forward_given(posterior.mean, given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::{Device, TensorData};

    fn tensor(values: &[f32], shape: [usize; 4]) -> Tensor<4> {
        Tensor::from_data(TensorData::new(values.to_vec(), shape), &Device::flex())
    }

    fn number(value: Scalar) -> f64 {
        value.into_data().iter::<f64>().next().unwrap()
    }

    #[test]
    fn the_divergence_of_the_prior_from_itself_is_nothing() {
        let posterior = Posterior::new(tensor(&[0.0; 8], [2, 4, 1, 1]));
        assert_eq!(number(kl_divergence(&posterior)), 0.0);
    }

    #[test]
    fn the_divergence_is_that_of_the_closed_form() {
        // One latent: mean 2, variance e: (e + 4 - 1 - 1) / 2.
        let posterior = Posterior::new(tensor(&[2.0, 1.0], [1, 2, 1, 1]));
        let expected = (std::f64::consts::E + 2.0) / 2.0;
        assert!((number(kl_divergence(&posterior)) - expected).abs() < 1e-6);
    }

    #[test]
    fn an_error_of_two_deviations_costs_two_nats() {
        let [sample, output] = [0.3, 0.2].map(|value| tensor(&[value], [1, 1, 1, 1]));
        let nats = negative_log_likelihood(Likelihood::Gaussian, 0.05, sample, output);
        assert!((number(nats) - 2.0).abs() < 1e-5);
    }

    #[test]
    fn a_pixel_of_even_odds_costs_ln_two() {
        let nats = negative_log_likelihood(
            Likelihood::Bernoulli,
            1.0,
            tensor(&[1.0, -1.0, 0.3, 0.0], [2, 1, 1, 2]),
            tensor(&[0.0; 4], [2, 1, 1, 2]),
        );
        assert!((number(nats) - 2.0 * std::f64::consts::LN_2).abs() < 1e-6);
    }
}
