//! Softmax on a GPU: a thread a row.

use super::{Derivative, Softmax};
use crate::fused::cube::{empty, in_order_of};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, calculate_cube_count_elemwise, prelude::*},
};
use burn_wgpu::CubeTensor;

impl Softmax for Cube {
    fn along_rows(input: FloatTensor<Self>) -> FloatTensor<Self> {
        let output = empty(&input.shape(), &input);
        let input = in_order_of(&output, input);
        let (columns, count, size) = a_thread_a_row(&output);
        softmax_kernel::launch(
            &input.client.clone(),
            count,
            size,
            input.into_tensor_arg(),
            output.clone().into_tensor_arg(),
            columns,
        );
        output
    }
}

impl Derivative for Cube {
    fn backward(output: FloatTensor<Self>, gradient: FloatTensor<Self>) -> FloatTensor<Self> {
        let of_input = empty(&output.shape(), &output);
        let [output, gradient] = [output, gradient].map(|tensor| in_order_of(&of_input, tensor));
        let (columns, count, size) = a_thread_a_row(&output);
        gradient_kernel::launch(
            &output.client.clone(),
            count,
            size,
            output.into_tensor_arg(),
            gradient.into_tensor_arg(),
            of_input.clone().into_tensor_arg(),
            columns,
        );
        of_input
    }
}

/// Columns of a tensor, and the count and size of workgroups that have a thread for each of its rows.
fn a_thread_a_row(tensor: &CubeTensor) -> (usize, CubeCount, CubeDim) {
    let columns = tensor.shape()[tensor.shape().num_dims() - 1];
    let rows = tensor.shape().num_elements() / columns;
    let size = CubeDim::new(&tensor.client, rows);
    (columns, calculate_cube_count_elemwise(&tensor.client, rows, size), size)
}

#[cube(launch)]
fn softmax_kernel(input: &Tensor<f32>, output: &mut Tensor<f32>, columns: usize) {
    let first = ABSOLUTE_POS * columns;
    if first >= output.len() {
        terminate!();
    }
    let mut largest = input[first];
    for column in 1..columns {
        largest = max(largest, input[first + column]);
    }
    let mut sum = 0.0f32;
    for column in 0..columns {
        sum += (input[first + column] - largest).exp();
    }
    for column in 0..columns {
        output[first + column] = (input[first + column] - largest).exp() / sum;
    }
}

#[cube(launch)]
fn gradient_kernel(output: &Tensor<f32>, gradient: &Tensor<f32>, of_input: &mut Tensor<f32>, columns: usize) {
    let first = ABSOLUTE_POS * columns;
    if first >= of_input.len() {
        terminate!();
    }
    let mut along = 0.0f32;
    for column in 0..columns {
        along += output[first + column] * gradient[first + column];
    }
    for column in 0..columns {
        of_input[first + column] = output[first + column] * (gradient[first + column] - along);
    }
}
