//! What Inception-v3 is made of: convolutions with a batch norm and a ReLU, pools, and branches side by side.

use super::{pool::Pool, weights::Weights};
use crate::{Result, nets::convolution::conv2d};
use burn::tensor::{Device, Tensor, TensorData, activation::relu};

/// What batch norms add to the variance.
const EPSILON: f64 = 1e-3;

/// A convolution's sizes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kernel {
    /// Height and width.
    pub size: [usize; 2],
    pub stride: usize,
    pub padding: [usize; 2],
}

impl Kernel {
    /// Of odd sides, with an output as large as the input.
    pub const fn same(height: usize, width: usize) -> Self {
        Self { size: [height, width], stride: 1, padding: [height / 2, width / 2] }
    }

    /// A square that stays within its input.
    pub const fn valid(side: usize, stride: usize) -> Self {
        Self { size: [side; 2], stride, padding: [0; 2] }
    }
}

/// From `[batch, channels, height, width]` to the same with other sizes.
pub(super) enum Layer {
    Convolution(Box<BasicConv2d>),
    Pool(Pool),
    /// Each branch is given the input; their channels follow one another.
    Branches(Vec<Vec<Self>>),
}

impl Layer {
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Convolution(convolution) => convolution.forward(input),
            Self::Pool(pool) => pool.forward(input),
            Self::Branches(branches) => {
                Tensor::cat(branches.iter().map(|branch| forward(branch, input.clone())).collect(), 1)
            }
        }
    }
}

/// Through one layer after the other.
pub(super) fn forward(layers: &[Layer], input: Tensor<4>) -> Tensor<4> {
    layers.iter().fold(input, |input, layer| layer.forward(input))
}

/// A convolution without bias, a batch norm by its running statistics and a ReLU. The norm is a factor and an offset of each
/// channel, which the convolution takes over.
pub(super) struct BasicConv2d {
    /// `[outputs, inputs, height, width]`.
    weight: Tensor<4>,
    /// `[outputs]`.
    bias: Tensor<1>,
    kernel: Kernel,
}

impl BasicConv2d {
    fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let Kernel { stride, padding, .. } = self.kernel;
        let bias = self.bias.clone().reshape([1, -1, 1, 1]);
        relu(conv2d(input, self.weight.clone(), stride, padding) + bias)
    }
}

/// Where layers take their weights from: those whose names begin with that of a part of the net.
pub(super) struct Source<'a> {
    pub weights: &'a mut Weights,
    /// Empty, or with a dot at its end.
    pub part: &'a str,
    pub device: &'a Device,
}

impl<'a> Source<'a> {
    /// Those of the part called `part`.
    pub fn part<'b>(&'b mut self, part: &'b str) -> Source<'b>
    where
        'a: 'b,
    {
        Source { weights: self.weights, part, device: self.device }
    }

    /// Convolutions one after the other, each with its name, its output channels and its kernel; the first one has so many
    /// `inputs`.
    pub fn convolutions(&mut self, mut inputs: usize, rows: &[(&str, usize, Kernel)]) -> Result<Vec<Layer>> {
        let mut layers = Vec::new();
        for &(name, outputs, kernel) in rows {
            layers.push(Layer::Convolution(self.convolution(name, [inputs, outputs], kernel)?.into()));
            inputs = outputs;
        }
        Ok(layers)
    }

    fn convolution(
        &mut self,
        name: &str,
        [inputs, outputs]: [usize; 2],
        kernel: Kernel,
    ) -> Result<BasicConv2d> {
        let [height, width] = kernel.size;
        let name = format!("{}{name}", self.part);
        let mut weight =
            self.weights.take(&format!("{name}.conv.weight"), &[outputs, inputs, height, width])?;
        let mut of_norm = |part: &str| self.weights.take(&format!("{name}.bn.{part}"), &[outputs]);
        let (gain, shift) = (of_norm("weight")?, of_norm("bias")?);
        let (mean, variance) = (of_norm("running_mean")?, of_norm("running_var")?);
        let mut bias = Vec::with_capacity(outputs);
        for (channel, filter) in weight.chunks_exact_mut(inputs * height * width).enumerate() {
            let [gain, shift, mean, variance] =
                [&gain, &shift, &mean, &variance].map(|values| f64::from(values[channel]));
            let factor = gain / (variance + EPSILON).sqrt();
            filter.iter_mut().for_each(|value| *value = (f64::from(*value) * factor) as f32);
            bias.push((shift - mean * factor) as f32);
        }
        let weight = TensorData::new(weight, [outputs, inputs, height, width]);
        Ok(BasicConv2d {
            weight: Tensor::from_data(weight, self.device),
            bias: Tensor::from_data(TensorData::new(bias, [outputs]), self.device),
            kernel,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::inception::weights::Values;

    fn tensor(values: &[f32], shape: [usize; 4]) -> Tensor<4> {
        Tensor::from_data(TensorData::new(values.to_vec(), shape), &Device::flex())
    }

    #[test]
    fn a_convolution_is_normed_by_the_statistics_of_its_weights() {
        let values =
            |numbers: &[f32], shape: &[usize]| Values { shape: shape.to_vec(), numbers: numbers.to_vec() };
        let mut weights = Weights::new(
            "test",
            [
                ("m.one.conv.weight", values(&[3.0, -3.0], &[2, 1, 1, 1])),
                ("m.one.bn.weight", values(&[2.0, 2.0], &[2])),
                ("m.one.bn.bias", values(&[1.0, 1.0], &[2])),
                ("m.one.bn.running_mean", values(&[5.0, 5.0], &[2])),
                ("m.one.bn.running_var", values(&[4.0 - 1e-3, 4.0 - 1e-3], &[2])),
            ]
            .map(|(name, values)| (name.to_owned(), values)),
        );
        let mut source = Source { weights: &mut weights, part: "m.", device: &Device::flex() };
        let layers = source.convolutions(1, &[("one", 2, Kernel::same(1, 1))]).unwrap();
        let output = forward(&layers, tensor(&[10.0, 0.0], [1, 1, 1, 2]));
        // (3 x - 5) / 2 * 2 + 1, and the same of -3 x, but nothing below zero.
        let found: Vec<f32> = output.into_data().iter::<f32>().collect();
        let expected = [26.0, 0.0, 0.0, 0.0];
        assert!(
            found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-5),
            "{found:?}"
        );
        weights.finish().unwrap();
    }

    #[test]
    fn an_average_counts_no_padding_and_a_maximum_sees_none() {
        let input = tensor(&[-1.0, -2.0, -3.0, -6.0], [1, 1, 2, 2]);
        let numbers =
            |layer: Layer| layer.forward(input.clone()).into_data().iter::<f32>().collect::<Vec<_>>();
        assert_eq!(numbers(Layer::Pool(Pool::Average)), [-3.0; 4]);
        assert_eq!(numbers(Layer::Pool(Pool::SAME_MAX)), [-1.0; 4]);
    }
}
