//! Layers one after the other: a net.

use super::{Layer, layer::Saved};
use burn::{module::Module, tensor::Tensor};

/// Layers one after the other.
#[derive(Module, Debug)]
pub struct Sequential {
    layers: Vec<Layer>,
}

impl Sequential {
    /// The stack of `layers`, input first.
    pub fn new(layers: Vec<Layer>) -> Self {
        Self { layers }
    }

    /// The layers, input first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The last layer's output.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        run(&self.layers, input)
    }

    /// The output of the first `count` layers, and the last layer's.
    pub fn forward_with_features(&self, count: usize, input: Tensor<4>) -> (Tensor<4>, Tensor<4>) {
        let (before, after) = self.layers.split_at(count);
        let code = run(before, input);
        (code.clone(), run(after, code))
    }

    /// The output of all layers but the last.
    pub fn forward_before_last(&self, input: Tensor<4>) -> Tensor<4> {
        run(&self.layers[..self.layers.len() - 1], input)
    }

    /// The output, and what the way back needs.
    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Vec<Saved>) {
        let mut saved = Vec::with_capacity(self.layers.len());
        let output = self.layers.iter().fold(input, |input, layer| {
            let (output, of_layer) = layer.linearize(input);
            saved.push(of_layer);
            output
        });
        (output, saved)
    }

    /// Takes the gradient of the output to that of the input, at the input that `saved` saw.
    pub fn vjp(&self, saved: Vec<Saved>, gradient: Tensor<4>) -> Tensor<4> {
        self.layers
            .iter()
            .zip(saved)
            .rev()
            .fold(gradient, |gradient, (layer, saved)| layer.vjp(saved, gradient))
    }

    /// The gradient of the summed output with respect to `input`, as operations on the net's own weights:
    /// its derivative in them is first order. Every sample's gradient is its own. `input` is a constant.
    pub fn input_gradient(&self, input: Tensor<4>) -> Tensor<4> {
        let (output, saved) = if self.is_piecewise_linear() {
            // The pass only tells on which piece each number lies: no derivative runs through it.
            let (output, saved) = self.valid().linearize(input.inner());
            (Tensor::from_inner(output), saved.into_iter().map(Saved::from_inner).collect())
        } else {
            self.linearize(input.detach())
        };
        self.vjp(saved, output.ones_like())
    }

    /// Whether every layer is.
    pub fn is_piecewise_linear(&self) -> bool {
        self.layers.iter().all(Layer::is_piecewise_linear)
    }

    /// For a batch of samples of these classes, in their order.
    pub fn of_classes(self, labels: &[u8]) -> Self {
        Self { layers: self.layers.into_iter().map(|layer| layer.of_classes(labels)).collect() }
    }

    /// One more power iteration on every spectrally normalised weight.
    pub fn advance_power_iteration(self) -> Self {
        Self { layers: self.layers.into_iter().map(Layer::advance_power_iteration).collect() }
    }
}

fn run(layers: &[Layer], input: Tensor<4>) -> Tensor<4> {
    layers.iter().fold(input, |input, layer| layer.forward(input))
}
