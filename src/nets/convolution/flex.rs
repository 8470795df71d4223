//! Contractions on the CPU: a sample's patches as a matrix (im2col), and one matrix product a sample.
//!
//! A sample's patch matrix is small enough to stay in the cache between being written and being read.
//! Work is split by sample in groups of a fixed size, so that sums do not depend on the number of threads.

use super::{Contraction, Geometry, Role};
use burn::{
    backend::{Flex, tensor::FloatTensor},
    tensor::TensorData,
};
use burn_flex::FlexTensor;
use gemm::{Parallelism, gemm};

/// Samples in a group.
const GROUP: usize = 8;

impl Contraction for Flex {
    fn contract(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        missing: Role,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        let (first, second) = (first.to_contiguous(), second.to_contiguous());
        let (first, second) = (first.storage::<f32>(), second.storage::<f32>());
        let values = match missing {
            Role::Output => convolve(first, second, &geometry),
            Role::Input => spread(first, second, &geometry),
            Role::Weight => weight_gradient(first, second, &geometry),
        };
        FlexTensor::from_data(TensorData::new(values, geometry.shape(missing)))
    }
}

/// y = W P for each sample, with P its patches.
fn convolve(input: &[f32], weight: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut output = vec![0.0; geometry.shape(Role::Output).iter().product()];
    let sizes = Sizes::of(geometry);
    for_each_group(&mut output, sizes.output, |first, group| {
        let mut patches = Patches::new(geometry);
        for (sample, output) in (first..).zip(group.chunks_exact_mut(sizes.output)) {
            patches.gather(&input[sample * sizes.input..][..sizes.input]);
            multiply(
                Matrix::rows(weight, sizes.outputs, sizes.patch),
                Matrix::rows(&patches.values, sizes.patch, sizes.positions),
                output,
                false,
            );
        }
    });
    output
}

/// P = W' y for each sample, every patch then added where it came from.
fn spread(weight: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut input = vec![0.0; geometry.shape(Role::Input).iter().product()];
    let sizes = Sizes::of(geometry);
    for_each_group(&mut input, sizes.input, |first, group| {
        let mut patches = Patches::new(geometry);
        for (sample, input) in (first..).zip(group.chunks_exact_mut(sizes.input)) {
            multiply(
                Matrix::rows(weight, sizes.outputs, sizes.patch).transposed(),
                Matrix::rows(
                    &output[sample * sizes.output..][..sizes.output],
                    sizes.outputs,
                    sizes.positions,
                ),
                &mut patches.values,
                false,
            );
            patches.scatter(input);
        }
    });
    input
}

/// W = the sum over samples of y P', each group's summed apart.
fn weight_gradient(input: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let sizes = Sizes::of(geometry);
    let length = sizes.outputs * sizes.patch;
    let mut sums = vec![0.0; geometry.batch.div_ceil(GROUP) * length];
    for_each(&mut sums, length, |group, sum| {
        let mut patches = Patches::new(geometry);
        for sample in group * GROUP..geometry.batch.min((group + 1) * GROUP) {
            patches.gather(&input[sample * sizes.input..][..sizes.input]);
            multiply(
                Matrix::rows(
                    &output[sample * sizes.output..][..sizes.output],
                    sizes.outputs,
                    sizes.positions,
                ),
                Matrix::rows(&patches.values, sizes.patch, sizes.positions).transposed(),
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
}

/// One sample's patches: a row for each channel and place in the kernel, a column for each position.
struct Patches<'a> {
    geometry: &'a Geometry,
    values: Vec<f32>,
}

impl<'a> Patches<'a> {
    fn new(geometry: &'a Geometry) -> Self {
        let sizes = Sizes::of(geometry);
        Self { geometry, values: vec![0.0; sizes.patch * sizes.positions] }
    }

    /// Fills the patches from a sample; what lies in the padding stays zero, as it was made.
    fn gather(&mut self, sample: &[f32]) {
        let geometry = self.geometry;
        for_each_run(geometry, |patches, pixels, length| {
            let pixels = sample[pixels..].iter().step_by(geometry.stride);
            self.values[patches..][..length].iter_mut().zip(pixels).for_each(|(to, from)| *to = *from);
        });
    }

    /// Adds the patches to a sample.
    fn scatter(&self, sample: &mut [f32]) {
        let geometry = self.geometry;
        for_each_run(geometry, |patches, pixels, length| {
            let pixels = sample[pixels..].iter_mut().step_by(geometry.stride);
            pixels.zip(&self.values[patches..][..length]).for_each(|(to, from)| *to += *from);
        });
    }
}

/// Calls `run(place in the patches, place in the sample, length)` for every run of neighbouring positions
/// in a row of the output whose pixels lie in the sample; the pixels are a stride apart.
fn for_each_run(geometry: &Geometry, mut run: impl FnMut(usize, usize, usize)) {
    let Geometry { inputs, input: [height, width], output: [rows, columns], kernel, stride, padding, .. } =
        *geometry;
    // Positions whose pixel, at `offset` in the kernel, lies in 0..length.
    let inside = |offset: usize, length: usize, positions: usize| {
        let from = padding.saturating_sub(offset).div_ceil(stride);
        let to = (length + padding).saturating_sub(offset).div_ceil(stride).min(positions);
        from..to.max(from)
    };
    for channel in 0..inputs {
        for down in 0..kernel {
            for across in 0..kernel {
                let place = ((channel * kernel + down) * kernel + across) * rows * columns;
                let columns_inside = inside(across, width, columns);
                if columns_inside.is_empty() {
                    continue;
                }
                let left = columns_inside.start * stride + across - padding;
                for row in inside(down, height, rows) {
                    let top = row * stride + down - padding;
                    run(
                        place + row * columns + columns_inside.start,
                        (channel * height + top) * width + left,
                        columns_inside.len(),
                    );
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
