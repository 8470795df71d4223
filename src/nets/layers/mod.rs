//! Layers, one kind a file: [`Layer`] is any of them, and [`Saved`] what its input gradient needs to know of a pass through
//! it.
//!
//! Burn differentiates once. A gradient penalty differentiates the gradient, so every layer also gives its
//! vector-Jacobian product as ordinary operations on its own weights: `linearize` runs the layer and keeps what the
//! vjp needs, `vjp` takes a cotangent (the gradient of the output) to the gradient of the input.

mod activation;
mod attention;
mod basis;
mod batch_norm;
mod class_affine;
mod class_concat;
mod concat;
mod constant;
mod conv2d;
mod conv_transpose2d;
mod dropout;
mod fade;
mod given;
mod instance_norm;
mod kernel;
mod kind;
mod layer;
mod layer_norm;
mod linear;
mod max_pool;
mod minibatch_deviation;
mod pixel_noise;
mod pixel_norm;
mod progressive;
mod projection;
mod resample;
mod residual;
mod resized;
mod sample_norm;
mod saved;
mod spectral;
mod style_affine;
mod styled;

pub use activation::{Activation, Nonlinear};
pub use attention::{Attended, SelfAttention};
pub use basis::Basis;
pub use class_affine::ClassAffine;
pub use class_concat::ClassConcat;
pub use concat::Concat;
pub use constant::Constant;
pub use conv_transpose2d::ConvTranspose2d;
pub use conv2d::Conv2d;
pub use dropout::Dropout;
pub use fade::Fade;
pub use given::{Given, Mixing, Truncation};
pub use instance_norm::InstanceNorm;
pub use kernel::Kernel;
pub use kind::LayerKind;
pub use layer::Layer;
pub use layer_norm::LayerNorm;
pub use linear::Linear;
pub use minibatch_deviation::MinibatchDeviation;
pub use pixel_noise::PixelNoise;
pub use pixel_norm::PixelNorm;
pub use progressive::{Progressive, Way};
pub use projection::Projection;
pub use resample::{Resample, Resampling};
pub use residual::Residual;
pub use resized::{Resized, with_resizing};
pub use saved::Saved;
pub use spectral::Spectral;
pub use style_affine::StyleAffine;
pub use styled::{Styled, chunk_sizes};

use burn::{module::Param, tensor::Tensor};

/// One sample's `[channel, height, width]`.
pub type Shape = [usize; 3];

/// `weight` times what a pass brings it to scale with, if anything.
fn scaled<const D: usize>(weight: Tensor<D>, gain: Option<f64>) -> Tensor<D> {
    match gain {
        Some(gain) => weight * gain,
        None => weight,
    }
}

/// One number a channel, against `[batch, channel, height, width]`.
fn along_channels(values: &Param<Tensor<1>>) -> Tensor<4> {
    let [channels] = values.dims();
    values.val().reshape([1, channels, 1, 1])
}
