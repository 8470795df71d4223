//! A 3x3 convolution and a change of size in one: the same numbers for less than half of the work.
//!
//! Karras et al. 2017, arXiv:1710.10196, in whose code it is `fused_scale`. Along one axis, for a kernel w of three taps:
//!
//! ```text
//! twice the size, then w    = the transposed convolution by [w2, w1 + w2, w0 + w1, w0] in steps of 2
//! w, then half the size     = the convolution by [w0, w0 + w1, w1 + w2, w2] / 2 in steps of 2
//! ```

use super::{Kernel, Layer, Resample};
use crate::nets::convolution::{conv_transpose2d, conv_transpose2d_to, conv2d};
use burn::tensor::Tensor;

/// A change of size beside a 3x3 convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resized {
    /// Behind [`NearestUp`](super::Resample::NearestUp).
    Doubled,
    /// Before [`AveragePool`](super::Resample::AveragePool).
    Halved,
}

/// Weights of more numbers stand where images are small, and there it takes longer to make such a kernel of one than it saves:
/// SNGAN's step at 64x64, in batches of 4, would take half as long again.
const MOST_NUMBERS: usize = 64 * 64 * 9;

/// One layer for two neighbours, where there is such a one: its weight is that of the convolution among them.
pub fn with_resizing(first: &Layer, second: &Layer) -> Option<Layer> {
    let (conv, resized) = match (first, second) {
        (Layer::Resample(change), Layer::Conv2d(conv)) if change.is(Resample::NearestUp) => {
            (conv, Resized::Doubled)
        }
        (Layer::Conv2d(conv), Layer::Resample(change)) if change.is(Resample::AveragePool) => {
            (conv, Resized::Halved)
        }
        _ => return None,
    };
    if conv.weight.shape().num_elements() > MOST_NUMBERS {
        return None;
    }
    conv.clone().resized(resized).map(Layer::from)
}

const STRIDE: usize = Kernel::HALVING.stride;
const PADDING: usize = Kernel::HALVING.padding;

impl Resized {
    /// The convolution of `input` by `weight`, `[outputs, inputs, 3, 3]`, without a bias.
    pub(super) fn forward(self, input: Tensor<4>, weight: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Doubled => conv_transpose2d(input, doubled(weight), STRIDE, [PADDING; 2]),
            Self::Halved => conv2d(input, halved(weight), STRIDE, [PADDING; 2]),
        }
    }

    /// The gradient of the input, of this `shape`, from the `cotangent` of the output.
    pub(super) fn vjp(
        self,
        [_, inputs, height, width]: [usize; 4],
        cotangent: Tensor<4>,
        weight: Tensor<4>,
    ) -> Tensor<4> {
        match self {
            Self::Doubled => conv2d(cotangent, doubled(weight), STRIDE, [PADDING; 2]),
            Self::Halved => {
                conv_transpose2d_to([inputs, height, width], cotangent, halved(weight), STRIDE, [PADDING; 2])
            }
        }
    }
}

/// `[outputs, inputs, 3, 3]` to `[inputs, outputs, 4, 4]`.
fn doubled(weight: Tensor<4>) -> Tensor<4> {
    widened(weight).flip([2, 3]).swap_dims(0, 1)
}

/// `[outputs, inputs, 3, 3]` to `[outputs, inputs, 4, 4]`.
fn halved(weight: Tensor<4>) -> Tensor<4> {
    widened(weight) / 4.0
}

/// The sum of the kernel and of itself moved on by one, along each axis.
fn widened(weight: Tensor<4>) -> Tensor<4> {
    let rows = weight.clone().pad((0, 0, 0, 1), 0.0) + weight.pad((0, 0, 1, 0), 0.0);
    rows.clone().pad((0, 1, 0, 0), 0.0) + rows.pad((1, 0, 0, 0), 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nets::{Conv2d, Given, Init, LayerKind, Resample};
    use burn::tensor::{Device, TensorData};

    #[test]
    fn only_a_plain_convolution_of_three_is_one_with_a_change_of_size_beside_it() {
        let device = Device::flex();
        let init = Init::new(3, &device);
        let conv = |kernel| Layer::from(Conv2d::new([4, 4], kernel, true, &init));
        let [up, down] = [Resample::NearestUp, Resample::AveragePool].map(Layer::from);
        assert!(with_resizing(&up, &conv(Kernel::SAME)).is_some());
        assert!(with_resizing(&conv(Kernel::SAME), &down).is_some());
        assert!(with_resizing(&conv(Kernel::SAME), &up).is_none());
        assert!(with_resizing(&down, &conv(Kernel::SAME)).is_none());
        assert!(with_resizing(&conv(Kernel::POINTWISE), &down).is_none());
        assert!(with_resizing(&up, &conv(Kernel::HALVING)).is_none());
        let large = Conv2d::new([64, 65], Kernel::SAME, true, &init).into();
        assert!(with_resizing(&up, &large).is_none());
        let grouped = Conv2d::grouped([4, 4], 2, Kernel::SAME, true, &init).into();
        assert!(with_resizing(&up, &grouped).is_none());
    }

    #[test]
    fn one_convolution_equals_the_two_steps_it_stands_for() {
        let device = Device::flex().autodiff();
        let init = Init::new(3, &device);
        let input = Tensor::from_data(
            TensorData::new(
                (0..2 * 3 * 6 * 4).map(|at| f32::sin(at as f32)).collect::<Vec<_>>(),
                [2, 3, 6, 4],
            ),
            &device,
        );
        let plain = Conv2d::new([3, 5], Kernel::SAME, true, &init);
        let nothing = Given::nothing();
        for resized in [Resized::Doubled, Resized::Halved] {
            let fused = plain.clone().resized(resized).expect("a kernel of three, moved by one");
            let apart = |input: Tensor<4>| match resized {
                Resized::Doubled => plain.forward(Resample::NearestUp.apply(input), &nothing),
                Resized::Halved => Resample::AveragePool.apply(plain.forward(input, &nothing)),
            };
            let input = input.clone().require_grad();
            let (output, saved) = fused.linearize(input.clone(), &nothing);
            let expected = apart(input.clone());
            let off = (output - expected.clone()).abs().max().into_scalar::<f32>();
            assert!(off < 1e-5, "{resized:?}: {off}");
            let cotangent = expected.clone().detach().sin();
            let gradient = input.grad(&(expected * cotangent.clone()).sum().backward()).unwrap();
            let off =
                (fused.vjp(saved, cotangent, &nothing).inner() - gradient).abs().max().into_scalar::<f32>();
            assert!(off < 1e-5, "{resized:?}, backwards: {off}");
        }
    }
}
