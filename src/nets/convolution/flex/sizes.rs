//! Numbers in the parts of a convolution's tensors, and where those parts are.

use super::{Geometry, Matrix};

/// Positions of the output that a product has at least, where a batch has as many: its shorter side, so that the weights
/// are not all that it waits for (measured: docs/performance.md).
const POSITIONS: usize = 128;

/// Columns of the output that are worth moving together: kernels have rows of three to five.
const LONG: usize = 7;

/// Numbers in the parts of one sample and one group of channels.
pub struct Sizes {
    pub groups: usize,
    pub input: usize,
    pub output: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// In one patch: inputs x kernel height x kernel width.
    pub patch: usize,
    /// Patches.
    pub positions: usize,
    /// Samples in a product: half of a small batch, so that there is work for two.
    pub at_once: usize,
    /// Whether a row of the output takes a row of the input at each place in the kernel, worth moving as one.
    pub has_long_rows: bool,
    /// Whether a patch is a pixel, so that a sample is its patches.
    pub has_pixels_for_patches: bool,
}

impl Sizes {
    pub fn of(geometry: &Geometry) -> Self {
        let Geometry { batch, groups, kernel, stride, padding, .. } = *geometry;
        let [inputs, outputs] = [geometry.inputs / groups, geometry.outputs / groups];
        let positions = geometry.output.iter().product();
        let has_pixels_for_patches = (kernel, stride, padding) == ([1; 2], 1, [0; 2]);
        Self {
            groups,
            input: inputs * geometry.input.iter().product::<usize>(),
            output: outputs * positions,
            outputs,
            patch: inputs * kernel[0] * kernel[1],
            positions,
            has_long_rows: has_pixels_for_patches || stride == 1 && geometry.output[1] >= LONG,
            at_once: POSITIONS.div_ceil(positions).min(batch.div_ceil(2)),
            has_pixels_for_patches,
        }
    }

    /// In a group's weights.
    pub fn weight(&self) -> usize {
        self.outputs * self.patch
    }

    /// Rows and columns of the patches of so many samples, as they are stored.
    pub fn stored(&self, samples: usize) -> [usize; 2] {
        let columns = samples * self.positions;
        if self.has_long_rows { [self.patch, columns] } else { [columns, self.patch] }
    }

    /// In a sample's input, all groups.
    pub fn inputs_of_sample(&self) -> usize {
        self.groups * self.input
    }

    /// In a sample's output, all groups.
    pub fn outputs_of_sample(&self) -> usize {
        self.groups * self.output
    }

    /// A sample's channels of a group.
    pub fn of_input<'a>(&self, inputs: &'a [f32], sample: usize, group: usize) -> &'a [f32] {
        &inputs[(sample * self.groups + group) * self.input..][..self.input]
    }

    /// The outputs of so many samples, all groups.
    pub fn of_outputs<'a>(&self, outputs: &'a [f32], first: usize, samples: usize) -> &'a [f32] {
        let length = self.outputs_of_sample();
        &outputs[first * length..][..samples * length]
    }

    /// A group's part of the samples' `outputs`, side by side in `room`; that of a single sample lies so already.
    pub fn collect<'a>(
        &self,
        outputs: &'a [f32],
        samples: usize,
        group: usize,
        room: &'a mut [f32],
    ) -> Matrix<'a> {
        if samples == 1 {
            let values = &outputs[group * self.output..][..self.output];
            return Matrix::rows(values, self.outputs, self.positions);
        }
        self.for_each_row(samples, group, |to, from, row| {
            room[to..][..row].copy_from_slice(&outputs[from..][..row]);
        });
        Matrix::rows(&room[..samples * self.output], self.outputs, samples * self.positions)
    }

    /// Calls `run(place in a matrix, place in a tensor, length)` for every channel of a group in so many samples: in the
    /// matrix, `[outputs, samples x positions]`, the samples lie side by side; in the tensor,
    /// `[samples, groups, outputs, positions]`, one after the other.
    #[inline(always)]
    pub fn for_each_row(&self, samples: usize, group: usize, mut run: impl FnMut(usize, usize, usize)) {
        for sample in 0..samples {
            for channel in 0..self.outputs {
                let in_tensor = (sample * self.groups + group) * self.outputs + channel;
                let in_matrix = channel * samples + sample;
                run(in_matrix * self.positions, in_tensor * self.positions, self.positions);
            }
        }
    }
}
