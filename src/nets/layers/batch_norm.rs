//! Batch norm as a layer: its weights and running statistics are Burn's.

use super::{Given, LayerKind, Saved, sample_norm};
use crate::{
    fused::{batch_norm, lerp},
    train::weights::replaced,
};
use burn::{nn::BatchNorm, tensor::Tensor};

impl LayerKind for BatchNorm {
    /// By the statistics of this batch in training, which the running ones follow; else by those.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        if !(input.is_autodiff() && self.training.is_enabled()) {
            return self.forward(input);
        }
        let (output, statistics) = batch_norm(input, self.gamma.val(), self.beta.val(), self.epsilon);
        let running = [&self.running_mean, &self.running_var];
        let batch = statistics.inner().chunk(2, 0);
        let pairs = running
            .iter()
            .zip(batch)
            .map(|(running, batch)| [running.value().inner().unsqueeze(), batch.unsqueeze()]);
        for (running, moved) in running.into_iter().zip(lerp(pairs.collect(), self.momentum)) {
            // Clones share their value. `RunningState::update` would leave it to the next reader, who divides it by the count of
            // threads that wrote: a kernel for each.
            replaced(running.clone(), |_, _, _| moved.clone());
        }
        output
    }

    /// As in training, by the statistics of this batch; the running ones stay.
    fn linearize(&self, input: Tensor<4>, _given: &Given) -> (Tensor<4>, Saved) {
        sample_norm::linearize(input, [&self.gamma, &self.beta], mean)
    }

    /// Every sample's depends on all others.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        sample_norm::vjp(saved, cotangent, &self.gamma, mean)
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }

    fn with_momentum(self, momentum: f64) -> Self {
        Self { momentum, ..self }
    }
}

fn mean(values: Tensor<4>) -> Tensor<4> {
    values.mean_dim(0).mean_dim(2).mean_dim(3)
}
