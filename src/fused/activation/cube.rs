//! Activations on a GPU: a thread a number, as they lie in memory.

use super::{Activate, Derivative, Function};
use crate::fused::cube::{a_thread_each, dense, empty_like, in_order_of};
use burn::{
    backend::{Cube, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, prelude::*},
};

impl Activate for Cube {
    fn activate(input: FloatTensor<Self>, function: Function) -> FloatTensor<Self> {
        let input = dense(input);
        let output = empty_like(&input);
        let (count, size) = a_thread_each(&input);
        let (curve, leak) = function.for_kernel();
        forward_kernel::launch(
            &input.client.clone(),
            count,
            size,
            input.into_tensor_arg(),
            output.clone().into_tensor_arg(),
            leak,
            curve,
        );
        output
    }
}

impl Derivative for Cube {
    fn backward(
        output: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        function: Function,
    ) -> FloatTensor<Self> {
        let gradient = in_order_of(&output, gradient);
        let of_input = empty_like(&output);
        let (count, size) = a_thread_each(&output);
        let (curve, leak) = function.for_kernel();
        backward_kernel::launch(
            &output.client.clone(),
            count,
            size,
            output.into_tensor_arg(),
            gradient.into_tensor_arg(),
            of_input.clone().into_tensor_arg(),
            leak,
            curve,
        );
        of_input
    }
}

/// A function but for its numbers: a kernel is compiled for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Curve {
    LeakyRelu,
    Elu,
    Sigmoid,
    Softplus,
    Tanh,
}

impl Function {
    /// Its curve, and the slope below zero where it has one.
    fn for_kernel(self) -> (Curve, f32) {
        match self {
            Self::LeakyRelu(leak) => (Curve::LeakyRelu, leak),
            Self::Elu => (Curve::Elu, 0.0),
            Self::Sigmoid => (Curve::Sigmoid, 0.0),
            Self::Softplus => (Curve::Softplus, 0.0),
            Self::Tanh => (Curve::Tanh, 0.0),
        }
    }
}

#[cube(launch)]
fn forward_kernel(input: &Tensor<f32>, output: &mut Tensor<f32>, leak: f32, #[comptime] curve: Curve) {
    if ABSOLUTE_POS >= output.len() {
        terminate!();
    }
    let x = input[ABSOLUTE_POS];
    let above = max(x, 0.0);
    let below = min(x, 0.0);
    output[ABSOLUTE_POS] = match comptime!(curve) {
        Curve::LeakyRelu => select(x > 0.0, x, leak * x),
        Curve::Elu => above + below.exp() - 1.0,
        Curve::Sigmoid => 1.0 / (1.0 + (-x).exp()),
        Curve::Softplus => above + (below - above).exp().log1p(),
        Curve::Tanh => x.tanh(),
    };
}

#[cube(launch)]
fn backward_kernel(
    output: &Tensor<f32>,
    gradient: &Tensor<f32>,
    of_input: &mut Tensor<f32>,
    leak: f32,
    #[comptime] curve: Curve,
) {
    if ABSOLUTE_POS >= output.len() {
        terminate!();
    }
    let y = output[ABSOLUTE_POS];
    let slope = match comptime!(curve) {
        Curve::LeakyRelu => select(y > 0.0, 1.0, leak),
        Curve::Elu => min(y, 0.0) + 1.0,
        Curve::Sigmoid => y * (1.0 - y),
        // 1 - exp(-y), by its series where that would cancel.
        Curve::Softplus => select(y < 1e-3, y - 0.5 * y * y, 1.0 - (-y).exp()),
        Curve::Tanh => 1.0 - y * y,
    };
    of_input[ABSOLUTE_POS] = gradient[ABSOLUTE_POS] * slope;
}
