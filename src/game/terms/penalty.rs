//! Penalties on the discriminator's input gradient: where it is taken, and what is asked of its length.
//!
//! The gradient is built from the discriminator's own weights (`Sequential::input_gradient`), so that the
//! penalty is an ordinary loss in them. Its points are constants: nothing flows to the generator.

use super::{DiscriminatorRound, Term};
use crate::{
    game::{Metrics, loss::Scalar, state::record},
    recipe::{PenaltyName, parts::GradientPenalty},
    train::noise::Noise,
};
use burn::tensor::Tensor;

impl GradientPenalty {
    /// Where the gradient is taken, for as many `real` as `generated` samples: batches like theirs, none without a penalty.
    pub fn points(&self, real: Tensor<4>, generated: Tensor<4>, noise: &mut Noise) -> Vec<Tensor<4>> {
        match self.name {
            PenaltyName::None => vec![],
            PenaltyName::WganGp => vec![between(real, generated, noise)],
            PenaltyName::Dragan => vec![around(real, noise)],
            PenaltyName::R1 => vec![real],
            PenaltyName::R1R2 => vec![real, generated],
        }
    }

    /// What is asked of the gradients at each batch of [`Self::points`], weighted.
    pub fn value(&self, gradients: Vec<Tensor<4>>) -> Scalar {
        let asked = gradients.into_iter().map(|gradient| match self.name {
            PenaltyName::R1 | PenaltyName::R1R2 => squared_length(gradient) * (self.weight / 2.0),
            _ => distance_from_one(gradient) * self.weight,
        });
        asked.reduce(|sum, value| sum + value).expect("a penalty is taken somewhere")
    }
}

impl Term for GradientPenalty {
    fn discriminator(&self, round: &mut DiscriminatorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let [real, generated] = [&round.real, &round.generated].map(|judged| judged.samples.clone());
        let points = self.points(real, generated, round.noise).into_iter();
        let gradients: Vec<_> = points.map(|points| round.critic.input_gradient(points)).collect();
        let norms =
            lengths(Tensor::cat(gradients.iter().map(|gradient| gradient.clone().inner()).collect(), 0));
        let value = self.value(gradients);
        record(metrics, "penalty", &value);
        metrics.push(("gradient_norm", norms.mean()));
        Some(value)
    }
}

/// Points on the lines between real and generated samples, one a pair, its place uniform (Gulrajani et
/// al. 2017, arXiv:1704.00028, Algorithm 1).
pub fn between(real: Tensor<4>, generated: Tensor<4>, noise: &mut Noise) -> Tensor<4> {
    let [batch, ..] = real.dims();
    let share = Tensor::from_data(noise.uniforms("penalty.share", [batch, 1, 1, 1]), &real.device());
    real * share.clone() + generated * (-share + 1.0)
}

/// Points near real samples: on the way, as far as a uniform share a sample, to a copy moved by uniform
/// noise of half the batch's deviation (Kodali et al. 2017, arXiv:1705.07215, and its code).
pub fn around(real: Tensor<4>, noise: &mut Noise) -> Tensor<4> {
    let [batch, ..] = real.dims();
    let device = real.device();
    let centred = real.clone() - real.clone().mean().reshape([1; 4]);
    let deviation = centred.square().mean().sqrt().reshape([1; 4]);
    let moves = Tensor::from_data(noise.uniforms("penalty.move", real.dims()), &device) * deviation * 0.5;
    let share = Tensor::from_data(noise.uniforms("penalty.share", [batch, 1, 1, 1]), &device);
    real + moves * share
}

/// The mean of (length - 1)^2, each sample's gradient by its own length (Gulrajani et al. 2017, eq. 3).
pub fn distance_from_one(gradient: Tensor<4>) -> Scalar {
    (lengths(gradient) - 1.0).square().mean()
}

/// The mean squared length (Mescheder et al. 2018, arXiv:1801.04406, eq. 9, before its gamma / 2: R1 at real samples, R2 at
/// generated ones).
pub fn squared_length(gradient: Tensor<4>) -> Scalar {
    let [batch, ..] = gradient.dims();
    gradient.square().sum() / batch as f64
}

/// Each sample's length, `[batch, 1, 1, 1]`; the small number keeps its slope finite at zero.
pub fn lengths(gradient: Tensor<4>) -> Tensor<4> {
    (gradient.square().sum_dim(1).sum_dim(2).sum_dim(3) + 1e-12).sqrt()
}
