//! Contractions on a GPU: Burn's kernels for a convolution and its input gradient, ours for its weight gradient.

mod weight_gradient;

use super::{Convolution, Geometry, Pass};
use crate::fused::cube::channels_innermost;
use burn::{
    backend::{
        Cube, TensorMetadata,
        ops::{ConvOptions, ConvTransposeOptions, FloatTensorOps, ModuleOps},
        tensor::FloatTensor,
    },
    tensor::{FloatDType, Shape},
};
use weight_gradient::weight_gradient;

impl Convolution for Cube {
    fn run(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        pass: Pass,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        let Geometry { stride, padding, input, output, kernel, groups, .. } = geometry;
        let (first, second) = (channels_innermost(first), channels_innermost(second));
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
            // Burn's autotuning, which comes with CUDA, finds kernels for tensor cores.
            Pass::WeightGradient if cfg!(feature = "cuda") => {
                // Of the weights, Burn takes only the shape.
                let shape = Shape::from(geometry.shape(Pass::WeightGradient));
                let weight = Self::float_empty(shape, &first.device(), FloatDType::F32);
                Self::conv2d_weight_backward(first, weight, second, options)
            }
            Pass::WeightGradient => weight_gradient(first, second, geometry),
        }
    }
}
