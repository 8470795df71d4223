//! The generator's latents as a space to move in: those behind the samples that are shown, what is made of any others,
//! and the directions that tell most.
//!
//! GANSpace (Härkönen et al. 2020, arXiv:2004.02546, section 2.1) takes the principal components v of the first layer's
//! output y over many latents z, and maps each back to the latents by a regression of z on v'y. Here that layer is linear,
//! y = zW + b, and the latents' components are independent, of one variance s², which leaves nothing to estimate:
//!
//! ```text
//! W = sum of u σ v'                         the singular value decomposition
//! Cov(y) = s² W'W = sum of s² σ² v v'       so the components are the v, of variance s² σ²
//! Cov(z, v'y) / Var(v'y) = s² W v / s² σ²  = u / σ
//! ```
//!
//! The directions are the u, the eigenvectors of WW', and the shares of variance are those of σ². Shen & Zhou 2021
//! (arXiv:2007.06600) come to the same from the weights alone. A class beside the latents only moves y. Where chunks of the
//! latents are styles, y is all that they are first multiplied by, one after the other.

use super::{Samples, Session, Weights, fetch};
use crate::{
    Error, Result,
    classes::Classes,
    nets::{Layer, Sequential},
    train::latents::Sampling,
};
use burn::tensor::Tensor;
use nalgebra::{DMatrix, SymmetricEigen};

/// Directions of latents, each of length one and at right angles to the others, the most telling first.
#[derive(Clone, Debug, PartialEq)]
pub struct Directions {
    /// One after the other, as many as a latent has components.
    pub vectors: Vec<f32>,
    /// The share of the first layer's variance along each, 0 to 1; they add up to one.
    pub shares: Vec<f32>,
}

/// What is known of a run's latents.
#[derive(Clone, Debug, PartialEq)]
pub struct LatentSpace {
    /// How many components a latent has.
    pub size: usize,
    /// The prior's mean and standard deviation of every component.
    pub mean: f32,
    pub deviation: f32,
    /// Where a component lies, all but always.
    pub range: [f32; 2],
    /// The latents behind samples, one after the other.
    pub latents: Vec<f32>,
}

impl Session {
    /// The run's latents, and those behind samples from `sampling`.
    pub fn latent_space(&self, sampling: Sampling) -> LatentSpace {
        let latents = &self.state.streams.latents;
        let batches = latents.for_samples(self.before_mapping(sampling), sampling.count());
        let values = batches.iter().flat_map(|batch| batch.iter::<f32>());
        LatentSpace {
            size: latents.size(),
            mean: latents.mean(),
            deviation: latents.deviation(),
            range: latents.range(),
            latents: values.collect(),
        }
    }

    /// Draws a sample of each of `latents`, which lie one after the other; with [`Classes::Each`] there are as many classes
    /// to be listed as latents. Batch norm has the statistics of latents that are sampled as in `sampling`. The future
    /// borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where they are not whole latents of finite numbers, or for classes that the run does not know;
    /// [`Error::Device`] where the device fails.
    pub fn sample_latents(
        &self,
        latents: &[f32],
        weights: Weights,
        classes: &Classes,
        sampling: Sampling,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        let asked = self.expect_latents(latents).and_then(|count| {
            let labels = self.one_each(count, classes)?;
            Ok((self.state.streams.latents.in_batches(latents), labels))
        });
        self.drawn(asked, weights, sampling)
    }

    /// `count` latents from one to another, both included, along the great circle around the prior's mean; at least 2.
    ///
    /// # Errors
    /// [`Error::Field`] where an end is not one latent of finite numbers.
    pub fn great_circle(&self, from: &[f32], to: &[f32], count: usize) -> Result<Vec<f32>> {
        for end in [from, to] {
            if self.expect_latents(end)? != 1 {
                return Err(Error::field("latents", "a way has two ends, one latent each"));
            }
        }
        Ok(self.state.streams.latents.between(from, to, count.max(2)))
    }

    /// The principal directions of the generator's first layer. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Device`] where the device fails; [`Error::Diverged`] where a weight is not finite.
    pub fn directions(&self, weights: Weights) -> impl Future<Output = Result<Directions>> + 'static {
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        let size = self.state.streams.latents.size();
        let gram = first_weight(&net, size).map(|weight| weight.clone().matmul(weight.transpose()));
        let step = self.steps();
        async move {
            let Some(gram) = gram else { return Ok(Directions::of_axes(size)) };
            let values = fetch(vec![gram]).await?;
            match values.iter().find(|value| !value.is_finite()) {
                Some(&value) => Err(Error::Diverged { term: "generator".to_owned(), step, value }),
                None => Ok(Directions::of(&values, size)),
            }
        }
    }

    /// How many latents there are in `latents`.
    pub(super) fn expect_latents(&self, latents: &[f32]) -> Result<usize> {
        let size = self.state.streams.latents.size();
        if latents.is_empty() || !latents.len().is_multiple_of(size) {
            let reason = format!("{} numbers are not whole latents of {size}", latents.len());
            return Err(Error::field("latents", reason));
        }
        if latents.iter().any(|value| !value.is_finite()) {
            return Err(Error::field("latents", "are not all finite"));
        }
        Ok(latents.len() / size)
    }
}

impl Directions {
    /// Of WW', `[size, size]`.
    fn of(gram: &[f32], size: usize) -> Self {
        let gram = DMatrix::from_iterator(size, size, gram.iter().map(|&value| f64::from(value)));
        // Rounding leaves it a little off symmetry.
        let SymmetricEigen { eigenvectors, eigenvalues } =
            SymmetricEigen::new((&gram + gram.transpose()) * 0.5);
        let variances = eigenvalues.map(|value| value.max(0.0));
        let all = variances.sum().max(f64::MIN_POSITIVE);
        let mut order: Vec<_> = (0..size).collect();
        order.sort_by(|&one, &other| variances[other].total_cmp(&variances[one]));
        let vectors = order.iter().flat_map(|&at| {
            let vector = eigenvectors.column(at);
            // An eigenvector's sign is nobody's: the largest component is made positive.
            let sign = vector[vector.iamax()].signum();
            vector.iter().map(|value| (sign * value) as f32).collect::<Vec<_>>()
        });
        let vectors = vectors.collect();
        Self { vectors, shares: order.iter().map(|&at| (variances[at] / all) as f32).collect() }
    }

    /// The components themselves, all alike.
    fn of_axes(size: usize) -> Self {
        let vectors = (0..size * size).map(|at| f32::from(u8::from(at % (size + 1) == 0))).collect();
        Self { vectors, shares: vec![1.0 / size as f32; size] }
    }
}

/// What latents are first multiplied by, `[size, outputs]`: a class stands behind them.
fn first_weight(net: &Sequential, size: usize) -> Option<Tensor<2>> {
    match net.layers().first() {
        Some(Layer::Styled(styled)) => styled.first_weight(size),
        _ => net.first_linear().map(|linear| linear.weight.val().narrow(0, 0, size)),
    }
}
