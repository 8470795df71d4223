//! Biases on the CPU: samples are dealt out to threads, and channels for sums.

use super::{Bias, Derivative};
use crate::fused::flex::{Planes, contiguous, sum, tensor, vectorised};
use burn::backend::{Flex, tensor::FloatTensor};

impl Bias for Flex {
    fn add_bias(input: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self> {
        let (mut input, bias) = (contiguous(input), contiguous(bias));
        let (planes, bias) = (Planes::of(&input), bias.storage::<f32>());
        planes.for_samples(input.storage_mut::<f32>(), |_, sample| {
            vectorised(|| {
                for (plane, bias) in sample.chunks_exact_mut(planes.size).zip(bias) {
                    plane.iter_mut().for_each(|value| *value += bias);
                }
            });
        });
        input
    }
}

impl Derivative for Flex {
    fn backward(gradient: FloatTensor<Self>) -> FloatTensor<Self> {
        let gradient = contiguous(gradient);
        let (planes, values) = (Planes::of(&gradient), gradient.storage::<f32>());
        let sums = planes.for_channels(|channel| planes.sum(channel, |plane| sum(&values[plane])));
        tensor(sums, &[planes.channels])
    }
}
