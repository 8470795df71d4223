//! A convolution, or a transposed one, as a layer.

use super::{
    Init, Spectral,
    convolution::{conv_transpose2d, conv_transpose2d_to, conv2d, output_size, transposed_output_size},
    spectral::normalised,
};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// A square kernel and how it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel {
    /// Its side.
    pub size: usize,
    /// From one place to the next.
    pub stride: usize,
    /// Zeros around the image on each side.
    pub padding: usize,
}

impl Kernel {
    /// DCGAN's: with stride 2 and padding 1 it halves even sides exactly (28 to 14 to 7).
    pub const HALVING: Self = Self { size: 4, stride: 2, padding: 1 };
    /// Keeps the size.
    pub const SAME: Self = Self { size: 3, stride: 1, padding: 1 };
}

/// Slides a square kernel over its input in strides: halves an image's sides, or doubles them transposed.
#[derive(Module, Debug)]
pub struct Strided {
    /// `[outputs, inputs, kernel, kernel]`; transposed, `[inputs, outputs, kernel, kernel]`.
    pub weight: Param<Tensor<4>>,
    /// `[outputs]`.
    pub bias: Option<Param<Tensor<1>>>,
    stride: usize,
    padding: usize,
    transposed: bool,
    /// The weight's singular vectors, where it is normalised.
    pub spectral: Option<Spectral>,
}

impl Strided {
    /// Halves an image's sides, from `inputs` channels to `outputs`.
    pub fn halve(inputs: usize, outputs: usize, bias: bool, init: &mut Init) -> Self {
        Self::convolution([inputs, outputs], Kernel::HALVING, bias, init)
    }

    /// Doubles an image's sides, from `inputs` channels to `outputs`.
    pub fn double(inputs: usize, outputs: usize, bias: bool, init: &mut Init) -> Self {
        Self::transposed([inputs, outputs], Kernel::HALVING, bias, init)
    }

    /// A convolution from the first number of channels to the second.
    pub fn convolution(channels: [usize; 2], kernel: Kernel, bias: bool, init: &mut Init) -> Self {
        let [inputs, outputs] = channels;
        Self::new([outputs, inputs], outputs, kernel, bias, false, init)
    }

    /// A transposed convolution from the first number of channels to the second.
    pub fn transposed(channels: [usize; 2], kernel: Kernel, bias: bool, init: &mut Init) -> Self {
        Self::new(channels, channels[1], kernel, bias, true, init)
    }

    fn new(
        [first, second]: [usize; 2],
        outputs: usize,
        kernel: Kernel,
        bias: bool,
        transposed: bool,
        init: &mut Init,
    ) -> Self {
        let taps = kernel.size * kernel.size;
        // Transposed, only every stride-th tap of each axis meets a number of the input.
        let fan_in = if transposed { first * taps / (kernel.stride * kernel.stride) } else { second * taps };
        Self {
            weight: init.scaled_normal([first, second, kernel.size, kernel.size], fan_in),
            bias: bias.then(|| init.zeros([outputs])),
            stride: kernel.stride,
            padding: kernel.padding,
            transposed,
            spectral: None,
        }
    }

    /// With its weight spectrally normalised.
    pub fn normalised(self, init: &mut Init) -> Self {
        Self { spectral: Some(Spectral::of(self.as_matrix(self.weight.val()), init)), ..self }
    }

    /// `[batch, inputs, height, width]` to `[batch, outputs, ..]`.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let run = if self.transposed { conv_transpose2d } else { conv2d };
        let output = run(input, self.weight(), self.stride, self.padding);
        match &self.bias {
            Some(bias) => {
                let [channels] = bias.dims();
                output + bias.val().reshape([1, channels, 1, 1])
            }
            None => output,
        }
    }

    /// The output's `[channel, height, width]` for an input of this height and width.
    pub(super) fn output_shape(&self, input: [usize; 2]) -> [usize; 3] {
        let [first, second, kernel, _] = self.weight.dims();
        let resized = if self.transposed { transposed_output_size } else { output_size };
        let [height, width] = input.map(|length| resized(length, kernel, self.stride, self.padding));
        [if self.transposed { second } else { first }, height, width]
    }

    /// The gradient of the input, of this `shape`, from that of the output: the transpose of the layer,
    /// by the same weight.
    pub fn vjp(&self, shape: [usize; 4], gradient: Tensor<4>) -> Tensor<4> {
        if self.transposed {
            conv2d(gradient, self.weight(), self.stride, self.padding)
        } else {
            let size = [shape[2], shape[3]];
            conv_transpose2d_to(size, gradient, self.weight(), self.stride, self.padding)
        }
    }

    /// One more power iteration, where the weight is normalised.
    pub fn advance_power_iteration(self) -> Self {
        let matrix = self.as_matrix(self.weight.val());
        let spectral = self.spectral.map(|spectral| spectral.advanced(matrix));
        Self { spectral, ..self }
    }

    fn weight(&self) -> Tensor<4> {
        normalised(self.spectral.as_ref(), self.weight.val(), |weight| self.as_matrix(weight))
    }

    /// The weight as a matrix, a row for each channel of the output.
    fn as_matrix(&self, weight: Tensor<4>) -> Tensor<2> {
        let weight = if self.transposed { weight.swap_dims(0, 1) } else { weight };
        weight.flatten(1, 3)
    }
}
