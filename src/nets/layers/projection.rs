//! The projection head: a score that asks how well a sample fits its class.
//!
//! Miyato & Koyama 2018, arXiv:1802.05637, eq. 3: s(x, y) = w . f(x) + b + v_y . f(x).

use super::{
    Given, LayerKind, Linear, Saved, Shape, Spectral, scaled,
    spectral::{normalised_matrix, with_four_axes},
};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// A linear score of the features, with one direction more for each class.
#[derive(Module, Debug)]
pub struct Projection {
    /// w and b.
    pub score: Linear,
    /// v: `[classes, features]`.
    pub weight: Param<Tensor<2>>,
    /// What a pass multiplies v by, if anything.
    pub gain: Option<f64>,
    /// The singular vectors of v, where it is normalised.
    pub spectral: Option<Spectral>,
}

impl Projection {
    /// With this `score` of the features, and a direction for each of `classes`.
    pub fn new(score: Linear, classes: usize, init: &Init) -> Self {
        let [features, _] = score.weight.dims();
        let weight = init.scaled_normal("weight", [classes, features], features);
        Self { score, weight, gain: init.gain(features), spectral: None }
    }

    /// With its directions spectrally normalised, together, as the score's weight is.
    pub fn normalised(self, init: &Init) -> Self {
        let spectral = Some(Spectral::of(with_four_axes(self.weight.val()), init));
        Self { score: self.score.normalised(&init.part("score")), spectral, ..self }
    }

    /// Each sample's v, `[batch, features]`.
    fn directions(&self, given: &Given) -> Tensor<2> {
        let directions = normalised_matrix(self.spectral.as_ref(), scaled(self.weight.val(), self.gain));
        directions.select(0, given.expect_labels())
    }
}

impl LayerKind for Projection {
    /// Features `[batch, channel, height, width]` to `[batch, 1, 1, 1]`.
    ///
    /// # Panics
    /// Without labels.
    fn forward(&self, features: Tensor<4>, given: &Given) -> Tensor<4> {
        let fit = (features.clone().flatten::<2>(1, 3) * self.directions(given)).sum_dim(1);
        self.score.forward(features, given) + fit.reshape([-1, 1, 1, 1])
    }

    /// g (w + v_y), of the cotangent g of the scores.
    ///
    /// # Panics
    /// Without labels.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let own = cotangent.clone().flatten::<2>(1, 3) * self.directions(given);
        let own = own.reshape(saved.shape());
        self.score.vjp(saved, cotangent, given) + own
    }

    /// Once for the score, and once for the sample's own class.
    fn macs(&self, shape: Shape) -> (u64, Shape) {
        (2 * shape.iter().product::<usize>() as u64, self.score.output)
    }

    /// One more power iteration, where the weights are normalised.
    fn advance_power_iteration(self) -> Self {
        let spectral = self.spectral.map(|spectral| spectral.advanced(with_four_axes(self.weight.val())));
        Self { score: self.score.advance_power_iteration(), spectral, ..self }
    }
}
