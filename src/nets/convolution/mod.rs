//! Convolution and its transpose, as one operation that is its own derivative.
//!
//! A convolution with weights w relates an input x and an output y by the trilinear form
//! T(x, w, y) = <w * x, y>. Leaving out one of the three and contracting the other two gives everything
//! there is to compute, and every derivative of it is another contraction of the same form:
//!
//! | left out | is                                           |
//! |----------|----------------------------------------------|
//! | y        | convolution                                  |
//! | x        | transposed convolution, or the gradient in x |
//! | w        | the gradient in the weights                  |
//!
//! Why not Burn's own: its weight gradients run as a convolution whose kernel is a whole activation, which
//! on flex costs three copies of it (measured: docs/performance.md), and on wgpu falls back to a generic
//! kernel for the transposed case. Remove this when Burn has an im2col weight gradient on flex.

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

/// The tensor of the three that a contraction computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `[batch, inputs, height, width]`.
    Input,
    /// `[outputs, inputs, kernel, kernel]`.
    Weight,
    /// `[batch, outputs, height, width]`.
    Output,
}

/// The sizes that a contraction joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    pub batch: usize,
    /// Channels of the input.
    pub inputs: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// Height and width of the input.
    pub input: [usize; 2],
    /// Height and width of the output.
    pub output: [usize; 2],
    pub kernel: usize,
    pub stride: usize,
    /// Zeros around the input on each side.
    pub padding: usize,
}

impl Geometry {
    /// The shape of the tensor in `role`.
    pub fn shape(&self, role: Role) -> [usize; 4] {
        match role {
            Role::Input => [self.batch, self.inputs, self.input[0], self.input[1]],
            Role::Weight => [self.outputs, self.inputs, self.kernel, self.kernel],
            Role::Output => [self.batch, self.outputs, self.output[0], self.output[1]],
        }
    }
}

/// A backend that can contract.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Contraction: Backend {
    /// The tensor in the role `missing`, from the two others in the order of [`Role`].
    fn contract(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        missing: Role,
        geometry: Geometry,
    ) -> FloatTensor<Self>;
}

fn contract(first: Tensor<4>, second: Tensor<4>, missing: Role, geometry: Geometry) -> Tensor<4> {
    Tensor::from_dispatch(<Dispatch as Contraction>::contract(
        first.into_dispatch(),
        second.into_dispatch(),
        missing,
        geometry,
    ))
}

/// The length of a convolution's output along an axis.
pub(super) fn shrunk(length: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    (length + 2 * padding - kernel) / stride + 1
}

/// The length of a transposed convolution's output along an axis: the smallest that shrinks to `length`.
pub(super) fn grown(length: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    (length - 1) * stride + kernel - 2 * padding
}

/// Convolves `[batch, inputs, height, width]` with `weight` `[outputs, inputs, kernel, kernel]`.
pub fn convolve(input: Tensor<4>, weight: Tensor<4>, stride: usize, padding: usize) -> Tensor<4> {
    let [batch, inputs, height, width] = input.dims();
    let [outputs, _, kernel, _] = weight.dims();
    let output = [height, width].map(|length| shrunk(length, kernel, stride, padding));
    let geometry =
        Geometry { batch, inputs, outputs, input: [height, width], output, kernel, stride, padding };
    contract(input, weight, Role::Output, geometry)
}

/// The transpose of [`convolve`]: `[batch, outputs, height, width]` spread by the same `weight`
/// `[outputs, inputs, kernel, kernel]` to the smallest input that convolves to that size.
pub fn convolve_transposed(output: Tensor<4>, weight: Tensor<4>, stride: usize, padding: usize) -> Tensor<4> {
    let [_, _, height, width] = output.dims();
    let [_, _, kernel, _] = weight.dims();
    let input = [height, width].map(|length| grown(length, kernel, stride, padding));
    convolve_transposed_to(input, output, weight, stride, padding)
}

