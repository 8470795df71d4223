//! The patches of samples as a matrix (im2col), and their sum back into samples (col2im).

use super::{Geometry, Matrix, Sizes, multiply, work::room};

/// Room between rows that a product reads: where rows were a power of two apart, their beginnings would compete for the same few
/// places of the cache (measured: docs/performance.md).
const APART: usize = 16;

/// The patches of a few samples of one group: a column for each position, in it a row for each channel and place in the kernel.
///
/// Where the stride is one, a row of positions lies together in the sample and in the matrix, for each place in the kernel. Else
/// a kernel's row lies together in the sample and in its patch, and patches lie one after the other. A kernel of one pixel has
/// the pixels themselves for patches.
pub struct Patches<'a> {
    /// Of one group.
    geometry: Geometry,
    sizes: Sizes,
    values: &'a mut [f32],
    /// A sample with its padding around it.
    frame: &'a mut [f32],
}

impl<'a> Patches<'a> {
    /// In the room that `values` and `frame` give.
    pub fn new(geometry: &Geometry, values: &'a mut Vec<f32>, frame: &'a mut Vec<f32>) -> Self {
        let (groups, sizes) = (geometry.groups, Sizes::of(geometry));
        let [input, output] = match sizes.has_pixels_for_patches {
            // All pixels of a channel lie together.
            true => [[1, sizes.positions]; 2],
            false => [geometry.input, geometry.output],
        };
        let geometry = Geometry {
            inputs: geometry.inputs / groups,
            outputs: geometry.outputs / groups,
            groups: 1,
            input,
            output,
            ..*geometry
        };
        let is_padded = geometry.padding != [0; 2];
        let [height, width] = frame_size(&geometry);
        let frame = room(frame, if is_padded { geometry.inputs * height * width } else { 0 });
        // The padding is to be zero, whatever geometry was here before.
        frame.fill(0.0);
        let [rows, columns] = sizes.stored(sizes.at_once);
        let values = room(values, rows * (columns + APART));
        Self { geometry, sizes, values, frame }
    }

    /// Those of so many samples, `[patch, samples x positions]`.
    pub fn of<'b>(&'b mut self, samples: usize, sample: impl Fn(usize) -> &'b [f32]) -> Matrix<'b> {
        if self.sizes.has_pixels_for_patches && samples == 1 {
            return Matrix::rows(sample(0), self.sizes.patch, self.sizes.positions);
        }
        for place in 0..samples {
            self.im2col(place, samples, sample(place));
        }
        let [rows, columns] = self.sizes.stored(samples);
        let stored = Matrix::first_columns(&self.values[..rows * (columns + APART)], rows, columns);
        if self.sizes.has_long_rows { stored } else { stored.transposed() }
    }

    /// Makes them W' y, for a `weight` of `[outputs, patch]` and an `output` of `[outputs, samples x positions]`.
    pub fn multiply(&mut self, weight: Matrix, output: Matrix, samples: usize) {
        let values = &mut self.values[..self.sizes.patch * samples * self.sizes.positions];
        if self.sizes.has_long_rows {
            multiply(weight.transposed(), output, values, false);
        } else {
            multiply(output.transposed(), weight, values, false);
        }
    }

    /// Fills the patches at `place`, of so many samples.
    fn im2col(&mut self, place: usize, samples: usize, sample: &[f32]) {
        let Self { geometry, sizes, values, frame } = self;
        let frame = if geometry.padding == [0; 2] {
            sample
        } else {
            for_each_row(geometry, |to, from, width| {
                frame[to..][..width].copy_from_slice(&sample[from..][..width]);
            });
            frame
        };
        for_each_piece(geometry, sizes, [place, samples], APART, |to, from, length| {
            values[to..][..length].copy_from_slice(&frame[from..][..length]);
        });
    }

    /// Adds the patches at `place`, of so many samples, to a sample that is zero.
    pub fn col2im(&mut self, place: usize, samples: usize, sample: &mut [f32]) {
        let Self { geometry, sizes, values, frame } = self;
        let is_padded = geometry.padding != [0; 2];
        let sum = if is_padded {
            frame.fill(0.0);
            &mut **frame
        } else {
            &mut *sample
        };
        for_each_piece(geometry, sizes, [place, samples], 0, |from, to, length| {
            add(&mut sum[to..][..length], &values[from..][..length]);
        });
        if is_padded {
            for_each_row(geometry, |from, to, width| {
                sample[to..][..width].copy_from_slice(&frame[from..][..width]);
            });
        }
    }
}

