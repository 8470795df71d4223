//! What the operations share on the CPU: a channel's part of each sample, and sums that vectors can make.

use crate::parallel::{for_chunks, mapped, zeros_changed};
use burn::tensor::TensorData;
use burn_flex::FlexTensor;
use pulp::Arch;
use std::ops::Range;

/// Numbers of a chunk: enough to be worth handing to a thread.
pub const CHUNK: usize = 1 << 16;
/// Numbers that are added side by side.
const LANES: usize = 8;

/// The numbers of `[batch, channel, height, width]`, row after row: a plane is a channel of a sample.
pub struct Planes {
    pub shape: [usize; 4],
    pub channels: usize,
    /// Numbers of a plane.
    pub size: usize,
}

impl Planes {
    /// Those of a contiguous tensor.
    pub fn of(tensor: &FlexTensor) -> Self {
        Self::of_shape(tensor.layout().shape().dims())
    }

    /// Those of `[batch, channel, height, width]`.
    pub fn of_shape(shape: [usize; 4]) -> Self {
        Self { shape, channels: shape[1], size: shape[2] * shape[3] }
    }

    /// Numbers of a channel in the whole batch.
    pub fn of_channel(&self) -> usize {
        self.shape[0] * self.size
    }

    /// The sum over a channel whose planes have these `sums`, added in the order of samples.
    pub fn sum(&self, channel: usize, sums: impl Fn(Range<usize>) -> f32) -> f32 {
        let planes = (0..self.shape[0]).map(|sample| self.plane(sample * self.channels + channel));
        vectorised(|| planes.map(|plane| f64::from(sums(plane))).sum::<f64>()) as f32
    }

    /// The mean over a channel whose planes have these `sums`.
    pub fn mean(&self, channel: usize, sums: impl Fn(Range<usize>) -> f32) -> f32 {
        self.sum(channel, sums) / self.of_channel() as f32
    }

    /// All planes, as `write` makes them of their place and channel.
    pub fn written(&self, write: impl Fn(Range<usize>, usize, &mut [f32]) + Send + Sync) -> Vec<f32> {
        let together = (CHUNK / self.size).max(1);
        zeros_changed(self.shape.iter().product(), together * self.size, |chunk, planes| {
            vectorised(|| {
                for (index, plane) in (chunk * together..).zip(planes.chunks_exact_mut(self.size)) {
                    write(self.plane(index), index % self.channels, plane);
                }
            });
        })
    }

    /// Calls `change(sample, its numbers)` for each sample of `values`; threads share what is worth it.
    pub fn for_samples(&self, values: &mut [f32], change: impl Fn(usize, &mut [f32]) + Send + Sync) {
        let of_sample = self.channels * self.size;
        if values.len() < CHUNK {
            values.chunks_mut(of_sample).enumerate().for_each(|(sample, values)| change(sample, values));
        } else {
            for_chunks(values, of_sample, change);
        }
    }

    /// What `map` makes of each channel; threads share what is worth it.
    pub fn for_channels<T: Send>(&self, map: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
        if self.channels * self.of_channel() < CHUNK {
            (0..self.channels).map(map).collect()
        } else {
            mapped(self.channels, map)
        }
    }

    fn plane(&self, index: usize) -> Range<usize> {
        index * self.size..(index + 1) * self.size
    }
}

/// What `work` gives, with the widest vectors that this processor has.
pub fn vectorised<R>(work: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(work)
}

/// `tensor`, row after row; where nobody else holds it, it may be written to without a copy.
pub fn contiguous(tensor: FlexTensor) -> FlexTensor {
    // Taken by value: two handles of one memory would make it shared.
    tensor.to_contiguous()
}

/// A tensor of these numbers.
pub fn tensor(values: Vec<f32>, shape: &[usize]) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(values, shape))
}

/// The sum of `values`.
#[inline(always)]
pub fn sum(values: &[f32]) -> f32 {
    by_lanes(values, |value| value)
}

/// The sum of products of two slices of one length.
#[inline(always)]
pub fn dot(left: &[f32], right: &[f32]) -> f32 {
    centred_product(left, right, 0.0)
}

/// The sum of squares of `values` less `mean`.
#[inline(always)]
pub fn centred_square(values: &[f32], mean: f32) -> f32 {
    by_lanes(values, |value| (value - mean) * (value - mean))
}

/// The sum of products of `left` with `right` less `mean`, two slices of one length.
#[inline(always)]
pub fn centred_product(left: &[f32], right: &[f32], mean: f32) -> f32 {
    let (left, left_rest) = left.as_chunks::<LANES>();
    let (right, right_rest) = right.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (left, right) in left.iter().zip(right) {
        for ((lane, left), right) in lanes.iter_mut().zip(left).zip(right) {
            *lane += left * (right - mean);
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(left, right)| left * (right - mean)).sum();
    lanes.iter().sum::<f32>() + rest
}

#[inline(always)]
fn by_lanes(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += term(*value);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|value| term(*value)).sum::<f32>()
}
