//! Learnt numbers for the class beside the input: conditioning by concatenation.
//!
//! Mirza & Osindero 2014, arXiv:1411.1784, section 3.2, where both nets are fed the class as an input more.

use super::{Given, LayerKind, Saved, Shape};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// y = [x, e(label)], along the channels.
#[derive(Module, Debug)]
pub struct ClassConcat {
    /// e: `[classes, channels * height * width]`.
    pub embedding: Param<Tensor<2>>,
    /// The embedding's `[channel, height, width]`; height and width are the input's.
    pub shape: [usize; 3],
}

impl ClassConcat {
    /// Numbers of `shape` for each of `classes`, drawn from N(0, 1) as PyTorch's embeddings are.
    pub fn new(classes: usize, shape: [usize; 3], init: &Init) -> Self {
        Self { embedding: init.normal("embedding", [classes, shape.iter().product()]), shape }
    }
}

impl LayerKind for ClassConcat {
    /// `[batch, channel, height, width]`, more channels behind.
    ///
    /// # Panics
    /// Without labels.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        let [batch, ..] = input.dims();
        let [channels, height, width] = self.shape;
        let embedded = given.of_class(&self.embedding).reshape([batch, channels, height, width]);
        Tensor::cat(vec![input, embedded], 1)
    }

    /// The part that is the input's.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        let [_, channels, ..] = saved.shape();
        cotangent.narrow(1, 0, channels)
    }

    /// Nothing is multiplied.
    fn macs(&self, [channels, height, width]: Shape) -> (u64, Shape) {
        (0, [channels + self.shape[0], height, width])
    }
}
