//! 2-D convolution and its two gradients, as one operation whose derivatives are its own passes.
//!
//! A convolution of an input x with weights w to an output y has three passes. Each takes two of the three tensors
//! and gives the third, and the gradient of each pass is the two others:
//!
//! | pass            | gives            | from          |
//! |-----------------|------------------|---------------|
//! | forward         | y                | x, w          |
//! | input gradient  | x's gradient     | w, y's        |
//! | weight gradient | w's gradient     | x, y's        |
//!
//! A transposed convolution is the input gradient pass, run forward.
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

/// One of the three things to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// The output `[batch, outputs, height, width]`, from input and weight.
    Forward,
    /// The gradient of the input `[batch, inputs, height, width]`, from weight and output gradient.
    InputGradient,
    /// The gradient of the weight `[outputs, inputs / groups, height, width]`, from input and output gradient.
    WeightGradient,
}

/// The sizes of a convolution.
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
    /// Height and width.
    pub kernel: [usize; 2],
    pub stride: usize,
    /// Rows of zeros above and below the input, and columns to its left and right.
    pub padding: [usize; 2],
    /// Groups of channels, each of which sees only its own.
    pub groups: usize,
}

impl Geometry {
    /// The shape of what `pass` computes.
    pub fn shape(&self, pass: Pass) -> [usize; 4] {
        match pass {
            Pass::InputGradient => [self.batch, self.inputs, self.input[0], self.input[1]],
            Pass::WeightGradient => [self.outputs, self.inputs / self.groups, self.kernel[0], self.kernel[1]],
            Pass::Forward => [self.batch, self.outputs, self.output[0], self.output[1]],
        }
    }

    /// How many numbers `pass` computes.
    fn count(&self, pass: Pass) -> usize {
        self.shape(pass).iter().product()
    }
}

/// A backend that computes the three passes.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Convolution: Backend {
    /// What `pass` computes, from its two tensors in the order of its description.
    fn run(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        pass: Pass,
        geometry: Geometry,
    ) -> FloatTensor<Self>;
}

fn run(first: Tensor<4>, second: Tensor<4>, pass: Pass, geometry: Geometry) -> Tensor<4> {
    Tensor::from_dispatch(<Dispatch as Convolution>::run(
        first.into_dispatch(),
        second.into_dispatch(),
        pass,
        geometry,
    ))
}

/// The size of a convolution's output along an axis.
pub(super) fn output_size(input: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    (input + 2 * padding - kernel) / stride + 1
}

/// The size of a transposed convolution's output along an axis, without output padding.
pub(super) fn transposed_output_size(input: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    (input - 1) * stride + kernel - 2 * padding
}

/// Convolves `[batch, inputs, height, width]` with `weight` `[outputs, inputs / groups, height, width]`, in as many groups as
/// the sizes make.
pub fn conv2d(input: Tensor<4>, weight: Tensor<4>, stride: usize, padding: [usize; 2]) -> Tensor<4> {
    let [batch, inputs, height, width] = input.dims();
    let [outputs, inside, rows, columns] = weight.dims();
    let (input_size, kernel) = ([height, width], [rows, columns]);
    let output = [0, 1].map(|axis| output_size(input_size[axis], kernel[axis], stride, padding[axis]));
    let groups = inputs / inside;
    let geometry =
        Geometry { batch, inputs, outputs, input: input_size, output, kernel, stride, padding, groups };
    run(input, weight, Pass::Forward, geometry)
}

/// The transpose of [`conv2d`]: `[batch, outputs, height, width]` spread by the same `weight`
/// `[outputs, inputs, height, width]` to the smallest input that convolves to that size.
pub fn conv_transpose2d(
    output: Tensor<4>,
    weight: Tensor<4>,
    stride: usize,
    padding: [usize; 2],
) -> Tensor<4> {
    let [_, _, height, width] = output.dims();
    let [_, inputs, kernel_height, kernel_width] = weight.dims();
    let rows = transposed_output_size(height, kernel_height, stride, padding[0]);
    let columns = transposed_output_size(width, kernel_width, stride, padding[1]);
    conv_transpose2d_to([inputs, rows, columns], output, weight, stride, padding)
}

