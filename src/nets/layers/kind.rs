//! What every kind of layer does, said once by its own file.

use super::{Given, Saved, Shape, StyleAffine};
use crate::nets::Sequential;
use burn::tensor::Tensor;

/// A kind of layer, from `[batch, channel, height, width]` to the same rank.
pub trait LayerKind: Sized {
    /// The layer's output.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4>;

    /// The layer's output, and what [`Self::vjp`] needs: no more than the input's shape where the layer is linear in it.
    fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let shape = Saved::Shape(input.dims());
        (self.forward(input, given), shape)
    }

    /// Takes the `cotangent` of the output to the gradient of the input, at the input that `linearize` saw.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4>;

    /// Multiply-adds for one sample of this shape, and the output's shape. Norms, activations and biases count
    /// nothing: they touch every number once, where a matrix product touches it hundreds of times.
    fn macs(&self, shape: Shape) -> (u64, Shape) {
        (0, shape)
    }

    /// Whether the slope of the output stays the same in a neighbourhood of almost every input.
    fn is_piecewise_linear(&self) -> bool {
        self.nets().into_iter().all(Sequential::is_piecewise_linear)
    }

    /// The nets that it is made of, where it is made of some.
    fn nets(&self) -> Vec<&Sequential> {
        Vec::new()
    }

    /// With each of those nets as `map` makes it.
    fn map_nets(self, _map: &dyn Fn(Sequential) -> Sequential) -> Self {
        self
    }

    /// One more power iteration on every spectrally normalised weight.
    fn advance_power_iteration(self) -> Self {
        self.map_nets(&Sequential::advance_power_iteration)
    }

    /// With batch norms that give so much to the newest batch, 0 to 1.
    fn with_momentum(self, momentum: f64) -> Self {
        self.map_nets(&|net| net.with_momentum(momentum))
    }

    /// Whether its pixels look at others.
    fn attends(&self) -> bool {
        self.nets().into_iter().any(Sequential::attends)
    }

    /// The styles' gains and shifts in it, in their order.
    fn style_affines(&self) -> Vec<&StyleAffine> {
        self.nets().into_iter().flat_map(Sequential::style_affines).collect()
    }
}
