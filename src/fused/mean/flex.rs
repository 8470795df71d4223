//! The mean on the CPU.

use super::{Derivative, Mean};
use crate::fused::flex::{contiguous, sum, tensor};
use burn::{
    backend::{Flex, tensor::FloatTensor},
    tensor::Shape,
};

/// Numbers that are summed in single precision.
const CHUNK: usize = 1 << 10;

impl Mean for Flex {
    fn mean(input: FloatTensor<Self>) -> FloatTensor<Self> {
        let input = contiguous(input);
        let values = input.storage::<f32>();
        let total: f64 = values.chunks(CHUNK).map(|values| f64::from(sum(values))).sum();
        tensor(vec![(total / values.len() as f64) as f32], &[1])
    }
}

impl Derivative for Flex {
    fn backward(gradient: FloatTensor<Self>, shape: Shape) -> FloatTensor<Self> {
        let count = shape.num_elements();
        let share = contiguous(gradient).storage::<f32>()[0] / count as f32;
        tensor(vec![share; count], &shape)
    }
}
