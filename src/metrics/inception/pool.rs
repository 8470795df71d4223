//! Pools over 3x3, rows first and then columns.
//!
//! Why not Burn's own: on flex they visit nine places one by one for each number that they put out, which was a quarter of the
//! net's time (measured: docs/metrics.md). Remove this when Burn pools in rows.

use crate::parallel;
use burn::{
    backend::{
        // The macro names both by their bare names.
        Backend,
        Dispatch,
        Flex,
        backend_extension,
        tensor::FloatTensor,
    },
    tensor::{Tensor, TensorData},
};
use burn_flex::FlexTensor;

/// Height and width of the window.
const WINDOW: usize = 3;

/// What becomes of a window's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pool {
    /// The largest one.
    Max { stride: usize, padding: usize },
    /// Their mean, in an output as large as the input. What lies outside is not counted: TensorFlow's way.
    Average,
}

impl Pool {
    /// To half the size, within the input.
    pub const HALVING: Self = Self::Max { stride: 2, padding: 0 };
    /// As large as its input.
    pub const SAME_MAX: Self = Self::Max { stride: 1, padding: 1 };

    /// Of `[batch, channel, height, width]`, without a gradient.
    pub fn forward(self, input: Tensor<4>) -> Tensor<4> {
        Tensor::from_dispatch(<Dispatch as Pooling>::pool(input.into_dispatch(), self))
    }

    fn stride(self) -> usize {
        match self {
            Self::Max { stride, .. } => stride,
            Self::Average => 1,
        }
    }

    fn padding(self) -> usize {
        match self {
            Self::Max { padding, .. } => padding,
            Self::Average => WINDOW / 2,
        }
    }
}

/// A backend that pools.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"))]
pub trait Pooling: Backend {
    fn pool(input: FloatTensor<Self>, pool: Pool) -> FloatTensor<Self>;
}

#[cfg(feature = "gpu")]
impl Pooling for burn::backend::Cube {
    fn pool(input: FloatTensor<Self>, pool: Pool) -> FloatTensor<Self> {
        use burn::backend::ops::ModuleOps;
        let (window, stride, padding) = ([WINDOW; 2], [pool.stride(); 2], [pool.padding(); 2]);
        match pool {
            Pool::Max { .. } => Self::max_pool2d(input, window, stride, padding, [1; 2], false),
            Pool::Average => Self::avg_pool2d(input, window, stride, padding, false, false),
        }
    }
}

impl Pooling for Flex {
    fn pool(input: FloatTensor<Self>, pool: Pool) -> FloatTensor<Self> {
        let input = input.to_contiguous();
        let [batch, channels, height, width] = input.layout().shape().dims();
        let [rows, columns] =
            [height, width].map(|side| (side + 2 * pool.padding() - WINDOW) / pool.stride() + 1);
        let mut output = vec![0.0; batch * channels * rows * columns];
        let values = input.storage::<f32>();
        parallel::for_chunks(&mut output, rows * columns, |channel, output| {
            let input = &values[channel * height * width..][..height * width];
            match pool {
                Pool::Max { .. } => {
                    pool_channel(pool, input, width, output, columns, f32::NEG_INFINITY, f32::max)
                }
                Pool::Average => {
                    pool_channel(pool, input, width, output, columns, 0.0, |sum, value| sum + value);
                    for (row, output) in output.chunks_exact_mut(columns).enumerate() {
                        for (column, sum) in output.iter_mut().enumerate() {
                            *sum /= (counted(row, height) * counted(column, width)) as f32;
                        }
                    }
                }
            }
        });
        FlexTensor::from_data(TensorData::new(output, [batch, channels, rows, columns]))
    }
}

/// How many of the places from one before to one after are within `length`.
fn counted(place: usize, length: usize) -> usize {
    (place + 2).min(length) - place.saturating_sub(1)
}

/// Combines the windows of one channel, `neutral` where they reach outside.
fn pool_channel(
    pool: Pool,
    input: &[f32],
    width: usize,
    output: &mut [f32],
    columns: usize,
    neutral: f32,
    combine: impl Fn(f32, f32) -> f32,
) {
    let (stride, padding, height) = (pool.stride(), pool.padding(), input.len() / width);
    // A row's windows, top to bottom in one, with the padding beside them.
    let mut combined = vec![neutral; width + 2 * padding];
    for (row, output) in output.chunks_exact_mut(columns).enumerate() {
        let first = (row * stride).saturating_sub(padding);
        let end = (row * stride + WINDOW - padding).min(height);
        let inside = &mut combined[padding..][..width];
        inside.copy_from_slice(&input[first * width..][..width]);
        for row in first + 1..end {
            let row = &input[row * width..][..width];
            inside.iter_mut().zip(row).for_each(|(one, value)| *one = combine(*one, *value));
        }
        for (window, output) in combined.windows(WINDOW).step_by(stride).zip(output) {
            *output = combine(combine(window[0], window[1]), window[2]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::{
        Device, Distribution, Tolerance,
        module::{avg_pool2d, max_pool2d},
        ops::{AvgPoolOptions, MaxPoolOptions},
    };

    #[test]
    fn pools_are_those_of_burn() {
        for [height, width] in [[9, 9], [8, 5], [3, 4]] {
            let input =
                Tensor::<4>::random([2, 3, height, width], Distribution::Default, &Device::flex()) - 0.5;
            let same = |ours: Tensor<4>, theirs: Tensor<4>| {
                ours.into_data().assert_approx_eq::<f32>(&theirs.into_data(), Tolerance::absolute(1e-6));
            };
            for pool in [Pool::HALVING, Pool::SAME_MAX, Pool::Max { stride: 1, padding: 0 }] {
                let options = MaxPoolOptions::new([3; 2]).with_stride([pool.stride(); 2]);
                let options = options.with_padding([pool.padding(); 2]);
                same(pool.forward(input.clone()), max_pool2d(input.clone(), options));
            }
            let options = AvgPoolOptions::new([3; 2]).with_stride([1; 2]).with_padding([1; 2]);
            let options = options.with_count_include_pad(false);
            same(Pool::Average.forward(input.clone()), avg_pool2d(input, options));
        }
    }
}
