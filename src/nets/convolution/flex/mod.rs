//! The three passes on the CPU: patches of samples as a matrix (im2col), and one matrix product for a few samples.
//!
//! A few, so that the patch matrix stays in the cache between being written and being read, while the weights, which
//! in deep layers are larger than the cache, are read once for all of them. How work is split depends on the sizes alone,
//! so that sums do not depend on the number of threads.

mod groups;
mod patches;

use super::{Convolution, Geometry, Pass};
use crate::matrix::{Matrix, multiply};
use burn::{
    backend::{Flex, tensor::FloatTensor},
    tensor::TensorData,
};
use burn_flex::FlexTensor;
use groups::run_groups;
use patches::{Patches, add};
#[cfg(not(target_family = "wasm"))]
use rayon::prelude::*;
use std::cell::RefCell;

/// Positions of the output that a product has at least, where a batch has as many: its shorter side, so that the weights
/// are not all that it waits for (measured: docs/performance.md).
const POSITIONS: usize = 128;
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
        let run = if geometry.groups == 1 { run } else { run_groups };
        let values = run(first, second, pass, &geometry);
        FlexTensor::from_data(TensorData::new(values, geometry.shape(pass)))
    }
}

/// What `pass` computes, of one group.
fn run(first: &[f32], second: &[f32], pass: Pass, geometry: &Geometry) -> Vec<f32> {
    match pass {
        Pass::Forward => forward(first, second, geometry),
        Pass::InputGradient => input_gradient(first, second, geometry),
        Pass::WeightGradient => weight_gradient(first, second, geometry),
    }
}

/// y = W P' for a few samples at a time, with P their patches, one a row.
fn forward(input: &[f32], weight: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut output = vec![0.0; geometry.shape(Pass::Forward).iter().product()];
    let sizes = Sizes::of(geometry);
    for_each(&mut output, sizes.at_once * sizes.output, geometry, |work, chunk, output| {
        let samples = output.len() / sizes.output;
        let first = chunk * sizes.at_once;
        for place in 0..samples {
            work.patches.im2col(place, sizes.of_input(input, first + place));
        }
        let product = &mut work.output[..output.len()];
        multiply(
            Matrix::rows(weight, sizes.outputs, sizes.patch),
            work.patches.of(samples).transposed(),
            product,
            false,
        );
        swap_axes(product, output, [sizes.outputs, samples, sizes.positions]);
    });
    output
}

/// P = y' W for a few samples at a time, every patch then added where it came from.
fn input_gradient(weight: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut input = vec![0.0; geometry.shape(Pass::InputGradient).iter().product()];
    let sizes = Sizes::of(geometry);
    for_each(&mut input, sizes.at_once * sizes.input, geometry, |work, chunk, input| {
        let samples = input.len() / sizes.input;
        work.collect(&sizes, sizes.of_outputs(output, chunk * sizes.at_once, samples));
        let length = samples * sizes.positions;
        multiply(
            Matrix::rows(&work.output[..sizes.outputs * length], sizes.outputs, length).transposed(),
            Matrix::rows(weight, sizes.outputs, sizes.patch),
            &mut work.patches.values[..length * sizes.patch],
            false,
        );
        for (place, input) in input.chunks_exact_mut(sizes.input).enumerate() {
            work.patches.col2im(place, input);
        }
    });
    input
}

/// W = the sum over samples of y P. The channels of the input are dealt out, so that every weight is summed in one place;
/// where they are few, so are the weights, and the batch is dealt out as well.
fn weight_gradient(input: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let blocks = (1..=TASKS).rev().find(|blocks| geometry.inputs.is_multiple_of(*blocks)).unwrap_or(1);
    let block = Geometry { inputs: geometry.inputs / blocks, ..*geometry };
    let of_group = geometry.batch.div_ceil(TASKS / blocks);
    let (whole, sizes) = (Sizes::of(geometry), Sizes::of(&block));
    let length = sizes.outputs * sizes.patch;
    let mut parts = vec![0.0; blocks * geometry.batch.div_ceil(of_group) * length];
    for_each(&mut parts, length, &block, |work, task, sum| {
        let channels = (task % blocks) * sizes.input;
        let group = task / blocks * of_group;
        let end = geometry.batch.min(group + of_group);
        for first in (group..end).step_by(sizes.at_once) {
            let samples = sizes.at_once.min(end - first);
            for place in 0..samples {
                let sample = whole.of_input(input, first + place);
                work.patches.im2col(place, &sample[channels..][..sizes.input]);
            }
            let positions = samples * sizes.positions;
            work.collect(&sizes, sizes.of_outputs(output, first, samples));
            multiply(
                Matrix::rows(&work.output[..sizes.outputs * positions], sizes.outputs, positions),
                work.patches.of(samples),
                sum,
                true,
            );
        }
    });
    let mut weight = vec![0.0; whole.outputs * whole.patch];
    for (task, part) in parts.chunks_exact(length).enumerate() {
        let first = (task % blocks) * sizes.patch;
        for (row, part) in weight.chunks_exact_mut(whole.patch).zip(part.chunks_exact(sizes.patch)) {
            add(&mut row[first..][..sizes.patch], part);
        }
    }
    weight
}

