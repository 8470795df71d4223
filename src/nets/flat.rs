//! A fully connected layer between samples of any shape.

use super::{Init, Layer};
use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::linear},
};

/// Flattens its input, multiplies it, and gives the product a shape: y = xW + b.
#[derive(Module, Debug)]
pub struct Flat {
    /// `[inputs, outputs]`.
    pub weight: Param<Tensor<2>>,
    /// `[outputs]`.
    pub bias: Option<Param<Tensor<1>>>,
    /// The output's `[channel, height, width]`.
    pub output: [usize; 3],
}

impl Flat {
    /// With fan-in weights and biases, for stacks of fully connected layers.
    pub fn fan_in(inputs: usize, output: [usize; 3], init: &mut Init) -> Layer {
        let outputs = output.iter().product();
        Layer::Flat(Self {
            weight: init.fan_in([inputs, outputs], inputs),
            bias: Some(init.fan_in([outputs], inputs)),
            output,
        })
    }

    /// With narrow normal weights, at the ends of convolutional stacks.
    pub fn narrow(inputs: usize, output: [usize; 3], bias: bool, init: &mut Init) -> Layer {
        let outputs = output.iter().product();
        Layer::Flat(Self {
            weight: init.narrow_normal([inputs, outputs]),
            bias: bias.then(|| init.zeros([outputs])),
            output,
        })
    }

    /// `[batch, channel, height, width]` to `[batch, ..output]`.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let [batch, ..] = input.dims();
        let [channel, height, width] = self.output;
        let bias = self.bias.as_ref().map(Param::val);
        linear(input.flatten::<2>(1, 3), self.weight.val(), bias).reshape([batch, channel, height, width])
    }
}
