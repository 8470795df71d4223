//! A learnt picture a channel: what a channel's one number is spread over, or what a channel's pixels are weighed with.
//!
//! Huang et al. 2025, arXiv:2501.05441, whose generator starts from one such basis and whose discriminator ends in another.

use super::{Given, LayerKind, Saved, Shape, scaled};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Which way a [`Basis`] goes; each is the other's transpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One number a channel times its picture: `[batch, channel, 1, 1]` to `[batch, channel, height, width]`.
    Spread,
    /// The inner product with it, the other way: a convolution a channel whose kernel is as large as the image.
    Gather,
}

/// A picture for each channel.
#[derive(Module, Debug)]
pub struct Basis {
    /// `[channel, height, width]`.
    pub weight: Param<Tensor<3>>,
    /// What a pass multiplies the pictures by, if anything.
    pub gain: Option<f64>,
    #[module(skip)]
    direction: Direction,
}

impl Basis {
    /// To pictures of this shape, which are drawn from N(0, 1).
    pub fn spread(shape: Shape, init: &Init) -> Self {
        Self { weight: init.normal("weight", shape), gain: None, direction: Direction::Spread }
    }

    /// From pictures of this shape.
    pub fn gather(shape @ [_, height, width]: Shape, init: &Init) -> Self {
        let fan_in = height * width;
        let weight = init.scaled_normal("weight", shape, fan_in);
        Self { weight, gain: init.gain(fan_in), direction: Direction::Gather }
    }

    fn run(&self, direction: Direction, input: Tensor<4>) -> Tensor<4> {
        let product = input * scaled(self.weight.val(), self.gain).unsqueeze_dim::<4>(0);
        match direction {
            Direction::Spread => product,
            Direction::Gather => product.sum_dim(2).sum_dim(3),
        }
    }
}

impl LayerKind for Basis {
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        self.run(self.direction, input)
    }

    fn vjp(&self, _saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        self.run(
            match self.direction {
                Direction::Spread => Direction::Gather,
                Direction::Gather => Direction::Spread,
            },
            cotangent,
        )
    }

    /// Every number once.
    fn macs(&self, _shape: Shape) -> (u64, Shape) {
        let shape @ [channels, ..] = self.weight.dims();
        let numbers = shape.iter().product::<usize>() as u64;
        (numbers, if self.direction == Direction::Spread { shape } else { [channels, 1, 1] })
    }
}
