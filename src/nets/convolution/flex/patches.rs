//! The patches of samples as a matrix (im2col), and their sum back into samples (col2im).

use super::{Geometry, Matrix, Sizes};

/// The patches of a few samples: a row for each position, in it a column for each channel and place in the kernel.
///
/// A kernel's row lies together in both the sample and its patch, so that patches move in short vectors.
pub struct Patches<'a> {
    geometry: &'a Geometry,
    /// Patches of a sample, and numbers in all of them.
    positions: usize,
    length: usize,
    /// `[samples x positions, inputs x kernel x kernel]`.
    pub values: &'a mut [f32],
    /// A sample with its padding around it.
    frame: &'a mut [f32],
}

impl<'a> Patches<'a> {
    /// The patches of so many samples, in the room that `values` and `frame` give.
    pub fn new(
        geometry: &'a Geometry,
        samples: usize,
        values: &'a mut Vec<f32>,
        frame: &'a mut Vec<f32>,
    ) -> Self {
        let sizes = Sizes::of(geometry);
        let length = sizes.patch * sizes.positions;
        values.resize(samples * length, 0.0);
        let [height, width] = geometry.input.map(|side| side + 2 * geometry.padding);
        // The padding is to be zero, whatever geometry was here before.
        frame.clear();
        frame.resize(geometry.inputs * height * width, 0.0);
        Self { geometry, positions: sizes.positions, length, values, frame }
    }

    /// Those of the first `samples`.
    pub fn of(&self, samples: usize) -> Matrix<'_> {
        let values = &self.values[..samples * self.length];
        Matrix::rows(values, samples * self.positions, self.length / self.positions)
    }

    /// Fills the patches at `place` from a sample.
    pub fn im2col(&mut self, place: usize, sample: &[f32]) {
        for_each_row(self.geometry, |frame, row| {
            let width = self.geometry.input[1];
            self.frame[frame..][..width].copy_from_slice(&sample[row..][..width]);
        });
        let values = &mut self.values[place * self.length..][..self.length];
        match self.geometry.kernel {
            3 => copy_kernel_rows::<3>(self.geometry, self.frame, values),
            4 => copy_kernel_rows::<4>(self.geometry, self.frame, values),
            _ => for_each_kernel_row(self.geometry, |patch, frame, kernel| {
                values[patch..][..kernel].copy_from_slice(&self.frame[frame..][..kernel]);
            }),
        }
    }

    /// Adds the patches at `place` to a sample that is zero.
    pub fn col2im(&mut self, place: usize, sample: &mut [f32]) {
        self.frame.fill(0.0);
        let values = &self.values[place * self.length..][..self.length];
        match self.geometry.kernel {
            3 => add_kernel_rows::<3>(self.geometry, values, self.frame),
            4 => add_kernel_rows::<4>(self.geometry, values, self.frame),
            _ => for_each_kernel_row(self.geometry, |patch, frame, kernel| {
                add(&mut self.frame[frame..][..kernel], &values[patch..][..kernel]);
            }),
        }
        for_each_row(self.geometry, |frame, row| {
            let width = self.geometry.input[1];
            sample[row..][..width].copy_from_slice(&self.frame[frame..][..width]);
        });
    }
}

/// Rows whose length the compiler knows are moved as one.
fn copy_kernel_rows<const KERNEL: usize>(geometry: &Geometry, frame: &[f32], values: &mut [f32]) {
    for_each_kernel_row(geometry, |to, from, _| {
        if let (Some(to), Some(from)) =
            (values[to..].first_chunk_mut::<KERNEL>(), frame[from..].first_chunk::<KERNEL>())
        {
            *to = *from;
        }
    });
}

fn add_kernel_rows<const KERNEL: usize>(geometry: &Geometry, values: &[f32], frame: &mut [f32]) {
    for_each_kernel_row(geometry, |from, to, _| {
        if let (Some(to), Some(from)) =
            (frame[to..].first_chunk_mut::<KERNEL>(), values[from..].first_chunk::<KERNEL>())
        {
            add(to, from);
        }
    });
}

/// Adds number to number.
#[inline(always)]
pub fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
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
