//! The three passes on the CPU: patches of samples as a matrix (im2col), and one matrix product for a few samples.
//!
//! A few, so that the patch matrix stays in the cache between being written and being read, while the weights, which
//! in deep layers are larger than the cache, are read once for all of them. How work is split depends on the sizes alone,
//! so that sums do not depend on the number of threads.

mod matrix;
mod patches;

use super::{Convolution, Geometry, Pass};
use burn::{
    backend::{Flex, tensor::FloatTensor},
    tensor::TensorData,
};
use burn_flex::FlexTensor;
use matrix::{Matrix, multiply};
use patches::Patches;
use std::ops::Range;

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
        let values = match pass {
            Pass::Forward => forward(first, second, &geometry),
            Pass::InputGradient => input_gradient(first, second, &geometry),
            Pass::WeightGradient => weight_gradient(first, second, &geometry),
        };
        FlexTensor::from_data(TensorData::new(values, geometry.shape(pass)))
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
    let channels = geometry.inputs.div_ceil(TASKS);
    let blocks = geometry.inputs.div_ceil(channels);
    let samples = geometry.batch.div_ceil(TASKS / blocks);
    let groups = geometry.batch.div_ceil(samples);
    let parts = map_all(blocks * groups, |task| {
        let (block, group) = (task % blocks, task / blocks);
        let of_block = block * channels..geometry.inputs.min((block + 1) * channels);
        let of_group = group * samples..geometry.batch.min((group + 1) * samples);
        weight_gradient_of(input, output, geometry, of_block, of_group)
    });
    let mut weight = vec![0.0; geometry.shape(Pass::WeightGradient).iter().product()];
    let patch = geometry.kernel * geometry.kernel;
    for (task, part) in parts.iter().enumerate() {
        let first = (task % blocks) * channels * patch;
        let rows = weight.chunks_exact_mut(geometry.inputs * patch);
        for (row, part) in rows.zip(part.chunks_exact(part.len() / geometry.outputs)) {
            row[first..][..part.len()].iter_mut().zip(part).for_each(|(total, value)| *total += value);
        }
    }
    weight
}

/// The sum over these `samples` for the weights of these `channels` of the input, `[outputs, channels, kernel, kernel]`.
fn weight_gradient_of(
    input: &[f32],
    output: &[f32],
    geometry: &Geometry,
    channels: Range<usize>,
    samples: Range<usize>,
) -> Vec<f32> {
    let whole = Sizes::of(geometry);
    let geometry = Geometry { inputs: channels.len(), ..*geometry };
    let sizes = Sizes::of(&geometry);
    let offset = channels.start * geometry.input.iter().product::<usize>();
    let mut work = Work::new(&geometry);
    let mut sum = vec![0.0; sizes.outputs * sizes.patch];
    for first in samples.clone().step_by(sizes.at_once) {
        let count = sizes.at_once.min(samples.end - first);
        for place in 0..count {
            let sample = whole.of_input(input, first + place);
            work.patches.im2col(place, &sample[offset..][..sizes.input]);
        }
        work.collect(&sizes, sizes.of_outputs(output, first, count));
        let positions = count * sizes.positions;
        multiply(
            Matrix::rows(&work.output[..sizes.outputs * positions], sizes.outputs, positions),
            work.patches.of(count),
            &mut sum,
            true,
        );
    }
    sum
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

/// What a thread works with, used again for one chunk after the other.
struct Work<'a> {
    patches: Patches<'a>,
    /// `[outputs, samples x positions]`.
    output: Vec<f32>,
}

impl<'a> Work<'a> {
    fn new(geometry: &'a Geometry) -> Self {
        let sizes = Sizes::of(geometry);
        Self {
            patches: Patches::new(geometry, sizes.at_once),
            output: vec![0.0; sizes.at_once * sizes.output],
        }
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
#[cfg(not(target_family = "wasm"))]
fn for_each(
    values: &mut [f32],
    chunk: usize,
    geometry: &Geometry,
    work: impl Fn(&mut Work, usize, &mut [f32]) + Sync + Send,
) {
    use rayon::prelude::*;
    let chunks = values.par_chunks_mut(chunk).enumerate();
    chunks.for_each_init(|| Work::new(geometry), |with, (index, chunk)| work(with, index, chunk));
}

#[cfg(target_family = "wasm")]
fn for_each(
    values: &mut [f32],
    chunk: usize,
    geometry: &Geometry,
    work: impl Fn(&mut Work, usize, &mut [f32]) + Sync + Send,
) {
    let mut with = Work::new(geometry);
    values.chunks_mut(chunk).enumerate().for_each(|(index, chunk)| work(&mut with, index, chunk));
}

/// What `work` makes of each number below `count`, on all threads where there are threads.
#[cfg(not(target_family = "wasm"))]
fn map_all<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(work).collect()
}

#[cfg(target_family = "wasm")]
fn map_all<T>(count: usize, work: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(work).collect()
}
