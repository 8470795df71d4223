//! Contractions on a GPU: Burn's kernels for convolution and its gradients.

use super::{Convolution, Geometry, Pass};
use burn::{
    backend::{
        Cube, TensorMetadata,
        ops::{ConvOptions, ConvTransposeOptions, FloatTensorOps, ModuleOps},
        tensor::FloatTensor,
    },
    tensor::{FloatDType, Shape},
};

impl Convolution for Cube {
    fn run(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        pass: Pass,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        let Geometry { stride, padding, input, output, kernel, groups, .. } = geometry;
        let options = ConvOptions::new([stride; 2], padding, [1; 2], groups);
        match pass {
            Pass::Forward => Self::conv2d(first, second, None, options),
            Pass::InputGradient => {
                // What a stride leaves over at the far edges, which no patch reaches to the full.
                let rest = [0, 1]
                    .map(|axis| input[axis] + 2 * padding[axis] - kernel[axis] - (output[axis] - 1) * stride);
                let options = ConvTransposeOptions::new([stride; 2], padding, rest, [1; 2], groups);
                Self::conv_transpose2d(second, first, None, options)
            }
            Pass::WeightGradient => {
                // Of the weights, Burn takes only the shape.
                let shape = Shape::from(geometry.shape(Pass::WeightGradient));
                let weight = Self::float_empty(shape, &first.device(), FloatDType::F32);
                Self::conv2d_weight_backward(first, weight, second, options)
            }
        }
    }
}
