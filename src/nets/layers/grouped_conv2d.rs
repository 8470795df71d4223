//! A convolution in groups of channels, each of which sees only its own: R3GAN's and ResNeXt's (Xie et al. 2016,
//! arXiv:1611.05431).

use super::{Kernel, Shape, along_channels, scaled};
use crate::nets::{Init, convolution::output_size};
use burn::{
    module::{Module, Param},
    tensor::{
        Tensor,
        module::{conv_transpose2d, conv2d},
        ops::{ConvOptions, ConvTransposeOptions},
    },
};

/// Slides square kernels over groups of channels, one pixel at a time.
///
/// By Burn's own convolution, which knows groups; ours of [`crate::nets::convolution`] is faster where there are none.
#[derive(Module, Debug)]
pub struct GroupedConv2d {
    /// `[outputs, inputs / groups, kernel, kernel]`.
    pub weight: Param<Tensor<4>>,
    /// `[outputs]`.
    pub bias: Option<Param<Tensor<1>>>,
    groups: usize,
    padding: usize,
    /// What a pass multiplies the weight by, if anything.
    pub gain: Option<f64>,
}

impl GroupedConv2d {
    /// From the first number of channels to the second, both divisible by `groups`; the kernel's stride is 1.
    pub fn new(
        [inputs, outputs]: [usize; 2],
        groups: usize,
        kernel: Kernel,
        bias: bool,
        init: &Init,
    ) -> Self {
        let inputs = inputs / groups;
        let fan_in = inputs * kernel.size * kernel.size;
        Self {
            weight: init.scaled_normal("weight", [outputs, inputs, kernel.size, kernel.size], fan_in),
            bias: bias.then(|| init.zeros([outputs])),
            groups,
            padding: kernel.padding,
            gain: init.gain(fan_in),
        }
    }

    /// `[batch, inputs, height, width]` to `[batch, outputs, ..]`.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let options = ConvOptions::new([1; 2], [self.padding; 2], [1; 2], self.groups);
        let output = conv2d(input, self.weight(), None, options);
        match &self.bias {
            Some(bias) => output + along_channels(bias),
            None => output,
        }
    }

    /// The gradient of the input from the `cotangent` of the output, by the same weight.
    pub fn vjp(&self, cotangent: Tensor<4>) -> Tensor<4> {
        let options = ConvTransposeOptions::new([1; 2], [self.padding; 2], [0; 2], [1; 2], self.groups);
        conv_transpose2d(cotangent, self.weight(), None, options)
    }

    /// Every weight meets each place of the output once.
    pub fn macs(&self, [_, height, width]: Shape) -> (u64, Shape) {
        let [outputs, _, kernel, _] = self.weight.dims();
        let [rows, columns] = [height, width].map(|length| output_size(length, kernel, 1, self.padding));
        let weights: usize = self.weight.dims().iter().product();
        ((weights * rows * columns) as u64, [outputs, rows, columns])
    }

    fn weight(&self) -> Tensor<4> {
        scaled(self.weight.val(), self.gain)
    }
}
