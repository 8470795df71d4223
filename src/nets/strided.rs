//! A convolution, or a transposed one, as a layer.

use super::{
    Init, Layer,
    convolution::{convolve, convolve_transposed},
};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

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
}

/// DCGAN's kernel: with stride 2 and padding 1 it halves even sides exactly (28 to 14 to 7).
const KERNEL: usize = 4;
const STRIDE: usize = 2;
const PADDING: usize = 1;

impl Strided {
    /// Halves an image's sides, from `inputs` channels to `outputs`.
    pub fn halve(inputs: usize, outputs: usize, bias: bool, init: &mut Init) -> Layer {
        Layer::Strided(Self {
            weight: init.narrow_normal([outputs, inputs, KERNEL, KERNEL]),
            bias: bias.then(|| init.zeros([outputs])),
            stride: STRIDE,
            padding: PADDING,
            transposed: false,
        })
    }

    /// Doubles an image's sides, from `inputs` channels to `outputs`.
    pub fn double(inputs: usize, outputs: usize, bias: bool, init: &mut Init) -> Layer {
        Layer::Strided(Self {
            weight: init.narrow_normal([inputs, outputs, KERNEL, KERNEL]),
            bias: bias.then(|| init.zeros([outputs])),
            stride: STRIDE,
            padding: PADDING,
            transposed: true,
        })
    }

    /// `[batch, inputs, height, width]` to `[batch, outputs, ..]`.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let run = if self.transposed { convolve_transposed } else { convolve };
        let output = run(input, self.weight.val(), self.stride, self.padding);
        match &self.bias {
            Some(bias) => {
                let [channels] = bias.dims();
                output + bias.val().reshape([1, channels, 1, 1])
            }
            None => output,
        }
    }
}
