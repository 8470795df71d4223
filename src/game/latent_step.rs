//! A natural-gradient step of the latents towards higher scores, before samples are made of them.
//!
//! LOGAN, Wu et al. 2019, arXiv:1912.00953, eq. 11 to 13: with f(z) = D(G(z)) and g its gradient in z,
//!
//! ```text
//! delta = alpha g / (beta + |g|^2)      z' = z + delta, clamped to the prior's bounds
//! ```
//!
//! Both losses are of G(z') and contain w_r |delta|^2. The step depends on both players, and the gradient runs through it:
//! g is built of both nets' vector-Jacobian products, ordinary operations on their weights. Which part of a batch is moved
//! is StudioGAN's rule, by sample; the first ones serve, since latents are drawn independently.

use super::{critic::Critic, loss::Scalar};
use crate::{nets::Sequential, recipe::parts::LatentStep};
use burn::tensor::Tensor;

/// Latents after their step.
pub struct Moved {
    /// `[batch, latent, 1, 1]`.
    pub latents: Tensor<4>,
    /// What the step costs both players.
    pub price: Scalar,
    /// By how much the scores of the moved ones rise, to first order: the mean of g delta, off the graph.
    pub gain: Scalar,
}

impl LatentStep {
    /// `latents` `[batch, latent, 1, 1]` between -1 and 1 after the step, on the graph of whichever net's weights are.
    pub fn take(&self, latents: Tensor<4>, generator: &Sequential, critic: &Critic) -> Moved {
        let gradient = score_gradient(latents.clone(), generator, critic);
        let gradient = if self.is_exact { gradient } else { gradient.detach() };
        let squared_length = gradient.clone().square().sum_dim(1);
        let [batch, ..] = latents.dims();
        let count = (self.share * batch as f64).round();
        let places = Tensor::arange(0..batch as i64, &latents.device()).float();
        let is_moved = places.lower_elem(count).float().reshape([batch, 1, 1, 1]);
        let delta = gradient.clone() * self.length / (squared_length + self.damping) * is_moved;
        Moved {
            price: delta.clone().square().sum() * (self.price / batch as f64),
            gain: (gradient * delta.clone()).sum().inner() / count.max(1.0),
            latents: (latents + delta).clamp(-1.0, 1.0),
        }
    }
}

/// The gradient of the summed scores of what `generator` makes of `latents`, in the latents; batch norm takes their
/// statistics.
fn score_gradient(latents: Tensor<4>, generator: &Sequential, critic: &Critic) -> Tensor<4> {
    let (samples, saved) = generator.linearize(latents, &critic.given);
    let in_samples = critic.net.input_gradient_through(samples, &critic.given);
    generator.vjp(saved, in_samples, &critic.given)
}