/// The transpose of [`conv2d`] to an `input` of `[inputs, height, width]`, one of those that conv2d to the size of
/// `output`: with a stride there are several. `weight` is `[outputs, inputs / groups, height, width]`.
pub fn conv_transpose2d_to(
    [inputs, rows, columns]: [usize; 3],
    output: Tensor<4>,
    weight: Tensor<4>,
    stride: usize,
    padding: [usize; 2],
) -> Tensor<4> {
    let [batch, outputs, height, width] = output.dims();
    let [_, inside, kernel_height, kernel_width] = weight.dims();
    let (input, output_size, groups) = ([rows, columns], [height, width], inputs / inside);
    let kernel = [kernel_height, kernel_width];
    let geometry =
        Geometry { batch, inputs, outputs, input, output: output_size, kernel, stride, padding, groups };
    run(weight, output, Pass::InputGradient, geometry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};
    use burn::tensor::{
        Device, Distribution, TensorData, Tolerance,
        module::{conv_transpose2d as burn_conv_transpose2d, conv2d as burn_conv2d},
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
                value_and_gradients(|x, w| conv2d(x, w, stride, [padding; 2]), shapes),
                value_and_gradients(|x, w| burn_conv2d(x, w, None, options.clone()), shapes),
            );
        }
    }

    #[test]
    fn convolution_with_a_kernel_that_is_no_square_is_that_of_burn() {
        for (kernel, padding) in [([1, 7], [0, 3]), ([7, 1], [3, 0]), ([3, 5], [0, 2]), ([2, 1], [1, 0])] {
            let shapes = [[9, 3, 9, 7], [2, 3, kernel[0], kernel[1]]];
            let options = ConvOptions::new([1; 2], padding, [1; 2], 1);
            assert_same(
                value_and_gradients(|x, w| conv2d(x, w, 1, padding), shapes),
                value_and_gradients(|x, w| burn_conv2d(x, w, None, options.clone()), shapes),
            );
        }
    }

    #[test]
    fn convolution_in_groups_and_its_gradients_are_those_of_burn() {
        for ([height, width, kernel, stride, padding], groups) in SIZES.into_iter().zip([2, 3, 6, 2, 3, 6]) {
            let shapes = [[9, 6, height, width], [12, 6 / groups, kernel, kernel]];
            let options = ConvOptions::new([stride; 2], [padding; 2], [1; 2], groups);
            assert_same(
                value_and_gradients(|x, w| conv2d(x, w, stride, [padding; 2]), shapes),
                value_and_gradients(|x, w| burn_conv2d(x, w, None, options.clone()), shapes),
            );
        }
    }

    #[test]
    fn the_transpose_of_a_convolution_in_groups_and_its_gradients_are_those_of_burn() {
        let shapes = [[9, 12, 5, 4], [12, 2, 3, 3]];
        let options = ConvTransposeOptions::new([1; 2], [1; 2], [0; 2], [1; 2], 3);
        assert_same(
            value_and_gradients(|y, w| conv_transpose2d_to([6, 5, 4], y, w, 1, [1; 2]), shapes),
            value_and_gradients(|y, w| burn_conv_transpose2d(y, w, None, options.clone()), shapes),
        );
    }

    #[test]
    fn transposed_convolution_and_its_gradients_are_those_of_burn() {
        for [height, width, kernel, stride, padding] in SIZES {
            let shapes = [[9, 2, height, width], [2, 3, kernel, kernel]];
            let options = ConvTransposeOptions::new([stride; 2], [padding; 2], [0; 2], [1; 2], 1);
            assert_same(
                value_and_gradients(|y, w| conv_transpose2d(y, w, stride, [padding; 2]), shapes),
                value_and_gradients(|y, w| burn_conv_transpose2d(y, w, None, options.clone()), shapes),
            );
        }
    }

    #[test]
    fn a_convolution_and_its_transpose_are_adjoint() {
        let device = Device::flex();
        let draw = |shape| Tensor::<4>::random(shape, Distribution::Default, &device);
        let (input, weight, output) = (draw([4, 3, 14, 14]), draw([5, 3, 4, 4]), draw([4, 5, 7, 7]));
        let left = (conv2d(input.clone(), weight.clone(), 2, [1; 2]) * output.clone()).sum();
        let right = (input * conv_transpose2d(output, weight, 2, [1; 2])).sum();
        left.into_data().assert_approx_eq::<f32>(&right.into_data(), Tolerance::relative(1e-4));
    }
}
