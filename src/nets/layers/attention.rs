//! Self-attention: every pixel looks at all others, and takes up what it finds where it looks.
//!
//! Zhang et al. 2018, arXiv:1805.08318, section 3, in the form of the authors' code
//! (brain-research/self-attention-gan), which the paper's text does not give: keys and values are max-pooled, and values
//! have half the channels. No convolution has a bias.
//!
//! ```text
//! query   conv1 C -> C/8                     a map of all L pixels
//! key     conv1 C -> C/8, half the size      of L/4 places
//! value   conv1 C -> C/2, half the size      of L/4 places
//! A = softmax(query' key), a row a pixel, over the places; y = x + gamma conv1(value A'), gamma from 0
//! ```

use super::{Conv2d, Given, Kernel, LayerKind, Saved, Shape, max_pool};
use crate::{
    fused::softmax,
    nets::{Init, Scale},
};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// y = x + gamma o(x), where o mixes values from all over the image.
#[derive(Module, Debug)]
pub struct SelfAttention {
    pub query: Conv2d,
    pub key: Conv2d,
    pub value: Conv2d,
    pub output: Conv2d,
    /// `[1]`: how much of what it found a pixel takes up.
    pub gamma: Param<Tensor<1>>,
}

/// What a pass keeps: all of it depends on the input.
#[derive(Clone, Debug)]
pub struct Attended {
    /// `[batch, channel / 8, pixel]`.
    query: Tensor<3>,
    /// `[batch, channel / 8, place]`.
    key: Tensor<3>,
    /// `[batch, channel / 2, place]`.
    value: Tensor<3>,
    /// A: `[batch, pixel, place]`, rows that sum to one.
    map: Tensor<3>,
    /// Where the pooled keys and values stood.
    key_mask: Tensor<4>,
    value_mask: Tensor<4>,
}

impl SelfAttention {
    /// On `channels`, a multiple of 8. It begins as the identity.
    pub fn new(channels: usize, init: &Init) -> Self {
        // No activation follows the convolutions, nor does a norm undo their scale.
        let init = init.with_scale(Scale::Lecun);
        let pointwise = |name, inputs, outputs| {
            Conv2d::new([inputs, outputs], Kernel::POINTWISE, false, &init.part(name))
        };
        Self {
            query: pointwise("query", channels, channels / 8),
            key: pointwise("key", channels, channels / 8),
            value: pointwise("value", channels, channels / 2),
            output: pointwise("output", channels / 2, channels),
            gamma: init.zeros([1]),
        }
    }

    /// With the weights of its convolutions spectrally normalised.
    pub fn normalised(self, init: &Init) -> Self {
        Self {
            query: self.query.normalised(&init.part("query")),
            key: self.key.normalised(&init.part("key")),
            value: self.value.normalised(&init.part("value")),
            output: self.output.normalised(&init.part("output")),
            ..self
        }
    }

    /// Where each pixel of `input` looks, both row by row: `[batch, pixel, place]`, rows that sum to one. The
    /// places are the pixels of half the size.
    pub fn map(&self, input: Tensor<4>, given: &Given) -> Tensor<3> {
        self.attend(input, given).1.map
    }

    fn attend(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Attended) {
        let shape @ [batch, channels, height, width] = input.dims();
        let query = in_a_row(self.query.forward(input.clone(), given));
        let (key, key_mask) = max_pool::linearize(self.key.forward(input.clone(), given));
        let (value, value_mask) = max_pool::linearize(self.value.forward(input.clone(), given));
        let (key, value) = (in_a_row(key), in_a_row(value));
        let map = softmax(query.clone().transpose().matmul(key.clone()));
        let found = value.clone().matmul(map.clone().transpose());
        let found = self.output.forward(found.reshape([batch, channels / 2, height, width]), given);
        debug_assert_eq!(found.dims(), shape);
        let output = input + found * self.gamma();
        (output, Attended { query, key, value, map, key_mask, value_mask })
    }

    fn gamma(&self) -> Tensor<4> {
        self.gamma.val().reshape([1; 4])
    }
}

impl LayerKind for SelfAttention {
    /// `[batch, channel, height, width]` of even sides, mixed.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        self.attend(input, given).0
    }

    /// What is kept is on the graph, for attention depends on the layers before.
    fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let (output, attended) = self.attend(input, given);
        (output, Saved::Attention(attended))
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let Attended { query, key, value, map, key_mask, value_mask } = saved.attended();
        let [batch, channels, height, width] = cotangent.dims();
        let shape_of = |channels| [batch, channels, height, width];
        let saved_of = |channels| Saved::Shape(shape_of(channels));
        let places = |row: Tensor<3>| {
            let [_, channels, _] = row.dims();
            row.reshape([batch, channels, height / 2, width / 2])
        };
        let found = self.output.vjp(saved_of(channels / 2), cotangent.clone() * self.gamma(), given);
        let found = in_a_row(found);
        // Of the softmax: A (g - sum(A g)).
        let of_map = found.clone().transpose().matmul(value);
        let of_scores = map.clone() * (of_map.clone() - (map.clone() * of_map).sum_dim(2));
        let of_query = key.matmul(of_scores.clone().transpose()).reshape(shape_of(channels / 8));
        let of_key = max_pool::vjp(key_mask, places(query.matmul(of_scores)));
        let of_value = max_pool::vjp(value_mask, places(found.matmul(map)));
        let convolutions = [(&self.query, of_query), (&self.key, of_key), (&self.value, of_value)];
        convolutions
            .into_iter()
            .fold(cotangent, |sum, (layer, gradient)| sum + layer.vjp(saved_of(channels), gradient, given))
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }

    fn attends(&self) -> bool {
        true
    }

    /// The convolutions', at every pixel, and the two products with A.
    fn macs(&self, shape @ [channels, height, width]: Shape) -> (u64, Shape) {
        let of_convolutions: u64 =
            [&self.query, &self.key, &self.value].iter().map(|layer| layer.macs(shape).0).sum();
        let (of_output, _) = self.output.macs([channels / 2, height, width]);
        let pairs = height * width * (height / 2) * (width / 2);
        let of_map = pairs * (channels / 8 + channels / 2);
        (of_convolutions + of_output + of_map as u64, shape)
    }

    /// One more power iteration, where the weights are normalised.
    fn advance_power_iteration(self) -> Self {
        Self {
            query: self.query.advance_power_iteration(),
            key: self.key.advance_power_iteration(),
            value: self.value.advance_power_iteration(),
            output: self.output.advance_power_iteration(),
            ..self
        }
    }
}

impl Attended {
    /// The same on the autodiff device, as constants.
    pub(super) fn from_inner(inner: Self) -> Self {
        Self {
            query: Tensor::from_inner(inner.query),
            key: Tensor::from_inner(inner.key),
            value: Tensor::from_inner(inner.value),
            map: Tensor::from_inner(inner.map),
            key_mask: Tensor::from_inner(inner.key_mask),
            value_mask: Tensor::from_inner(inner.value_mask),
        }
    }
}

/// `[batch, channel, height, width]` as `[batch, channel, pixel]`.
fn in_a_row(image: Tensor<4>) -> Tensor<3> {
    image.flatten(2, 3)
}
