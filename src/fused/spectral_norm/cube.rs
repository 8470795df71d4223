//! Spectral normalisation on a GPU: a workgroup a row for products, a thread a number for the rest.
//!
//! A sum over all rows is made by every workgroup anew, which costs less than a launch of its own.

use super::{Derivative, EPSILON, PowerIteration, SpectralNorm};
use crate::fused::cube::{THREADS, dense, empty, empty_like, in_order_of, sum_of_workgroup};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{self, calculate_cube_count_elemwise, prelude::*},
    tensor::Shape,
};
use burn_wgpu::CubeTensor;

impl SpectralNorm for Cube {
    fn spectral_norm(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [weight, u, v] = [weight, u, v].map(dense);
        let products = row_products(&weight, v);
        let output = empty_like(&weight);
        let (count, size) = whole_workgroups(&weight);
        normalise_kernel::launch(
            &weight.client.clone(),
            count,
            size,
            weight.into_tensor_arg(),
            u.into_tensor_arg(),
            products.clone().into_tensor_arg(),
            output.clone().into_tensor_arg(),
        );
        (output, products)
    }
}

impl Derivative for Cube {
    fn backward(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
        products: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        let [weight, u, v] = [weight, u, v].map(dense);
        let gradient = in_order_of(&weight, gradient);
        let along = row_products(&weight, gradient.clone());
        let of_weight = empty_like(&weight);
        let (count, size) = whole_workgroups(&weight);
        gradient_kernel::launch(
            &weight.client.clone(),
            count,
            size,
            gradient.into_tensor_arg(),
            u.into_tensor_arg(),
            v.into_tensor_arg(),
            products.into_tensor_arg(),
            along.into_tensor_arg(),
            of_weight.clone().into_tensor_arg(),
        );
        of_weight
    }
}

impl PowerIteration for Cube {
    fn power_iteration(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [weight, u] = [weight, u].map(dense);
        let client = weight.client.clone();
        let columns = weight.shape().num_elements() / weight.shape()[0];
        let column_products = empty(&Shape::new([columns]), &weight);
        let (count, size) = whole_workgroups(&column_products);
        column_products_kernel::launch(
            &client,
            count,
            size,
            weight.clone().into_tensor_arg(),
            u.clone().into_tensor_arg(),
            column_products.clone().into_tensor_arg(),
        );
        let row_products = row_products(&weight, column_products.clone());
        let [u, v] = [&row_products, &column_products].map(empty_like);
        unit_kernel::launch(
            &client,
            CubeCount::Static(1, 1, 1),
            CubeDim::new_1d(THREADS),
            row_products.into_tensor_arg(),
            column_products.into_tensor_arg(),
            u.clone().into_tensor_arg(),
            v.clone().into_tensor_arg(),
            EPSILON,
        );
        (u, v)
    }
}

/// Workgroups of the size that sums, with a thread for each number.
fn whole_workgroups(tensor: &CubeTensor) -> (CubeCount, CubeDim) {
    let size = CubeDim::new_1d(THREADS);
    (calculate_cube_count_elemwise(&tensor.client, tensor.shape().num_elements(), size), size)
}

/// The sum over each row of `weight` of its products with `factors`: a vector, or numbers in the weight's shape and order.
fn row_products(weight: &CubeTensor, factors: CubeTensor) -> CubeTensor {
    let rows = weight.shape()[0];
    let products = empty(&Shape::new([rows]), weight);
    let is_vector = factors.shape().num_dims() == 1;
    row_products_kernel::launch(
        &weight.client.clone(),
        CubeCount::Static(rows as u32, 1, 1),
        CubeDim::new_1d(THREADS),
        weight.clone().into_tensor_arg(),
        factors.into_tensor_arg(),
        products.clone().into_tensor_arg(),
        is_vector,
    );
    products
}

