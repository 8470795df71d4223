//! Contractions on a GPU: Burn's kernels for convolution and its gradients.

use super::{Contraction, Geometry, Role};
pub use burn::backend::Cube;
use burn::backend::{
    ops::{ConvOptions, ConvTransposeOptions, ModuleOps},
    tensor::FloatTensor,
};
use burn::tensor::{Shape, backend::ops::FloatTensorOps};

impl Contraction for Cube {
    fn contract(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        missing: Role,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        let Geometry { stride, padding, input, output, kernel, .. } = geometry;
        let options = ConvOptions::new([stride; 2], [padding; 2], [1; 2], 1);
        match missing {
            Role::Output => Self::conv2d(first, second, None, options),
            Role::Input => {
                // What a stride leaves over at the far edges, which no patch reaches to the full.
                let rest =
                    [0, 1].map(|axis| input[axis] + 2 * padding - kernel - (output[axis] - 1) * stride);
                let options = ConvTransposeOptions::new([stride; 2], [padding; 2], rest, [1; 2], 1);
                Self::conv_transpose2d(second, first, None, options)
            }
            Role::Weight => {
                // Burn takes only the shape of the weights.
                let shape = Self::float_empty(
                    Shape::from(geometry.shape(Role::Weight)),
                    &Self::float_device(&first),
                    burn::tensor::FloatDType::F32,
                );
                Self::conv2d_weight_backward(first, shape, second, options)
            }
        }
    }
}
