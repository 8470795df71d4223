//! Layers one after the other: a net. Where a 3x3 convolution and a change of size are neighbours, they run as one.

use super::layers::{Given, Layer, LayerKind, Linear, Saved, Shape, StyleAffine, with_resizing};
use burn::{module::Module, tensor::Tensor};
use std::borrow::Cow;

/// Where the pixels of a layer look, and how much of what they find they take up.
pub struct Looked {
    /// The layer's height and width.
    pub size: [usize; 2],
    /// As [`SelfAttention::map`](super::SelfAttention::map).
    pub map: Tensor<3>,
    /// `[1]`.
    pub gamma: Tensor<1>,
}

/// Layers one after the other.
#[derive(Module, Debug)]
pub struct Sequential {
    layers: Vec<Layer>,
}

impl Sequential {
    /// The stack of `layers`, input first.
    pub fn new(layers: Vec<Layer>) -> Self {
        Self { layers }
    }

    /// The layers, input first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The last layer's output, of a net without conditions.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.forward_given(input, &Given::nothing())
    }

    /// The last layer's output.
    pub fn forward_given(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        run(&self.layers, input, given)
    }

    /// The output of the first `count` layers, and the last layer's.
    pub fn forward_with_features(
        &self,
        count: usize,
        input: Tensor<4>,
        given: &Given,
    ) -> (Tensor<4>, Tensor<4>) {
        let (before, after) = self.layers.split_at(count);
        let features = run(before, input, given);
        (features.clone(), run(after, features, given))
    }

    /// The output of all layers but the last.
    pub fn forward_before_last(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        run(&self.layers[..self.layers.len() - 1], input, given)
    }

    /// Where the first layer that attends looks; nothing where none does.
    pub fn attention(&self, input: Tensor<4>, given: &Given) -> Option<Looked> {
        let place = self.layers.iter().position(Layer::attends)?;
        let input = run(&self.layers[..place], input, given);
        match &self.layers[place] {
            Layer::SelfAttention(layer) => {
                let [_, _, height, width] = input.dims();
                Some(Looked { size: [height, width], map: layer.map(input, given), gamma: layer.gamma.val() })
            }
            Layer::Styled(layer) => layer.attention(input, given),
            _ => None,
        }
    }

    /// The first fully connected layer.
    pub fn first_linear(&self) -> Option<&Linear> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Linear(linear) => Some(linear),
            layer => layer.nets().into_iter().find_map(Self::first_linear),
        })
    }

    /// The styles' gains and shifts in the layers, in their order.
    pub fn style_affines(&self) -> Vec<&StyleAffine> {
        self.layers.iter().flat_map(Layer::style_affines).collect()
    }

    /// Whether a layer attends.
    pub fn attends(&self) -> bool {
        self.layers.iter().any(Layer::attends)
    }

    /// The output, and what [`Self::vjp`] needs.
    pub fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Vec<Saved>) {
        let mut saved = Vec::with_capacity(self.layers.len());
        let output = together(&self.layers).into_iter().fold(input, |input, layer| {
            let (output, of_layer) = layer.linearize(input, given);
            saved.push(of_layer);
            output
        });
        (output, saved)
    }

    /// Takes the `cotangent` of the output to the gradient of the input, at the input that `linearize` saw.
    pub fn vjp(&self, saved: Vec<Saved>, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let layers = together(&self.layers).into_iter().zip(saved);
        layers.rev().fold(cotangent, |cotangent, (layer, saved)| layer.vjp(saved, cotangent, given))
    }

    /// The gradient of the output's summed first channel, a discriminator's score, with respect to `input`, as
    /// operations on the net's own weights: its derivative in them is first order. `input` is a constant. Without batch
    /// norm, every sample's gradient is its own.
    pub fn input_gradient(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        let (output, saved) = if self.is_piecewise_linear() {
            // The pass only tells on which piece each number lies: no derivative runs through it.
            let (output, saved) = self.valid().linearize(input.inner(), &given.inner());
            (Tensor::from_inner(output), Saved::all_from_inner(saved))
        } else {
            self.linearize(input.detach(), given)
        };
        self.vjp(saved, first_channel(&output), given)
    }

    /// As [`Self::input_gradient`], of an `input` that is no constant: derivatives run to it where the slope depends on it.
    pub fn input_gradient_through(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        if self.is_piecewise_linear() {
            return self.input_gradient(input, given);
        }
        let (output, saved) = self.linearize(input, given);
        self.vjp(saved, first_channel(&output), given)
    }

    /// Multiply-adds of one sample's way through the net, and the output's shape.
    pub fn macs(&self, input: Shape) -> (u64, Shape) {
        together(&self.layers).into_iter().fold((0, input), |(sum, shape), layer| {
            let (macs, shape) = layer.macs(shape);
            (sum + macs, shape)
        })
    }

    /// Whether every layer is.
    pub fn is_piecewise_linear(&self) -> bool {
        self.layers.iter().all(Layer::is_piecewise_linear)
    }

    /// With batch norms that give so much to the newest batch, 0 to 1.
    pub fn with_momentum(self, momentum: f64) -> Self {
        Self { layers: self.layers.into_iter().map(|layer| layer.with_momentum(momentum)).collect() }
    }

    /// One more power iteration on every spectrally normalised weight.
    pub fn advance_power_iteration(self) -> Self {
        Self { layers: self.layers.into_iter().map(Layer::advance_power_iteration).collect() }
    }
}

/// The cotangent of the sum over the first channel: ones there, and zeros in the others.
fn first_channel(output: &Tensor<4>) -> Tensor<4> {
    let ones = output.ones_like();
    match output.dims() {
        [_, 1, ..] => ones,
        [_, channels, ..] => {
            let others = output.zeros_like().narrow(1, 1, channels - 1);
            Tensor::cat(vec![ones.narrow(1, 0, 1), others], 1)
        }
    }
}

fn run(layers: &[Layer], input: Tensor<4>, given: &Given) -> Tensor<4> {
    together(layers).into_iter().fold(input, |input, layer| layer.forward(input, given))
}

/// The `layers`, of which neighbours are one where that is the same for less work.
fn together(layers: &[Layer]) -> Vec<Cow<'_, Layer>> {
    let mut left = layers;
    let mut found = Vec::with_capacity(layers.len());
    while let [layer, others @ ..] = left {
        let both = others.first().and_then(|next| with_resizing(layer, next));
        left = if both.is_some() { &others[1..] } else { others };
        found.push(both.map_or(Cow::Borrowed(layer), Cow::Owned));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{nets::players, recipe::Recipe};
    use burn::tensor::Device;

    #[test]
    fn dcgans_nets_cost_what_their_sizes_say() {
        let recipe = Recipe::from_query("variant=dcgan").unwrap();
        let players = players(&recipe, [1, 28, 28], 10, &Device::flex()).unwrap();
        let taps = 4 * 4;
        let generator = 64 * 49 * 64 + 64 * 32 * taps * 49 + 32 * taps * 196;
        let discriminator = 32 * taps * 196 + 32 * 64 * taps * 49 + 64 * 49;
        assert_eq!(players.generator.macs([64, 1, 1]), (generator, [1, 28, 28]));
        assert_eq!(players.discriminator.macs([1, 28, 28]), (discriminator, [1, 1, 1]));
    }
}
