//! A layer of any kind.

use super::{
    Basis, ClassAffine, ClassConcat, Concat, Constant, Conv2d, ConvTranspose2d, Dropout, Fade, Given,
    InstanceNorm, LayerKind, LayerNorm, Linear, MinibatchDeviation, Nonlinear, PixelNoise, PixelNorm,
    Progressive, Projection, Resampling, Residual, Saved, SelfAttention, Shape, StyleAffine, Styled,
};
use crate::nets::Sequential;
use burn::{module::Module, nn::BatchNorm, tensor::Tensor};

/// Makes [`Layer`] of its kinds, `case: type`, and passes what it is asked to the one that it is.
macro_rules! layer {
    ($($case:ident: $type:ty,)+) => {
        /// One layer, from `[batch, channel, height, width]` to the same rank.
        ///
        /// Batch norm uses its batch's statistics on an autodiff device, and its running ones elsewhere.
        #[derive(Module, Debug)]
        #[allow(clippy::large_enum_variant, reason = "a net has a dozen layers, and weights are elsewhere")]
        pub enum Layer {
            $($case($type),)+
        }

        $(impl From<$type> for Layer {
            fn from(layer: $type) -> Self {
                Self::$case(layer)
            }
        })+

        impl LayerKind for Layer {
            fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
                match self { $(Self::$case(layer) => LayerKind::forward(layer, input, given),)+ }
            }

            fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
                match self { $(Self::$case(layer) => layer.linearize(input, given),)+ }
            }

            fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
                match self { $(Self::$case(layer) => layer.vjp(saved, cotangent, given),)+ }
            }

            fn macs(&self, shape: Shape) -> (u64, Shape) {
                match self { $(Self::$case(layer) => layer.macs(shape),)+ }
            }

            fn is_piecewise_linear(&self) -> bool {
                match self { $(Self::$case(layer) => layer.is_piecewise_linear(),)+ }
            }

            fn nets(&self) -> Vec<&Sequential> {
                match self { $(Self::$case(layer) => layer.nets(),)+ }
            }

            fn map_nets(self, map: &dyn Fn(Sequential) -> Sequential) -> Self {
                match self { $(Self::$case(layer) => Self::$case(layer.map_nets(map)),)+ }
            }

            fn advance_power_iteration(self) -> Self {
                match self { $(Self::$case(layer) => Self::$case(layer.advance_power_iteration()),)+ }
            }

            fn with_momentum(self, momentum: f64) -> Self {
                match self { $(Self::$case(layer) => Self::$case(layer.with_momentum(momentum)),)+ }
            }

            fn attends(&self) -> bool {
                match self { $(Self::$case(layer) => layer.attends(),)+ }
            }

            fn style_affines(&self) -> Vec<&StyleAffine> {
                match self { $(Self::$case(layer) => layer.style_affines(),)+ }
            }
        }
    };
}

layer! {
    Linear: Linear,
    Conv2d: Conv2d,
    ConvTranspose2d: ConvTranspose2d,
    Basis: Basis,
    BatchNorm: BatchNorm,
    LayerNorm: LayerNorm,
    InstanceNorm: InstanceNorm,
    PixelNorm: PixelNorm,
    ClassAffine: ClassAffine,
    ClassConcat: ClassConcat,
    Activation: Nonlinear,
    Resample: Resampling,
    Residual: Residual,
    Concat: Concat,
    Projection: Projection,
    StyleAffine: StyleAffine,
    Styled: Styled,
    SelfAttention: SelfAttention,
    MinibatchDeviation: MinibatchDeviation,
    Constant: Constant,
    PixelNoise: PixelNoise,
    Dropout: Dropout,
    Fade: Fade,
    Progressive: Progressive,
}
