//! Changes of size without weights: pooling, up-sampling, padding and cropping; and the blur that goes with them.

use super::{Given, Layer, LayerKind, Saved, Shape};
use crate::fused::{Change, resample};
use burn::{module::Module, tensor::Tensor};

/// A change of size, linear in its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resample {
    /// The mean of every 2x2 square: halves even sides.
    AveragePool,
    /// Every number four times: doubles the sides.
    NearestUp,
    /// The sum of each channel: to one pixel.
    SumPool,
    /// A row and a column of zeros behind the last ones. TensorFlow's `SAME` pads even sides so, and on this side alone,
    /// before a 3x3 kernel moves by 2.
    PadAfter,
    /// All but the last row and column: the adjoint of [`Self::PadAfter`], behind a transposed convolution.
    CropAfter,
    /// All but the first row and column, behind a transposed convolution.
    CropBefore,
    /// Edges mirrored outwards by so many pixels, which are not repeated themselves.
    Reflect(usize),
    /// The mean of each pixel and its neighbours by the weights 1, 2, 1 along each axis, zeros beyond the edges. Behind
    /// [`Self::NearestUp`] it interpolates, and before [`Self::AveragePool`] it keeps what is too fine from looking coarse.
    Blur,
}

impl Resample {
    /// `[batch, channel, height, width]` to the new size.
    pub fn apply(self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::AveragePool => resample(input, Change::Halve, 0.25),
            Self::NearestUp => resample(input, Change::Double, 1.0),
            Self::SumPool => input.sum_dim(2).sum_dim(3),
            Self::PadAfter => input.pad((0, 1, 0, 1), 0.0),
            Self::CropAfter => without_last(input),
            Self::CropBefore => without_first(input),
            Self::Reflect(by) => reflected(reflected(input, 2, by), 3, by),
            Self::Blur => resample(input, Change::Blur, 1.0 / 16.0),
        }
    }

    /// The gradient of the input, of this `shape`, from the `cotangent` of the output.
    pub fn vjp(self, shape: [usize; 4], cotangent: Tensor<4>) -> Tensor<4> {
        match self {
            Self::AveragePool => resample(cotangent, Change::Double, 0.25),
            Self::NearestUp => resample(cotangent, Change::Halve, 1.0),
            Self::SumPool => cotangent.expand(shape),
            Self::PadAfter => without_last(cotangent),
            Self::CropAfter => cotangent.pad((0, 1, 0, 1), 0.0),
            Self::CropBefore => cotangent.pad((1, 0, 1, 0), 0.0),
            Self::Reflect(by) => folded(folded(cotangent, 3, by), 2, by),
            // Its weights are the same from either side.
            Self::Blur => resample(cotangent, Change::Blur, 1.0 / 16.0),
        }
    }

    /// The output's `[channel, height, width]`.
    pub fn output_shape(self, [channels, height, width]: Shape) -> Shape {
        match self {
            Self::AveragePool => [channels, height / 2, width / 2],
            Self::NearestUp => [channels, 2 * height, 2 * width],
            Self::SumPool => [channels, 1, 1],
            Self::PadAfter => [channels, height + 1, width + 1],
            Self::CropAfter | Self::CropBefore => [channels, height - 1, width - 1],
            Self::Reflect(by) => [channels, height + 2 * by, width + 2 * by],
            Self::Blur => [channels, height, width],
        }
    }
}

/// A change of size as a layer.
#[derive(Module, Debug)]
pub struct Resampling {
    #[module(skip)]
    kind: Resample,
}

impl Resampling {
    /// Whether it is this one.
    pub(super) fn is(&self, kind: Resample) -> bool {
        self.kind == kind
    }
}

impl From<Resample> for Layer {
    fn from(kind: Resample) -> Self {
        Resampling { kind }.into()
    }
}

impl LayerKind for Resampling {
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        self.kind.apply(input)
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        self.kind.vjp(saved.shape(), cotangent)
    }

    fn macs(&self, shape: Shape) -> (u64, Shape) {
        (0, self.kind.output_shape(shape))
    }
}

/// All but the last row and column.
fn without_last(input: Tensor<4>) -> Tensor<4> {
    let [_, _, height, width] = input.dims();
    input.narrow(2, 0, height - 1).narrow(3, 0, width - 1)
}

/// All but the first row and column.
fn without_first(input: Tensor<4>) -> Tensor<4> {
    let [_, _, height, width] = input.dims();
    input.narrow(2, 1, height - 1).narrow(3, 1, width - 1)
}

/// Mirrored at both edges along `axis`, by so many places.
fn reflected(input: Tensor<4>, axis: usize, by: usize) -> Tensor<4> {
    let side = input.dims()[axis];
    let before = input.clone().narrow(axis, 1, by).flip([axis]);
    let after = input.clone().narrow(axis, side - 1 - by, by).flip([axis]);
    Tensor::cat(vec![before, input, after], axis)
}

/// The adjoint of [`reflected`]: what lies beyond the edges is added where it came from.
fn folded(cotangent: Tensor<4>, axis: usize, by: usize) -> Tensor<4> {
    let side = cotangent.dims()[axis] - 2 * by;
    let before = cotangent.clone().narrow(axis, 0, by).flip([axis]);
    let after = cotangent.clone().narrow(axis, side + by, by).flip([axis]);
    let zeros = |places| {
        let mut shape = cotangent.dims();
        shape[axis] = places;
        Tensor::zeros(shape, &cotangent.device())
    };
    let before = Tensor::cat(vec![zeros(1), before, zeros(side - 1 - by)], axis);
    let after = Tensor::cat(vec![zeros(side - 1 - by), after, zeros(1)], axis);
    cotangent.narrow(axis, by, side) + before + after
}
