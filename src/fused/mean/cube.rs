//! The mean on a GPU: one workgroup for all numbers.

use super::{Derivative, Mean};
use crate::fused::cube::{THREADS, a_thread_each, dense, empty, sum_of_workgroup};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, prelude::*},
    tensor::Shape,
};

impl Mean for Cube {
    fn mean(input: FloatTensor<Self>) -> FloatTensor<Self> {
        let input = dense(input);
        let mean = empty(&Shape::new([1]), &input);
        let count = input.shape().num_elements();
        mean_kernel::launch(
            &input.client.clone(),
            CubeCount::Static(1, 1, 1),
            CubeDim::new_1d(THREADS),
            input.into_tensor_arg(),
            mean.clone().into_tensor_arg(),
            count,
        );
        mean
    }
}

impl Derivative for Cube {
    fn backward(gradient: FloatTensor<Self>, shape: Shape) -> FloatTensor<Self> {
        let of_input = empty(&shape, &gradient);
        let (count, size) = a_thread_each(&of_input);
        share_kernel::launch(
            &gradient.client.clone(),
            count,
            size,
            gradient.into_tensor_arg(),
            of_input.clone().into_tensor_arg(),
            1.0 / shape.num_elements() as f32,
        );
        of_input
    }
}

#[cube(launch)]
fn mean_kernel(values: &Tensor<f32>, mean: &mut Tensor<f32>, count: usize) {
    let mut sum = 0.0f32;
    let mut place = UNIT_POS as usize;
    while place < count {
        sum += values[place];
        place += CUBE_DIM as usize;
    }
    let sum = sum_of_workgroup(sum);
    if UNIT_POS == 0 {
        mean[0] = sum / count as f32;
    }
}

#[cube(launch)]
fn share_kernel(gradient: &Tensor<f32>, of_input: &mut Tensor<f32>, share: f32) {
    if ABSOLUTE_POS < of_input.len() {
        of_input[ABSOLUTE_POS] = gradient[0] * share;
    }
}
