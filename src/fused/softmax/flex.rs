//! Softmax on the CPU.

use super::{Derivative, Softmax};
use crate::{
    fused::{
        exponential::exp,
        flex::{CHUNK, contiguous, dot, sum, vectorised},
    },
    parallel::for_chunks,
};
use burn::backend::{Flex, TensorMetadata, tensor::FloatTensor};
use burn_flex::FlexTensor;

impl Softmax for Flex {
    fn along_rows(input: FloatTensor<Self>) -> FloatTensor<Self> {
        let mut input = contiguous(input);
        let columns = columns(&input);
        for_chunks(input.storage_mut::<f32>(), rows_of_chunk(columns) * columns, |_, rows| {
            vectorised(|| {
                for row in rows.chunks_exact_mut(columns) {
                    let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                    row.iter_mut().for_each(|number| *number = exp(*number - largest));
                    let share = 1.0 / sum(row);
                    row.iter_mut().for_each(|number| *number *= share);
                }
            });
        });
        input
    }
}

impl Derivative for Flex {
    fn backward(output: FloatTensor<Self>, gradient: FloatTensor<Self>) -> FloatTensor<Self> {
        let (output, mut gradient) = (contiguous(output), contiguous(gradient));
        let columns = columns(&output);
        let of_chunk = rows_of_chunk(columns) * columns;
        let outputs = output.storage::<f32>();
        for_chunks(gradient.storage_mut::<f32>(), of_chunk, |chunk, rows| {
            vectorised(|| {
                let outputs = outputs[chunk * of_chunk..].chunks_exact(columns);
                for (row, output) in rows.chunks_exact_mut(columns).zip(outputs) {
                    let along = dot(row, output);
                    for (slope, output) in row.iter_mut().zip(output) {
                        *slope = output * (*slope - along);
                    }
                }
            });
        });
        gradient
    }
}

fn columns(tensor: &FlexTensor) -> usize {
    tensor.shape()[tensor.shape().num_dims() - 1]
}

fn rows_of_chunk(columns: usize) -> usize {
    (CHUNK / columns).max(1)
}
