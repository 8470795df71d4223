//! A fully connected layer between samples of any shape.

use super::{
    Given, LayerKind, Saved, Shape, Spectral, scaled,
    spectral::{normalised_matrix, with_four_axes},
};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::linear},
};

/// Flattens its input, multiplies it, and gives the product a shape: y = xW + b.
#[derive(Module, Debug)]
pub struct Linear {
    /// `[inputs, outputs]`.
    pub weight: Param<Tensor<2>>,
    /// `[outputs]`.
    pub bias: Option<Param<Tensor<1>>>,
    /// The output's `[channel, height, width]`.
    pub output: [usize; 3],
    /// What a pass multiplies the weight by, if anything.
    pub gain: Option<f64>,
    /// The weight's singular vectors, where it is normalised.
    pub spectral: Option<Spectral>,
}

impl Linear {
    /// With fan-in weights and biases, for stacks of fully connected layers.
    pub fn fan_in(inputs: usize, output: [usize; 3], init: &Init) -> Self {
        let outputs = output.iter().product();
        Self {
            weight: init.fan_in("weight", [inputs, outputs], inputs),
            bias: Some(init.fan_in("bias", [outputs], inputs)),
            output,
            gain: None,
            spectral: None,
        }
    }

    /// With normal weights, at the ends of convolutional stacks.
    pub fn normal(inputs: usize, output: [usize; 3], bias: bool, init: &Init) -> Self {
        let outputs = output.iter().product();
        Self {
            weight: init.scaled_normal("weight", [inputs, outputs], inputs),
            bias: bias.then(|| init.zeros([outputs])),
            output,
            gain: init.gain(inputs),
            spectral: None,
        }
    }

    /// With its weight spectrally normalised.
    pub fn normalised(self, init: &Init) -> Self {
        Self { spectral: Some(Spectral::of(with_four_axes(self.weight.val()), init)), ..self }
    }

    /// What a pass multiplies by: the weight, brought to scale and normalised where that is asked for.
    pub fn weight(&self) -> Tensor<2> {
        normalised_matrix(self.spectral.as_ref(), scaled(self.weight.val(), self.gain))
    }
}

impl LayerKind for Linear {
    /// `[batch, channel, height, width]` to `[batch, ..output]`.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let [batch, ..] = input.dims();
        let [channel, height, width] = self.output;
        let bias = self.bias.as_ref().map(Param::val);
        linear(input.flatten::<2>(1, 3), self.weight(), bias).reshape([batch, channel, height, width])
    }

    /// g W', of the cotangent g.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        cotangent.flatten::<2>(1, 3).matmul(self.weight().transpose()).reshape(saved.shape())
    }

    /// Every weight once.
    fn macs(&self, _shape: Shape) -> (u64, Shape) {
        (self.weight.dims().iter().product::<usize>() as u64, self.output)
    }

    /// One more power iteration, where the weight is normalised.
    fn advance_power_iteration(self) -> Self {
        let spectral = self.spectral.map(|spectral| spectral.advanced(with_four_axes(self.weight.val())));
        Self { spectral, ..self }
    }
}
