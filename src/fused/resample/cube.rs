//! Changes of size on a GPU: a thread a number of the output, which lies in memory as the input does.

use super::{Change, Resample};
use crate::fused::cube::{a_thread_each, empty_in_order_of};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, prelude::*},
    tensor::Shape,
};

impl Resample for Cube {
    fn resample(input: FloatTensor<Self>, change: Change, scale: f32) -> FloatTensor<Self> {
        let output = empty_in_order_of(&input, &Shape::new(change.shape(input.shape().dims())));
        let (count, size) = a_thread_each(&output);
        resample_kernel::launch(
            &input.client.clone(),
            count,
            size,
            input.into_tensor_arg(),
            output.clone().into_tensor_arg(),
            scale,
            change,
        );
        output
    }
}

#[cube(launch)]
fn resample_kernel(input: &Tensor<f32>, output: &mut Tensor<f32>, scale: f32, #[comptime] change: Change) {
    let place = ABSOLUTE_POS;
    if place >= output.len() {
        terminate!();
    }
    // The output is dense.
    let sample = place / output.stride(0) % output.shape(0);
    let channel = place / output.stride(1) % output.shape(1);
    let row = place / output.stride(2) % output.shape(2);
    let column = place / output.stride(3) % output.shape(3);
    let plane = sample * input.stride(0) + channel * input.stride(1);
    let sum = match comptime!(change) {
        Change::Double => input[plane + row / 2 * input.stride(2) + column / 2 * input.stride(3)],
        Change::Halve => {
            let corner = plane + 2 * row * input.stride(2) + 2 * column * input.stride(3);
            let below = corner + input.stride(2);
            input[corner] + input[corner + input.stride(3)] + input[below] + input[below + input.stride(3)]
        }
        Change::Blur => {
            let last = input.shape(2) - 1;
            let middle = plane + row * input.stride(2);
            let above = plane + (max(row, 1) - 1) * input.stride(2);
            let below = plane + min(row + 1, last) * input.stride(2);
            2.0 * blurred_across(input, middle, column)
                + select(row > 0, blurred_across(input, above, column), 0.0)
                + select(row < last, blurred_across(input, below, column), 0.0)
        }
    };
    output[place] = scale * sum;
}

/// The sum by the weights 1, 2, 1 at a `column` of the row that starts at `row`.
#[cube]
fn blurred_across(input: &Tensor<f32>, row: usize, column: usize) -> f32 {
    let last = input.shape(3) - 1;
    let before = input[row + (max(column, 1) - 1) * input.stride(3)];
    let behind = input[row + min(column + 1, last) * input.stride(3)];
    2.0 * input[row + column * input.stride(3)]
        + select(column > 0, before, 0.0)
        + select(column < last, behind, 0.0)
}
