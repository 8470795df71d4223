//! A transposed convolution as a layer.

use super::{Given, Kernel, LayerKind, Saved, Shape, Spectral, scaled};
use crate::{
    fused::add_bias,
    nets::{
        Init,
        convolution::{conv_transpose2d, conv2d, transposed_output_size},
    },
};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// The transpose of a convolution: with a stride it enlarges its input.
#[derive(Module, Debug)]
pub struct ConvTranspose2d {
    /// `[inputs, outputs, kernel, kernel]`.
    pub weight: Param<Tensor<4>>,
    /// `[outputs]`.
    pub bias: Option<Param<Tensor<1>>>,
    stride: usize,
    padding: usize,
    /// What a pass multiplies the weight by, if anything.
    pub gain: Option<f64>,
    /// The weight's singular vectors, where it is normalised.
    pub spectral: Option<Spectral>,
}

impl ConvTranspose2d {
    /// From the first number of channels to the second.
    pub fn new([inputs, outputs]: [usize; 2], kernel: Kernel, bias: bool, init: &Init) -> Self {
        // Only every stride-th tap of each axis meets a number of the input.
        let fan_in = inputs * kernel.size * kernel.size / (kernel.stride * kernel.stride);
        Self {
            weight: init.scaled_normal("weight", [inputs, outputs, kernel.size, kernel.size], fan_in),
            bias: bias.then(|| init.zeros([outputs])),
            stride: kernel.stride,
            padding: kernel.padding,
            gain: init.gain(fan_in),
            spectral: None,
        }
    }

    /// With its weight spectrally normalised.
    pub fn normalised(self, init: &Init) -> Self {
        Self { spectral: Some(Spectral::of(outputs_first(self.weight.val()), init)), ..self }
    }

    fn weight(&self) -> Tensor<4> {
        let weight = scaled(self.weight.val(), self.gain);
        match &self.spectral {
            Some(spectral) => outputs_first(spectral.normalised(outputs_first(weight))),
            None => weight,
        }
    }
}

impl LayerKind for ConvTranspose2d {
    /// `[batch, inputs, height, width]` to `[batch, outputs, ..]`.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let output = conv_transpose2d(input, self.weight(), self.stride, [self.padding; 2]);
        match &self.bias {
            Some(bias) => add_bias(output, bias.val()),
            None => output,
        }
    }

    /// The convolution by the same weight.
    fn vjp(&self, _saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        conv2d(cotangent, self.weight(), self.stride, [self.padding; 2])
    }

    /// Every weight meets each place of the input once.
    fn macs(&self, [_, height, width]: Shape) -> (u64, Shape) {
        let [_, outputs, kernel, _] = self.weight.dims();
        let [rows, columns] =
            [height, width].map(|length| transposed_output_size(length, kernel, self.stride, self.padding));
        let weights: usize = self.weight.dims().iter().product();
        ((weights * height * width) as u64, [outputs, rows, columns])
    }

    /// One more power iteration, where the weight is normalised.
    fn advance_power_iteration(self) -> Self {
        let spectral = self.spectral.map(|spectral| spectral.advanced(outputs_first(self.weight.val())));
        Self { spectral, ..self }
    }
}

/// The weight with its outputs and inputs exchanged: its spectral norm is that of a matrix with a row for each channel of the output.
fn outputs_first(weight: Tensor<4>) -> Tensor<4> {
    weight.swap_dims(0, 1)
}
