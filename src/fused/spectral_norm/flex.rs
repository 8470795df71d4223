//! Spectral normalisation on the CPU: rows are dealt out to threads.

use super::{Derivative, EPSILON, PowerIteration, SpectralNorm};
use crate::{
    fused::flex::{CHUNK, contiguous, dot, tensor, vectorised},
    parallel::mapped,
};
use burn::backend::{Flex, TensorMetadata, tensor::FloatTensor};

impl SpectralNorm for Flex {
    fn spectral_norm(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [mut weight, u, v] = [weight, u, v].map(contiguous);
        let products = row_products(weight.storage(), v.storage());
        let sigma = vectorised(|| dot(u.storage(), &products));
        vectorised(|| weight.storage_mut::<f32>().iter_mut().for_each(|value| *value /= sigma));
        (weight, tensor(products, &u.shape()))
    }
}

impl Derivative for Flex {
    fn backward(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
        products: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        let [weight, u, v, products, mut gradient] = [weight, u, v, products, gradient].map(contiguous);
        let (u, v) = (u.storage::<f32>(), v.storage::<f32>());
        let values = gradient.storage_mut::<f32>();
        vectorised(|| {
            let sigma = dot(u, products.storage());
            let along = dot(values, weight.storage()) / (sigma * sigma);
            for (row, u) in values.chunks_exact_mut(v.len()).zip(u) {
                let share = along * u;
                row.iter_mut().zip(v).for_each(|(value, v)| *value = *value / sigma - share * v);
            }
        });
        gradient
    }
}

impl PowerIteration for Flex {
    fn power_iteration(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [weight, u] = [weight, u].map(contiguous);
        let (values, rows) = (weight.storage::<f32>(), u.storage::<f32>());
        let mut v = vec![0.0; values.len() / rows.len()];
        vectorised(|| {
            for (row, u) in values.chunks_exact(v.len()).zip(rows) {
                v.iter_mut().zip(row).for_each(|(sum, value)| *sum += u * value);
            }
        });
        let v = unit(v);
        let columns = [v.len()];
        (tensor(unit(row_products(values, &v)), &u.shape()), tensor(v, &columns))
    }
}

/// Each row of a matrix times `vector`.
fn row_products(matrix: &[f32], vector: &[f32]) -> Vec<f32> {
    let row = |row: usize| vectorised(|| dot(&matrix[row * vector.len()..][..vector.len()], vector));
    let rows = matrix.len() / vector.len();
    if matrix.len() < CHUNK { (0..rows).map(row).collect() } else { mapped(rows, row) }
}

/// `vector` over its length.
fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = dot(&vector, &vector).sqrt() + EPSILON;
    vector.iter_mut().for_each(|value| *value /= length);
    vector
}
