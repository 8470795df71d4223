//! A convolution as a layer.

use super::{Given, Kernel, LayerKind, Resized, Saved, Shape, Spectral, scaled};
use crate::{
    fused::add_bias,
    nets::{
        Init,
        convolution::{conv_transpose2d_to, conv2d, output_size},
    },
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
    groups: usize,
    /// A change of size that it is one with, where there is one; its kernel is [`Kernel::SAME`] then.
    #[module(skip)]
    resized: Option<Resized>,
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
            groups,
            resized: None,
            gain: init.gain(fan_in),
            spectral: None,
        }
    }

    /// With a weight of nothing but zeros.
    pub fn zeroed(self, init: &Init) -> Self {
        Self { weight: init.zeros(self.weight.dims()), ..self }
    }

    /// The same convolution, one with a change of size; nothing where its kernel is not [`Kernel::SAME`] over all channels.
    pub(super) fn resized(self, resized: Resized) -> Option<Self> {
        let [_, _, size, _] = self.weight.dims();
        let kernel = Kernel { size, stride: self.stride, padding: self.padding };
        (kernel == Kernel::SAME && self.groups == 1).then(|| Self { resized: Some(resized), ..self })
    }

    /// With its weight spectrally normalised.
    pub fn normalised(self, init: &Init) -> Self {
        Self { spectral: Some(Spectral::of(self.weight.val(), init)), ..self }
    }

    fn weight(&self) -> Tensor<4> {
        let weight = scaled(self.weight.val(), self.gain);
        match &self.spectral {
            Some(spectral) => spectral.normalised(weight),
            None => weight,
        }
    }
}

impl LayerKind for Conv2d {
    /// `[batch, inputs, height, width]` to `[batch, outputs, ..]`.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let output = match self.resized {
            Some(resized) => resized.forward(input, self.weight()),
            None => conv2d(input, self.weight(), self.stride, [self.padding; 2]),
        };
        match &self.bias {
            Some(bias) => add_bias(output, bias.val()),
            None => output,
        }
    }

    /// The transposed convolution by the same weight.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        let shape @ [_, inputs, height, width] = saved.shape();
        match self.resized {
            Some(resized) => resized.vjp(shape, cotangent, self.weight()),
            None => conv_transpose2d_to(
                [inputs, height, width],
                cotangent,
                self.weight(),
                self.stride,
                [self.padding; 2],
            ),
        }
    }

    /// Every weight meets each place of the output once; the kernel that a change of size is one with is of 4x4 and meets
    /// each place of the smaller side.
    fn macs(&self, [channels, height, width]: Shape) -> (u64, Shape) {
        let [outputs, _, kernel, _] = self.weight.dims();
        let taps = |places: usize| (outputs * channels * 16 * places) as u64;
        match self.resized {
            Some(Resized::Doubled) => (taps(height * width), [outputs, 2 * height, 2 * width]),
            Some(Resized::Halved) => (taps(height * width / 4), [outputs, height / 2, width / 2]),
            None => {
                let [rows, columns] =
                    [height, width].map(|length| output_size(length, kernel, self.stride, self.padding));
                let weights: usize = self.weight.dims().iter().product();
                ((weights * rows * columns) as u64, [outputs, rows, columns])
            }
        }
    }

    /// One more power iteration, where the weight is normalised.
    fn advance_power_iteration(self) -> Self {
        let spectral = self.spectral.map(|spectral| spectral.advanced(self.weight.val()));
        Self { spectral, ..self }
    }
}