/// The transpose of [`convolve`] to an input of the size `input`, one of those that convolve to that of
/// `output`: with a stride there are several.
pub fn convolve_transposed_to(
    input: [usize; 2],
    output: Tensor<4>,
    weight: Tensor<4>,
    stride: usize,
    padding: usize,
) -> Tensor<4> {
    let [batch, outputs, height, width] = output.dims();
    let [_, inputs, kernel, _] = weight.dims();
    let geometry =
        Geometry { batch, inputs, outputs, input, output: [height, width], kernel, stride, padding };
    contract(weight, output, Role::Input, geometry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};
    use burn::tensor::{
        Device, Distribution, TensorData, Tolerance,
        module::{conv_transpose2d, conv2d},
        ops::{ConvOptions, ConvTransposeOptions},
    };

    /// Every odd meeting of size, kernel, stride and padding: `[height, width, kernel, stride, padding]`.
    const SIZES: [[usize; 5]; 6] = [
        [28, 28, 4, 2, 1],
        [7, 9, 4, 2, 1],
        [5, 5, 3, 1, 1],
        [6, 5, 5, 3, 2],
        [4, 4, 4, 1, 0],
        [8, 3, 1, 2, 0],
    ];

    fn random(shape: [usize; 4], index: u64) -> TensorData {
        TensorData::new(Rng::new(5, Purpose::Weights, index).normals(shape.iter().product()), shape)
    }

    /// The value and both gradients of `run` at random tensors, against a random direction.
    fn value_and_gradients(
        run: impl Fn(Tensor<4>, Tensor<4>) -> Tensor<4>,
        shapes: [[usize; 4]; 2],
    ) -> [TensorData; 3] {
        let device = Device::flex().autodiff();
        let [first, second] = [0, 1]
            .map(|index| Tensor::<4>::from_data(random(shapes[index], index as u64), &device).require_grad());
        let value = run(first.clone(), second.clone());
        let direction = Tensor::from_data(random(value.dims(), 2), &device);
        let gradients = (value.clone() * direction).sum().backward();
        [value.inner(), first.grad(&gradients).unwrap(), second.grad(&gradients).unwrap()]
            .map(Tensor::into_data)
    }

    fn assert_same(ours: [TensorData; 3], theirs: [TensorData; 3]) {
        for (ours, theirs) in ours.iter().zip(&theirs) {
            ours.assert_approx_eq::<f32>(theirs, Tolerance::rel_abs(1e-5, 1e-4));
        }
    }

    #[test]
    fn convolution_and_its_gradients_are_those_of_burn() {
        for [height, width, kernel, stride, padding] in SIZES {
            // A batch of 9 makes a whole group and a rest.
            let shapes = [[9, 3, height, width], [2, 3, kernel, kernel]];
            let options = ConvOptions::new([stride; 2], [padding; 2], [1; 2], 1);
            assert_same(
                value_and_gradients(|x, w| convolve(x, w, stride, padding), shapes),
                value_and_gradients(|x, w| conv2d(x, w, None, options.clone()), shapes),
            );
        }
    }

    #[test]
    fn transposed_convolution_and_its_gradients_are_those_of_burn() {
        for [height, width, kernel, stride, padding] in SIZES {
            let shapes = [[9, 2, height, width], [2, 3, kernel, kernel]];
            let options = ConvTransposeOptions::new([stride; 2], [padding; 2], [0; 2], [1; 2], 1);
            assert_same(
                value_and_gradients(|y, w| convolve_transposed(y, w, stride, padding), shapes),
                value_and_gradients(|y, w| conv_transpose2d(y, w, None, options.clone()), shapes),
            );
        }
    }

    #[test]
    fn a_convolution_and_its_transpose_are_adjoint() {
        let device = Device::flex();
        let draw = |shape| Tensor::<4>::random(shape, Distribution::Default, &device);
        let (input, weight, output) = (draw([4, 3, 14, 14]), draw([5, 3, 4, 4]), draw([4, 5, 7, 7]));
        let left = (convolve(input.clone(), weight.clone(), 2, 1) * output.clone()).sum();
        let right = (input * convolve_transposed(output, weight, 2, 1)).sum();
        left.into_data().assert_approx_eq::<f32>(&right.into_data(), Tolerance::relative(1e-4));
    }
}