/// Height and width of a sample with its padding around it.
fn frame_size(geometry: &Geometry) -> [usize; 2] {
    [0, 1].map(|axis| geometry.input[axis] + 2 * geometry.padding[axis])
}

/// Adds number to number.
#[inline(always)]
pub fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

/// Calls `run(place in the frame, place in the sample, length)` for every row of every channel.
#[inline(always)]
fn for_each_row(geometry: &Geometry, mut run: impl FnMut(usize, usize, usize)) {
    let Geometry { inputs, input: [height, width], padding, .. } = *geometry;
    let [frame_height, frame_width] = frame_size(geometry);
    for channel in 0..inputs {
        for row in 0..height {
            let frame = (channel * frame_height + row + padding[0]) * frame_width + padding[1];
            run(frame, (channel * height + row) * width, width);
        }
    }
}

/// Calls `run(place in the patches, place in the frame, length)` for everything that lies together in both, of the sample at
/// `place` among so many, where the rows of the patches are so far `apart`. Pieces whose length the compiler knows are moved as one.
#[inline(always)]
fn for_each_piece(
    geometry: &Geometry,
    sizes: &Sizes,
    [place, samples]: [usize; 2],
    apart: usize,
    run: impl FnMut(usize, usize, usize),
) {
    let stride = sizes.stored(samples)[1] + apart;
    if sizes.has_long_rows {
        let first = place * sizes.positions;
        return match geometry.output[1] {
            7 => for_each_row_of_positions(7, geometry, first, stride, run),
            8 => for_each_row_of_positions(8, geometry, first, stride, run),
            14 => for_each_row_of_positions(14, geometry, first, stride, run),
            16 => for_each_row_of_positions(16, geometry, first, stride, run),
            28 => for_each_row_of_positions(28, geometry, first, stride, run),
            32 => for_each_row_of_positions(32, geometry, first, stride, run),
            width => for_each_row_of_positions(width, geometry, first, stride, run),
        };
    }
    let first = place * sizes.positions * stride;
    match geometry.kernel[1] {
        1 => for_each_row_of_kernel(1, geometry, first, stride, run),
        3 => for_each_row_of_kernel(3, geometry, first, stride, run),
        4 => for_each_row_of_kernel(4, geometry, first, stride, run),
        5 => for_each_row_of_kernel(5, geometry, first, stride, run),
        7 => for_each_row_of_kernel(7, geometry, first, stride, run),
        width => for_each_row_of_kernel(width, geometry, first, stride, run),
    }
}

/// Every row of positions, at every place in the kernel: the patches are `[patch, samples, rows, columns]`.
#[inline(always)]
fn for_each_row_of_positions(
    columns: usize,
    geometry: &Geometry,
    first: usize,
    stride: usize,
    mut run: impl FnMut(usize, usize, usize),
) {
    let Geometry { inputs, output: [rows, _], kernel: [height, width], .. } = *geometry;
    let [frame_height, frame_width] = frame_size(geometry);
    let mut start = first;
    for channel in 0..inputs {
        for down in 0..height {
            for right in 0..width {
                let corner = (channel * frame_height + down) * frame_width + right;
                for row in 0..rows {
                    run(start + row * columns, corner + row * frame_width, columns);
                }
                start += stride;
            }
        }
    }
}

/// Every row of the kernel, in every channel, at every position: the patches are `[rows, columns, patch]`.
#[inline(always)]
fn for_each_row_of_kernel(
    width: usize,
    geometry: &Geometry,
    first: usize,
    stride: usize,
    mut run: impl FnMut(usize, usize, usize),
) {
    let Geometry { inputs, output: [rows, columns], kernel: [height, _], .. } = *geometry;
    let [frame_height, frame_width] = frame_size(geometry);
    for row in 0..rows {
        for column in 0..columns {
            let mut patch = first + (row * columns + column) * stride;
            for channel in 0..inputs {
                let [down, right] = [row, column].map(|place| place * geometry.stride);
                let corner = (channel * frame_height + down) * frame_width + right;
                for down in 0..height {
                    run(patch, corner + down * frame_width, width);
                    patch += width;
                }
            }
        }
    }
}
