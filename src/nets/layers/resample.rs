//! Changes of size without weights: pooling and up-sampling.

use super::Shape;
use burn::tensor::Tensor;

/// A change of size, linear in its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resample {
    /// The mean of every 2x2 square: halves even sides.
    AveragePool,
    /// Every number four times: doubles the sides.
    NearestUp,
    /// The sum of each channel: to one pixel.
    SumPool,
}

impl Resample {
    /// `[batch, channel, height, width]` to the new size.
    pub fn apply(self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::AveragePool => sum_of_squares(input) / 4.0,
            Self::NearestUp => repeat_in_squares(input),
            Self::SumPool => input.sum_dim(2).sum_dim(3),
        }
    }

    /// The gradient of the input, of this `shape`, from the `cotangent` of the output.
    pub fn vjp(self, shape: [usize; 4], cotangent: Tensor<4>) -> Tensor<4> {
        match self {
            Self::AveragePool => repeat_in_squares(cotangent) / 4.0,
            Self::NearestUp => sum_of_squares(cotangent),
            Self::SumPool => cotangent.expand(shape),
        }
    }

    /// The output's `[channel, height, width]`.
    pub fn output_shape(self, [channels, height, width]: Shape) -> Shape {
        match self {
            Self::AveragePool => [channels, height / 2, width / 2],
            Self::NearestUp => [channels, 2 * height, 2 * width],
            Self::SumPool => [channels, 1, 1],
        }
    }
}

/// The sum of every 2x2 square.
fn sum_of_squares(input: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = input.dims();
    let (rows, columns) = (height / 2, width / 2);
    let squares = input.reshape([batch, channels, rows, 2, columns, 2]);
    squares.sum_dim(3).sum_dim(5).reshape([batch, channels, rows, columns])
}

/// Every number as a 2x2 square.
fn repeat_in_squares(input: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = input.dims();
    let squares = input.reshape([batch, channels, height, 1, width, 1]);
    squares.expand([batch, channels, height, 2, width, 2]).reshape([batch, channels, 2 * height, 2 * width])
}
