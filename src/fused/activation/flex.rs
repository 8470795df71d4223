//! Activations on the CPU.

use super::{Activate, Derivative, Function};
use crate::{
    fused::{
        exponential::exp_m1,
        flex::{CHUNK, contiguous, vectorised},
    },
    parallel::for_chunks,
};
use burn::backend::{Flex, tensor::FloatTensor};

impl Activate for Flex {
    fn activate(input: FloatTensor<Self>, function: Function) -> FloatTensor<Self> {
        match function {
            Function::LeakyRelu(leak) => mapped(input, move |x| if x > 0.0 { x } else { leak * x }),
            Function::Elu => mapped(input, |x| if x > 0.0 { x } else { exp_m1(x) }),
            Function::Sigmoid => mapped(input, |x| 1.0 / (2.0 + exp_m1(-x))),
            Function::Softplus => mapped(input, |x| x.max(0.0) + (-x.abs()).exp().ln_1p()),
            Function::Tanh => mapped(input, |x| {
                let above = exp_m1(2.0 * x);
                above / (above + 2.0)
            }),
        }
    }
}

impl Derivative for Flex {
    fn backward(
        output: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        function: Function,
    ) -> FloatTensor<Self> {
        match function {
            Function::LeakyRelu(leak) => {
                zipped(output, gradient, move |y, slope| slope * if y > 0.0 { 1.0 } else { leak })
            }
            Function::Elu => zipped(output, gradient, |y, slope| slope * (y.min(0.0) + 1.0)),
            Function::Sigmoid => zipped(output, gradient, |y, slope| slope * y * (1.0 - y)),
            Function::Softplus => zipped(output, gradient, |y, slope| slope * -exp_m1(-y)),
            Function::Tanh => zipped(output, gradient, |y, slope| slope * (1.0 - y * y)),
        }
    }
}

/// `map` of every number.
fn mapped(input: FloatTensor<Flex>, map: impl Fn(f32) -> f32 + Copy + Send + Sync) -> FloatTensor<Flex> {
    let mut input = contiguous(input);
    for_chunks(input.storage_mut::<f32>(), CHUNK, |_, values| {
        vectorised(move || values.iter_mut().for_each(|value| *value = map(*value)));
    });
    input
}

/// `map` of every number of both.
fn zipped(
    output: FloatTensor<Flex>,
    gradient: FloatTensor<Flex>,
    map: impl Fn(f32, f32) -> f32 + Copy + Send + Sync,
) -> FloatTensor<Flex> {
    let (output, mut gradient) = (contiguous(output), contiguous(gradient));
    let outputs = output.storage::<f32>();
    for_chunks(gradient.storage_mut::<f32>(), CHUNK, |chunk, slopes| {
        vectorised(move || {
            for (slope, output) in slopes.iter_mut().zip(&outputs[chunk * CHUNK..]) {
                *slope = map(*output, *slope);
            }
        });
    });
    gradient
}