#[cube(launch)]
fn row_products_kernel(
    weight: &Tensor<f32>,
    factors: &Tensor<f32>,
    products: &mut Tensor<f32>,
    #[comptime] is_vector: bool,
) {
    let row = CUBE_POS_X as usize;
    let columns = weight.len() / weight.shape(0);
    let mut sum = 0.0f32;
    let mut column = UNIT_POS as usize;
    while column < columns {
        let place = place_of(weight, row, column);
        let factor = if is_vector { factors[column] } else { factors[place] };
        sum += weight[place] * factor;
        column += CUBE_DIM as usize;
    }
    let sum = sum_of_workgroup(sum);
    if UNIT_POS == 0 {
        products[row] = sum;
    }
}

/// u' W, a thread a column.
#[cube(launch)]
fn column_products_kernel(weight: &Tensor<f32>, u: &Tensor<f32>, products: &mut Tensor<f32>) {
    let column = ABSOLUTE_POS;
    if column >= products.len() {
        terminate!();
    }
    let mut sum = 0.0f32;
    for row in 0..u.len() {
        sum += u[row] * weight[place_of(weight, row, column)];
    }
    products[column] = sum;
}

#[cube(launch)]
fn normalise_kernel(weight: &Tensor<f32>, u: &Tensor<f32>, products: &Tensor<f32>, output: &mut Tensor<f32>) {
    let sigma = sum_of_workgroup(products_of_thread(u, products));
    if ABSOLUTE_POS < output.len() {
        output[ABSOLUTE_POS] = weight[ABSOLUTE_POS] / sigma;
    }
}

#[cube(launch)]
fn gradient_kernel(
    gradient: &Tensor<f32>,
    u: &Tensor<f32>,
    v: &Tensor<f32>,
    products: &Tensor<f32>,
    along: &Tensor<f32>,
    of_weight: &mut Tensor<f32>,
) {
    let sigma = sum_of_workgroup(products_of_thread(u, products));
    let mut sum = 0.0f32;
    let mut row = UNIT_POS as usize;
    while row < along.len() {
        sum += along[row];
        row += CUBE_DIM as usize;
    }
    let along = sum_of_workgroup(sum);
    let place = ABSOLUTE_POS;
    if place < of_weight.len() {
        let row = place / gradient.stride(0) % gradient.shape(0);
        let first = place / gradient.stride(1) % gradient.shape(1);
        let second = place / gradient.stride(2) % gradient.shape(2);
        let third = place / gradient.stride(3) % gradient.shape(3);
        let column = (first * gradient.shape(2) + second) * gradient.shape(3) + third;
        of_weight[place] = gradient[place] / sigma - along / (sigma * sigma) * u[row] * v[column];
    }
}

/// Both vectors over their lengths, that of the rows as if it came of a column vector made so.
#[cube(launch)]
fn unit_kernel(
    row_products: &Tensor<f32>,
    column_products: &Tensor<f32>,
    u: &mut Tensor<f32>,
    v: &mut Tensor<f32>,
    epsilon: f32,
) {
    let of_columns = sum_of_workgroup(products_of_thread(column_products, column_products)).sqrt() + epsilon;
    let of_rows =
        sum_of_workgroup(products_of_thread(row_products, row_products)).sqrt() / of_columns + epsilon;
    let mut column = UNIT_POS as usize;
    while column < v.len() {
        v[column] = column_products[column] / of_columns;
        column += CUBE_DIM as usize;
    }
    let mut row = UNIT_POS as usize;
    while row < u.len() {
        u[row] = row_products[row] / of_columns / of_rows;
        row += CUBE_DIM as usize;
    }
}

/// The sum of the products of two vectors at the places that are this thread's.
#[cube]
fn products_of_thread(left: &Tensor<f32>, right: &Tensor<f32>) -> f32 {
    let mut sum = 0.0f32;
    let mut place = UNIT_POS as usize;
    while place < left.len() {
        sum += left[place] * right[place];
        place += CUBE_DIM as usize;
    }
    sum
}

/// Where a number of the weight lies.
#[cube]
fn place_of(weight: &Tensor<f32>, row: usize, column: usize) -> usize {
    let (height, width) = (weight.shape(2), weight.shape(3));
    row * weight.stride(0)
        + column / width / height * weight.stride(1)
        + column / width % height * weight.stride(2)
        + column % width * weight.stride(3)
}
