//! Batch norm on a GPU: a workgroup a channel for sums, a thread a number for the rest.

use super::{BatchNorm, Derivative};
use crate::fused::cube::{
    Channels, THREADS, a_thread_each, dense, empty, empty_like, in_order_of, place_of_step, sum_of_workgroup,
};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, prelude::*},
    tensor::Shape,
};

impl BatchNorm for Cube {
    fn batch_norm(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let input = dense(input);
        let Channels { count, stride } = Channels::of(&input);
        let client = input.client.clone();
        let statistics = empty(&Shape::new([2, count]), &input);
        statistics_kernel::launch(
            &client,
            CubeCount::Static(count as u32, 1, 1),
            CubeDim::new_1d(THREADS),
            input.clone().into_tensor_arg(),
            statistics.clone().into_tensor_arg(),
            stride,
            input.shape().num_elements() / count,
        );
        let output = empty_like(&input);
        let (groups, size) = a_thread_each(&input);
        normalise_kernel::launch(
            &client,
            groups,
            size,
            input.into_tensor_arg(),
            statistics.clone().into_tensor_arg(),
            dense(gamma).into_tensor_arg(),
            dense(beta).into_tensor_arg(),
            output.clone().into_tensor_arg(),
            stride,
            epsilon,
        );
        (output, statistics)
    }
}

impl Derivative for Cube {
    fn backward(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        statistics: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        epsilon: f32,
    ) -> [FloatTensor<Self>; 3] {
        let input = dense(input);
        let gradient = in_order_of(&input, gradient);
        let Channels { count, stride } = Channels::of(&input);
        let client = input.client.clone();
        let of_channel = input.shape().num_elements() / count;
        let [of_gamma, of_beta] = [0, 1].map(|_| empty(&Shape::new([count]), &input));
        sums_kernel::launch(
            &client,
            CubeCount::Static(count as u32, 1, 1),
            CubeDim::new_1d(THREADS),
            input.clone().into_tensor_arg(),
            gradient.clone().into_tensor_arg(),
            statistics.clone().into_tensor_arg(),
            of_gamma.clone().into_tensor_arg(),
            of_beta.clone().into_tensor_arg(),
            stride,
            of_channel,
            epsilon,
        );
        let of_input = empty_like(&input);
        let (groups, size) = a_thread_each(&input);
        input_gradient_kernel::launch(
            &client,
            groups,
            size,
            input.into_tensor_arg(),
            gradient.into_tensor_arg(),
            statistics.into_tensor_arg(),
            dense(gamma).into_tensor_arg(),
            of_gamma.clone().into_tensor_arg(),
            of_beta.clone().into_tensor_arg(),
            of_input.clone().into_tensor_arg(),
            stride,
            1.0 / of_channel as f32,
            epsilon,
        );
        [of_input, of_gamma, of_beta]
    }
}

/// Mean and variance of the workgroup's channel.
#[cube(launch)]
fn statistics_kernel(input: &Tensor<f32>, statistics: &mut Tensor<f32>, stride: usize, of_channel: usize) {
    let channel = CUBE_POS_X as usize;
    let count = statistics.shape(1);
    let mut sum = 0.0f32;
    let mut step = UNIT_POS as usize;
    while step < of_channel {
        sum += input[place_of_step(step, channel, count, stride)];
        step += CUBE_DIM as usize;
    }
    let mean = sum_of_workgroup(sum) / of_channel as f32;
    let mut squares = 0.0f32;
    step = UNIT_POS as usize;
    while step < of_channel {
        let centred = input[place_of_step(step, channel, count, stride)] - mean;
        squares += centred * centred;
        step += CUBE_DIM as usize;
    }
    let variance = sum_of_workgroup(squares) / of_channel as f32;
    if UNIT_POS == 0 {
        statistics[channel] = mean;
        statistics[count + channel] = variance;
    }
}

#[cube(launch)]
fn normalise_kernel(
    input: &Tensor<f32>,
    statistics: &Tensor<f32>,
    gamma: &Tensor<f32>,
    beta: &Tensor<f32>,
    output: &mut Tensor<f32>,
    stride: usize,
    epsilon: f32,
) {
    if ABSOLUTE_POS >= output.len() {
        terminate!();
    }
    let count = statistics.shape(1);
    let channel = ABSOLUTE_POS / stride % count;
    let deviation = (statistics[count + channel] + epsilon).sqrt();
    output[ABSOLUTE_POS] =
        (input[ABSOLUTE_POS] - statistics[channel]) / deviation * gamma[channel] + beta[channel];
}

/// The sums over the workgroup's channel of the gradient, times the normalised input and as it is.
#[cube(launch)]
fn sums_kernel(
    input: &Tensor<f32>,
    gradient: &Tensor<f32>,
    statistics: &Tensor<f32>,
    of_gamma: &mut Tensor<f32>,
    of_beta: &mut Tensor<f32>,
    stride: usize,
    of_channel: usize,
    epsilon: f32,
) {
    let channel = CUBE_POS_X as usize;
    let count = statistics.shape(1);
    let mean = statistics[channel];
    let inverse_deviation = 1.0 / (statistics[count + channel] + epsilon).sqrt();
    let mut sum = 0.0f32;
    let mut along = 0.0f32;
    let mut step = UNIT_POS as usize;
    while step < of_channel {
        let place = place_of_step(step, channel, count, stride);
        sum += gradient[place];
        along += gradient[place] * (input[place] - mean) * inverse_deviation;
        step += CUBE_DIM as usize;
    }
    let sum = sum_of_workgroup(sum);
    let along = sum_of_workgroup(along);
    if UNIT_POS == 0 {
        of_gamma[channel] = along;
        of_beta[channel] = sum;
    }
}

#[cube(launch)]
fn input_gradient_kernel(
    input: &Tensor<f32>,
    gradient: &Tensor<f32>,
    statistics: &Tensor<f32>,
    gamma: &Tensor<f32>,
    of_gamma: &Tensor<f32>,
    of_beta: &Tensor<f32>,
    of_input: &mut Tensor<f32>,
    stride: usize,
    share: f32,
    epsilon: f32,
) {
    if ABSOLUTE_POS >= of_input.len() {
        terminate!();
    }
    let count = statistics.shape(1);
    let channel = ABSOLUTE_POS / stride % count;
    let inverse_deviation = 1.0 / (statistics[count + channel] + epsilon).sqrt();
    let value = (input[ABSOLUTE_POS] - statistics[channel]) * inverse_deviation;
    let centred = gradient[ABSOLUTE_POS] - of_beta[channel] * share - value * of_gamma[channel] * share;
    of_input[ABSOLUTE_POS] = centred * gamma[channel] * inverse_deviation;
}
