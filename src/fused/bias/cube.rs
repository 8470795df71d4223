//! Biases on a GPU: a thread a number, and a workgroup a channel for sums.

use super::{Bias, Derivative};
use crate::fused::cube::{
    Channels, THREADS, a_thread_each, dense, empty, empty_like, place_of_step, sum_of_workgroup,
};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, prelude::*},
    tensor::Shape,
};

impl Bias for Cube {
    fn add_bias(input: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self> {
        let input = dense(input);
        let Channels { count, stride } = Channels::of(&input);
        let output = empty_like(&input);
        let (groups, size) = a_thread_each(&input);
        add_kernel::launch(
            &input.client.clone(),
            groups,
            size,
            input.into_tensor_arg(),
            dense(bias).into_tensor_arg(),
            output.clone().into_tensor_arg(),
            count,
            stride,
        );
        output
    }
}

impl Derivative for Cube {
    fn backward(gradient: FloatTensor<Self>) -> FloatTensor<Self> {
        let gradient = dense(gradient);
        let Channels { count, stride } = Channels::of(&gradient);
        let sums = empty(&Shape::new([count]), &gradient);
        let of_channel = gradient.shape().num_elements() / count;
        sum_kernel::launch(
            &gradient.client.clone(),
            CubeCount::Static(count as u32, 1, 1),
            CubeDim::new_1d(THREADS),
            gradient.into_tensor_arg(),
            sums.clone().into_tensor_arg(),
            count,
            stride,
            of_channel,
        );
        sums
    }
}

#[cube(launch)]
fn add_kernel(
    input: &Tensor<f32>,
    bias: &Tensor<f32>,
    output: &mut Tensor<f32>,
    count: usize,
    stride: usize,
) {
    if ABSOLUTE_POS < output.len() {
        output[ABSOLUTE_POS] = input[ABSOLUTE_POS] + bias[ABSOLUTE_POS / stride % count];
    }
}

/// The sum of the workgroup's channel.
#[cube(launch)]
fn sum_kernel(values: &Tensor<f32>, sums: &mut Tensor<f32>, count: usize, stride: usize, of_channel: usize) {
    let channel = CUBE_POS_X as usize;
    let mut sum = 0.0f32;
    let mut step = UNIT_POS as usize;
    while step < of_channel {
        sum += values[place_of_step(step, channel, count, stride)];
        step += CUBE_DIM as usize;
    }
    let sum = sum_of_workgroup(sum);
    if UNIT_POS == 0 {
        sums[channel] = sum;
    }
}
