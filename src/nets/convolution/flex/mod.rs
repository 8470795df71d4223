//! The three passes on the CPU: patches of samples as a matrix (im2col), and one matrix product for a few samples of a group of
//! channels. Kernels of 3x3 with a stride of one mostly take a shorter way, [`winograd`].
//!
//! A few, so that the patch matrix stays in the cache between being written and being read, while the weights, which
//! in deep layers are larger than the cache, are read once for all of them. How work is split depends on the sizes alone,
//! so that sums do not depend on the number of threads.

mod patches;
mod sizes;
mod winograd;
mod work;

use super::{Convolution, Geometry, Pass};
use crate::matrix::{Matrix, multiply};
use burn::{
    backend::{Flex, tensor::FloatTensor},
    tensor::TensorData,
};
use burn_flex::FlexTensor;
use sizes::Sizes;
use work::zeros_changed;

/// Parts of a weight gradient that may run beside each other.
const TASKS: usize = 8;

impl Convolution for Flex {
    fn run(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        pass: Pass,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        let (first, second) = (first.to_contiguous(), second.to_contiguous());
        let (first, second) = (first.storage::<f32>(), second.storage::<f32>());
        let run = match (pass, winograd::suits(&geometry)) {
            (Pass::Forward, false) => forward,
            (Pass::InputGradient, false) => input_gradient,
            (Pass::WeightGradient, false) => weight_gradient,
            (Pass::Forward, true) => winograd::forward,
            (Pass::InputGradient, true) => winograd::input_gradient,
            (Pass::WeightGradient, true) => winograd::weight_gradient,
        };
        FlexTensor::from_data(TensorData::new(run(first, second, &geometry), geometry.shape(pass)))
    }
}

/// y = W P for a few samples at a time, with P their patches, one a column.
fn forward(input: &[f32], weight: &[f32], geometry: &Geometry) -> Vec<f32> {
    let sizes = Sizes::of(geometry);
    let (count, at_once) = (geometry.count(Pass::Forward), sizes.at_once * sizes.outputs_of_sample());
    zeros_changed(count, at_once, geometry, |work, chunk, output| {
        let samples = output.len() / sizes.outputs_of_sample();
        let first = chunk * sizes.at_once;
        for (group, weight) in weight.chunks_exact(sizes.weight()).enumerate() {
            let weight = Matrix::rows(weight, sizes.outputs, sizes.patch);
            let patches = work.patches.of(samples, |place| sizes.of_input(input, first + place, group));
            if samples == 1 {
                multiply(weight, patches, &mut output[group * sizes.output..][..sizes.output], false);
            } else {
                let product = &mut work.output[..samples * sizes.output];
                multiply(weight, patches, product, false);
                sizes.for_each_row(samples, group, |from, to, row| {
                    output[to..][..row].copy_from_slice(&product[from..][..row]);
                });
            }
        }
    })
}

/// P = W' y for a few samples at a time, every patch then added where it came from.
fn input_gradient(weight: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let sizes = Sizes::of(geometry);
    let (count, at_once) = (geometry.count(Pass::InputGradient), sizes.at_once * sizes.inputs_of_sample());
    zeros_changed(count, at_once, geometry, |work, chunk, input| {
        let samples = input.len() / sizes.inputs_of_sample();
        let outputs = sizes.of_outputs(output, chunk * sizes.at_once, samples);
        for (group, weight) in weight.chunks_exact(sizes.weight()).enumerate() {
            let weight = Matrix::rows(weight, sizes.outputs, sizes.patch);
            let gradient = sizes.collect(outputs, samples, group, work.output);
            if sizes.has_pixels_for_patches && samples == 1 {
                let input = &mut input[group * sizes.input..][..sizes.input];
                multiply(weight.transposed(), gradient, input, false);
            } else {
                work.patches.multiply(weight, gradient, samples);
                for place in 0..samples {
                    let sample = (place * sizes.groups + group) * sizes.input;
                    work.patches.col2im(place, samples, &mut input[sample..][..sizes.input]);
                }
            }
        }
    })
}

/// W = the sum over samples of y P'. Groups are dealt out, or where they are few the channels of the input, so that every
/// weight is summed in one place; where those are few as well, so are the weights, and the batch is dealt out.
fn weight_gradient(input: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let whole = Sizes::of(geometry);
    let inputs = geometry.inputs / geometry.groups;
    let most = (TASKS / geometry.groups).max(1);
    let blocks = (1..=most).rev().find(|blocks| inputs.is_multiple_of(*blocks)).unwrap_or(1);
    let parts = (most / blocks).max(1);
    // As if the input had the channels of one block in each group.
    let block = Geometry { inputs: geometry.inputs / blocks, ..*geometry };
    let sizes = Sizes::of(&block);
    let of_part = geometry.batch.div_ceil(parts);
    let tasks = geometry.groups * blocks * geometry.batch.div_ceil(of_part);
    let sums = zeros_changed(tasks * sizes.weight(), sizes.weight(), &block, |work, task, sum| {
        let (part, group, channels) =
            (task / blocks / sizes.groups, task / blocks % sizes.groups, task % blocks);
        let end = geometry.batch.min((part + 1) * of_part);
        for first in (part * of_part..end).step_by(sizes.at_once) {
            let samples = sizes.at_once.min(end - first);
            let outputs = sizes.of_outputs(output, first, samples);
            let gradient = sizes.collect(outputs, samples, group, work.output);
            let patches = work.patches.of(samples, |place| {
                &whole.of_input(input, first + place, group)[channels * sizes.input..][..sizes.input]
            });
            multiply(gradient, patches.transposed(), sum, true);
        }
    });
    let mut weight = vec![0.0; geometry.count(Pass::WeightGradient)];
    for (task, sum) in sums.chunks_exact(sizes.weight()).enumerate() {
        let (group, channels) = (task / blocks % sizes.groups, task % blocks);
        let rows = weight[group * whole.weight()..].chunks_exact_mut(whole.patch);
        for (row, sum) in rows.zip(sum.chunks_exact(sizes.patch)) {
            patches::add(&mut row[channels * sizes.patch..][..sizes.patch], sum);
        }
    }
    weight
}
