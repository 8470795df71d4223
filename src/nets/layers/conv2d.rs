//! A convolution as a layer.

use super::{Given, Kernel, LayerKind, Saved, Shape, Spectral, along_channels, scaled, spectral::normalised};
use crate::nets::{
    Init,
    convolution::{conv_transpose2d_to, conv2d, output_size},
};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Slides a square kernel over its input in strides.
#[derive(Module, Debug)]
pub struct Conv2d {
    /// `[outputs, inputs / groups, kernel, kernel]`.
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

impl Conv2d {
    /// From the first number of channels to the second.
    pub fn new(channels: [usize; 2], kernel: Kernel, bias: bool, init: &Init) -> Self {
        Self::grouped(channels, 1, kernel, bias, init)
    }

    /// The same in so many `groups` of channels, each of which sees only its own (Xie et al. 2016, arXiv:1611.05431); they
    /// divide both numbers.
    pub fn grouped(
        [inputs, outputs]: [usize; 2],
        groups: usize,
        kernel: Kernel,
        bias: bool,
        init: &Init,
    ) -> Self {
        let inside = inputs / groups;
        let fan_in = inside * kernel.size * kernel.size;
        Self {
            weight: init.scaled_normal("weight", [outputs, inside, kernel.size, kernel.size], fan_in),
            bias: bias.then(|| init.zeros([outputs])),
            stride: kernel.stride,
            padding: kernel.padding,
            gain: init.gain(fan_in),
            spectral: None,
        }
    }

    /// With a weight of nothing but zeros.
    pub fn zeroed(self, init: &Init) -> Self {
        Self { weight: init.zeros(self.weight.dims()), ..self }
    }

    /// With its weight spectrally normalised.
    pub fn normalised(self, init: &Init) -> Self {
        Self { spectral: Some(Spectral::of(as_matrix(self.weight.val()), init)), ..self }
    }

    fn weight(&self) -> Tensor<4> {
        normalised(self.spectral.as_ref(), scaled(self.weight.val(), self.gain), as_matrix)
    }
}

impl LayerKind for Conv2d {
    /// `[batch, inputs, height, width]` to `[batch, outputs, ..]`.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let output = conv2d(input, self.weight(), self.stride, self.padding);
        match &self.bias {
            Some(bias) => output + along_channels(bias),
            None => output,
        }
    }

    /// The transposed convolution by the same weight.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        let [_, inputs, height, width] = saved.shape();
        conv_transpose2d_to([inputs, height, width], cotangent, self.weight(), self.stride, self.padding)
    }

    /// Every weight meets each place of the output once.
    fn macs(&self, [_, height, width]: Shape) -> (u64, Shape) {
        let [outputs, _, kernel, _] = self.weight.dims();
        let [rows, columns] =
            [height, width].map(|length| output_size(length, kernel, self.stride, self.padding));
        let weights: usize = self.weight.dims().iter().product();
        ((weights * rows * columns) as u64, [outputs, rows, columns])
    }

    /// One more power iteration, where the weight is normalised.
    fn advance_power_iteration(self) -> Self {
        let matrix = as_matrix(self.weight.val());
        let spectral = self.spectral.map(|spectral| spectral.advanced(matrix));
        Self { spectral, ..self }
    }
}

/// The weight as a matrix, a row for each channel of the output.
fn as_matrix(weight: Tensor<4>) -> Tensor<2> {
    weight.flatten(1, 3)
}
