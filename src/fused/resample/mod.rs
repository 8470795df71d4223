//! Changes of size and the blur that goes with them, as sums over the pixels of a square: Burn composes each of a sum an axis,
//! or of copies with edges.
//!
//! Each is linear, and the derivative of one is another.

mod autodiff;
#[cfg(feature = "gpu")]
mod cube;
mod flex;

use burn::{
    backend::{
        // The macro names both by their bare names.
        Backend,
        Dispatch,
        backend_extension,
        tensor::FloatTensor,
    },
    tensor::Tensor,
};

/// What becomes of each channel's pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Every pixel four times, as a square.
    Double,
    /// The sum of every 2x2 square: of sides that are even.
    Halve,
    /// The sum of each pixel and its neighbours by the weights 1, 2, 1 along each axis, zeros beyond the edges.
    Blur,
}

impl Change {
    /// What takes an output's gradient to the input's.
    fn transposed(self) -> Self {
        match self {
            Self::Double => Self::Halve,
            Self::Halve => Self::Double,
            Self::Blur => Self::Blur,
        }
    }

    /// The shape of the output.
    fn shape(self, [batch, channels, height, width]: [usize; 4]) -> [usize; 4] {
        match self {
            Self::Double => [batch, channels, 2 * height, 2 * width],
            Self::Halve => [batch, channels, height / 2, width / 2],
            Self::Blur => [batch, channels, height, width],
        }
    }
}

/// Changes on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Resample: Backend {
    /// `[batch, channel, height, width]` changed, times `scale`.
    fn resample(input: FloatTensor<Self>, change: Change, scale: f32) -> FloatTensor<Self>;
}

/// `[batch, channel, height, width]` changed, times `scale`.
pub fn resample(input: Tensor<4>, change: Change, scale: f32) -> Tensor<4> {
    Tensor::from_dispatch(<Dispatch as Resample>::resample(input.into_dispatch(), change, scale))
}
