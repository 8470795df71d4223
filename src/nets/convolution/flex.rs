//! Contractions on the CPU: a sample's patches as a matrix (im2col), and one matrix product a sample.
//!
//! A sample's patch matrix is small enough to stay in the cache between being written and being read.
//! Work is split by sample in groups of a fixed size, so that sums do not depend on the number of threads.

use super::{Convolution, Geometry, Pass};
use burn::{
    backend::{Flex, tensor::FloatTensor},
    tensor::TensorData,
};
use burn_flex::FlexTensor;
use gemm::{Parallelism, gemm};

/// Samples in a group.
const GROUP: usize = 8;

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

/// y = W P' for each sample, with P its patches, one a row.
fn forward(input: &[f32], weight: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut output = vec![0.0; geometry.shape(Pass::Forward).iter().product()];
    let sizes = Sizes::of(geometry);
    for_each_group(&mut output, sizes.output, |first, group| {
        let mut patches = Patches::new(geometry);
        for (sample, output) in (first..).zip(group.chunks_exact_mut(sizes.output)) {
            patches.im2col(sizes.of_input(input, sample));
            multiply(
                Matrix::rows(weight, sizes.outputs, sizes.patch),
                Matrix::rows(&patches.values, sizes.positions, sizes.patch).transposed(),
                output,
                false,
            );
        }
    });
    output
}

/// P = y' W for each sample, every patch then added where it came from.
fn input_gradient(weight: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut input = vec![0.0; geometry.shape(Pass::InputGradient).iter().product()];
    let sizes = Sizes::of(geometry);
    for_each_group(&mut input, sizes.input, |first, group| {
        let mut patches = Patches::new(geometry);
        for (sample, input) in (first..).zip(group.chunks_exact_mut(sizes.input)) {
            multiply(
                Matrix::rows(sizes.of_output(output, sample), sizes.outputs, sizes.positions).transposed(),
                Matrix::rows(weight, sizes.outputs, sizes.patch),
                &mut patches.values,
                false,
            );
            patches.col2im(input);
        }
    });
    input
}

/// W = the sum over samples of y P, each group's summed apart.
fn weight_gradient(input: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let sizes = Sizes::of(geometry);
    let length = sizes.outputs * sizes.patch;
    let mut sums = vec![0.0; geometry.batch.div_ceil(GROUP) * length];
    for_each(&mut sums, length, |group, sum| {
        let mut patches = Patches::new(geometry);
        for sample in group * GROUP..geometry.batch.min((group + 1) * GROUP) {
            patches.im2col(sizes.of_input(input, sample));
            multiply(
                Matrix::rows(sizes.of_output(output, sample), sizes.outputs, sizes.positions),
                Matrix::rows(&patches.values, sizes.positions, sizes.patch),
                sum,
                true,
            );
        }
    });
    let (total, rest) = sums.split_at_mut(length);
    for part in rest.chunks_exact(length) {
        total.iter_mut().zip(part).for_each(|(total, part)| *total += part);
    }
    sums.truncate(length);
    sums
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
        }
    }

    fn of_input<'a>(&self, inputs: &'a [f32], sample: usize) -> &'a [f32] {
        &inputs[sample * self.input..][..self.input]
    }

    fn of_output<'a>(&self, outputs: &'a [f32], sample: usize) -> &'a [f32] {
        &outputs[sample * self.output..][..self.output]
    }
}

/// One sample's patches: a row for each position, in it a column for each channel and place in the kernel.
///
/// A kernel's row lies together in both the sample and its patch, so that patches move in short vectors.
struct Patches<'a> {
    geometry: &'a Geometry,
    /// `[positions, inputs x kernel x kernel]`.
    values: Vec<f32>,
    /// The sample with its padding around it.
    frame: Vec<f32>,
}

impl<'a> Patches<'a> {
    fn new(geometry: &'a Geometry) -> Self {
        let sizes = Sizes::of(geometry);
        let frame = geometry.input.map(|side| side + 2 * geometry.padding);
        Self {
            geometry,
            values: vec![0.0; sizes.patch * sizes.positions],
            frame: vec![0.0; geometry.inputs * frame[0] * frame[1]],
        }
    }

    /// Fills the patches from a sample.
    fn im2col(&mut self, sample: &[f32]) {
        for_each_row(self.geometry, |frame, row| {
            let width = self.geometry.input[1];
            self.frame[frame..][..width].copy_from_slice(&sample[row..][..width]);
        });
        for_each_kernel_row(self.geometry, |patch, frame, kernel| {
            let (to, from) = (&mut self.values[patch..][..kernel], &self.frame[frame..][..kernel]);
            match (to.first_chunk_mut::<4>(), from.first_chunk::<4>()) {
                (Some(to), Some(from)) if kernel == 4 => *to = *from,
                _ => to.copy_from_slice(from),
            }
        });
    }

