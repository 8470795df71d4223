//! The projection head: a score that asks how well a sample fits its class.
//!
//! Miyato & Koyama 2018, arXiv:1802.05637, eq. 3: s(x, y) = w . f(x) + b + v_y . f(x).

use super::{Init, Linear};
use burn::{
    module::{Module, Param},
    tensor::{Tensor, TensorData},
};

/// A linear score of the features, with one direction more for each class.
#[derive(Module, Debug)]
pub struct Projection {
    /// w and b.
    pub score: Linear,
    /// v: `[classes, features]`.
    pub classes: Param<Tensor<2>>,
    /// The class of each sample of the batch.
    #[module(skip)]
    labels: Vec<u8>,
}

impl Projection {
    /// On `features` numbers a sample.
    pub fn new(features: usize, classes: usize, init: &mut Init) -> Self {
        Self {
            score: Linear::normal(features, [1, 1, 1], true, init),
            classes: init.scaled_normal([classes, features], features),
            labels: Vec::new(),
        }
    }

    /// For a batch of samples of these classes, in their order.
    pub fn of_classes(self, labels: &[u8]) -> Self {
        Self { labels: labels.to_vec(), ..self }
    }

    /// Features `[batch, channel, height, width]` to `[batch, 1, 1, 1]`.
    ///
    /// # Panics
    /// Where the batch is of another length than the labels.
    pub fn forward(&self, features: Tensor<4>) -> Tensor<4> {
        let fit = (features.clone().flatten::<2>(1, 3) * self.directions()).sum_dim(1);
        self.score.forward(features) + fit.reshape([-1, 1, 1, 1])
    }

    /// The gradient of features of this `shape` from that of the scores: g (w + v_y).
    pub fn vjp(&self, shape: [usize; 4], gradient: Tensor<4>) -> Tensor<4> {
        let own = gradient.clone().flatten::<2>(1, 3) * self.directions();
        self.score.vjp(shape, gradient) + own.reshape(shape)
    }

    /// One more power iteration, where the score's weight is normalised.
    pub fn advance_power_iteration(self) -> Self {
        Self { score: self.score.advance_power_iteration(), ..self }
    }

    /// Each sample's v, `[batch, features]`: the product picks a row a sample.
    fn directions(&self) -> Tensor<2> {
        let classes = self.classes.val();
        let [count, _] = classes.dims();
        let picks = self
            .labels
            .iter()
            .flat_map(|&label| (0..count).map(move |class| f32::from(u8::from(class == usize::from(label)))));
        let picks = TensorData::new(picks.collect::<Vec<_>>(), [self.labels.len(), count]);
        Tensor::from_data(picks, &classes.device()).matmul(classes)
    }
}