/// Numbers in one sample's parts.
struct Sizes {
    input: usize,
    output: usize,
    outputs: usize,
    /// In one patch: inputs x kernel x kernel.
    patch: usize,
    /// Patches in a sample.
    positions: usize,
    /// Samples in a product: half of a small batch, so that there is work for two.
    at_once: usize,
}

impl Sizes {
    fn of(geometry: &Geometry) -> Self {
        let positions = geometry.output.iter().product();
        Self {
            input: geometry.inputs * geometry.input.iter().product::<usize>(),
            output: geometry.outputs * positions,
            outputs: geometry.outputs,
            patch: geometry.inputs * geometry.kernel * geometry.kernel,
            positions,
            at_once: POSITIONS.div_ceil(positions).min(geometry.batch.div_ceil(2)),
        }
    }

    fn of_input<'a>(&self, inputs: &'a [f32], sample: usize) -> &'a [f32] {
        &inputs[sample * self.input..][..self.input]
    }

    fn of_outputs<'a>(&self, outputs: &'a [f32], first: usize, samples: usize) -> &'a [f32] {
        &outputs[first * self.output..][..samples * self.output]
    }
}

/// A thread's memory from one call to the next: a fresh piece for each would cost its clearing, and stay taken.
#[derive(Default)]
struct Buffers {
    patches: Vec<f32>,
    frame: Vec<f32>,
    output: Vec<f32>,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// What a thread works with.
struct Work<'a> {
    patches: Patches<'a>,
    /// `[outputs, samples x positions]`.
    output: &'a mut [f32],
}

impl<'a> Work<'a> {
    fn new(geometry: &'a Geometry, Buffers { patches, frame, output }: &'a mut Buffers) -> Self {
        let sizes = Sizes::of(geometry);
        output.resize(sizes.at_once * sizes.output, 0.0);
        Self { patches: Patches::new(geometry, sizes.at_once, patches, frame), output }
    }

    /// Lays the samples' outputs, `[samples, outputs, positions]`, side by side.
    fn collect(&mut self, sizes: &Sizes, outputs: &[f32]) {
        let samples = outputs.len() / sizes.output;
        swap_axes(outputs, &mut self.output[..outputs.len()], [samples, sizes.outputs, sizes.positions]);
    }
}

/// From `[first, second, length]` to `[second, first, length]`.
fn swap_axes(from: &[f32], to: &mut [f32], [first, second, length]: [usize; 3]) {
    for (row, from) in from.chunks_exact(length).enumerate() {
        let (one, other) = (row / second, row % second);
        to[(other * first + one) * length..][..length].copy_from_slice(from);
    }
}

/// Calls `work(what to work with, index, chunk)` for every chunk, on all threads where there are threads.
fn for_each(
    values: &mut [f32],
    chunk: usize,
    geometry: &Geometry,
    work: impl Fn(&mut Work, usize, &mut [f32]) + Sync + Send,
) {
    let work = |(index, chunk): (usize, &mut [f32])| {
        BUFFERS.with_borrow_mut(|buffers| work(&mut Work::new(geometry, buffers), index, chunk));
    };
    #[cfg(not(target_family = "wasm"))]
    values.par_chunks_mut(chunk).enumerate().for_each(work);
    #[cfg(target_family = "wasm")]
    values.chunks_mut(chunk).enumerate().for_each(work);
}