    /// Adds the patches to a sample that is zero.
    fn col2im(&mut self, sample: &mut [f32]) {
        self.frame.fill(0.0);
        for_each_kernel_row(self.geometry, |patch, frame, kernel| {
            let (to, from) = (&mut self.frame[frame..][..kernel], &self.values[patch..][..kernel]);
            match (to.first_chunk_mut::<4>(), from.first_chunk::<4>()) {
                (Some(to), Some(from)) if kernel == 4 => {
                    to.iter_mut().zip(from).for_each(|(to, from)| *to += from)
                }
                _ => to.iter_mut().zip(from).for_each(|(to, from)| *to += from),
            }
        });
        for_each_row(self.geometry, |frame, row| {
            let width = self.geometry.input[1];
            sample[row..][..width].copy_from_slice(&self.frame[frame..][..width]);
        });
    }
}

/// Calls `run(place in the frame, place in the sample)` for every row of every channel.
#[inline(always)]
fn for_each_row(geometry: &Geometry, mut run: impl FnMut(usize, usize)) {
    let Geometry { inputs, input: [height, width], padding, .. } = *geometry;
    let (frame_height, frame_width) = (height + 2 * padding, width + 2 * padding);
    for channel in 0..inputs {
        for row in 0..height {
            let frame = (channel * frame_height + row + padding) * frame_width + padding;
            run(frame, (channel * height + row) * width);
        }
    }
}

/// Calls `run(place in the patches, place in the frame, length)` for every row of the kernel, in every
/// channel, at every position.
// The page's bundle is built for size: without this, the innermost loops would call.
#[inline(always)]
fn for_each_kernel_row(geometry: &Geometry, mut run: impl FnMut(usize, usize, usize)) {
    let Geometry { inputs, input: [height, width], output: [rows, columns], kernel, stride, padding, .. } =
        *geometry;
    let (frame_height, frame_width) = (height + 2 * padding, width + 2 * padding);
    let mut patch = 0;
    for row in 0..rows {
        for column in 0..columns {
            for channel in 0..inputs {
                let corner = (channel * frame_height + row * stride) * frame_width + column * stride;
                for down in 0..kernel {
                    run(patch, corner + down * frame_width, kernel);
                    patch += kernel;
                }
            }
        }
    }
}

/// A matrix in a slice.
struct Matrix<'a> {
    values: &'a [f32],
    size: [usize; 2],
    /// From a row to the next, and from a column to the next.
    strides: [usize; 2],
}

impl<'a> Matrix<'a> {
    /// Row after row.
    fn rows(values: &'a [f32], rows: usize, columns: usize) -> Self {
        assert_eq!(values.len(), rows * columns, "a matrix fills its slice");
        Self { values, size: [rows, columns], strides: [columns, 1] }
    }

    fn transposed(self) -> Self {
        let ([rows, columns], [down, across]) = (self.size, self.strides);
        Self { values: self.values, size: [columns, rows], strides: [across, down] }
    }
}

/// Writes `left` times `right` into `product`, row after row, or adds it to what is there.
fn multiply(left: Matrix, right: Matrix, product: &mut [f32], add: bool) {
    let ([rows, inner], [right_rows, columns]) = (left.size, right.size);
    assert_eq!((inner, product.len()), (right_rows, rows * columns), "the sizes of a product agree");
    // SAFETY: `Matrix::rows` and the assertion above bound every access by the slices' lengths.
    unsafe {
        gemm(
            rows,
            columns,
            inner,
            product.as_mut_ptr(),
            1,
            columns as isize,
            add,
            left.values.as_ptr(),
            left.strides[1] as isize,
            left.strides[0] as isize,
            right.values.as_ptr(),
            right.strides[1] as isize,
            right.strides[0] as isize,
            1.0,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

/// Calls `work(first sample, its group)` for every group of samples of `length` numbers each.
fn for_each_group(samples: &mut [f32], length: usize, work: impl Fn(usize, &mut [f32]) + Sync + Send) {
    for_each(samples, GROUP * length, |group, samples| work(group * GROUP, samples));
}

/// Calls `work(index, chunk)` for every chunk, on all threads where there are threads.
#[cfg(not(target_family = "wasm"))]
fn for_each(values: &mut [f32], chunk: usize, work: impl Fn(usize, &mut [f32]) + Sync + Send) {
    use rayon::prelude::*;
    values.par_chunks_mut(chunk).enumerate().for_each(|(index, chunk)| work(index, chunk));
}

#[cfg(target_family = "wasm")]
fn for_each(values: &mut [f32], chunk: usize, work: impl Fn(usize, &mut [f32]) + Sync + Send) {
    values.chunks_mut(chunk).enumerate().for_each(|(index, chunk)| work(index, chunk));
}
