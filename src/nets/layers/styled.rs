//! A generator's layers, each level with a style that is made of the latents and the class.
//!
//! ```text
//! chunks     z = [z0, z1, .., zn]    z0 -> layers      style of level k = [zk, class]     (BigGAN)
//! mapping    w = f(z)                w  -> layers      style of every level = [w, class]  (StyleGAN)
//! ```
//!
//! Brock et al. 2019, arXiv:1809.11096, appendix B.1: one embedding of the class serves all levels. Karras et al. 2018,
//! arXiv:1812.04948, section 2.

use super::{Given, LayerKind, Linear, Mixing, Saved, Shape, Truncation};
use crate::nets::{Init, Looked, Sequential};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Layers that styles reach by [`Given::styles`].
#[derive(Module, Debug)]
pub struct Styled {
    /// The network that maps latents to styles; without one, each level has a chunk of the latents.
    pub mapping: Option<Sequential>,
    /// The class in every style: `[classes, numbers]`.
    pub embedding: Option<Param<Tensor<2>>>,
    /// The layers, of which [`super::StyleAffine`] take styles.
    pub layers: Sequential,
    /// How many styles there are.
    pub levels: usize,
}

/// How many of `latent` numbers the layers are given, and how many each of so many `levels`: even parts, and what is left
/// over goes to the layers.
pub fn chunk_sizes(latent: usize, levels: usize) -> [usize; 2] {
    let chunk = latent / (levels + 1);
    [latent - levels * chunk, chunk]
}

impl Styled {
    /// The class in every style: `numbers` for each of `classes`, drawn from N(0, 1) as PyTorch's embeddings are.
    pub fn embedding(classes: usize, numbers: usize, init: &Init) -> Param<Tensor<2>> {
        init.normal("embedding", [classes, numbers])
    }

    /// Where the first of the layers that attends looks; nothing where none does.
    ///
    /// # Panics
    /// As [`Self::forward`].
    pub fn attention(&self, latents: Tensor<4>, given: &Given) -> Option<Looked> {
        let (first, given) = self.styled(latents, given);
        self.layers.attention(first, &given)
    }

    /// The mean of what the mapping makes of these batches of latents, `[1, style, 1, 1]`; nothing without a mapping.
    pub fn mean_style(&self, batches: impl Iterator<Item = Tensor<4>>) -> Option<Tensor<4>> {
        let mapping = self.mapping.as_ref()?;
        let mapped = batches.map(|latents| mapping.forward(latents)).collect();
        Some(Tensor::cat(mapped, 0).mean_dim(0))
    }

    /// What the layers are given: numbers, and a style for each level.
    fn styled(&self, latents: Tensor<4>, given: &Given) -> (Tensor<4>, Given) {
        let (first, styles) = match &self.mapping {
            Some(mapping) => self.mapped(mapping, latents, given),
            None => self.chunks(latents),
        };
        let class = self.embedding.as_ref().map(|rows| {
            let [_, numbers] = rows.dims();
            given.of_class(rows).reshape([-1, numbers as i32, 1, 1])
        });
        let with_class = |style: Tensor<4>| match &class {
            Some(class) => Tensor::cat(vec![style, class.clone()], 1),
            None => style,
        };
        let styles = styles.into_iter().map(with_class).collect();
        (first, Given { styles, ..given.clone() })
    }

    /// What the mapping puts out, and the styles of it: mixed with those of other latents, drawn to their mean.
    fn mapped(&self, mapping: &Sequential, latents: Tensor<4>, given: &Given) -> (Tensor<4>, Vec<Tensor<4>>) {
        let mapped = mapping.forward_given(latents, given);
        let other = given
            .mixing
            .as_ref()
            .map(|Mixing { latents, from }| (mapping.forward_given(latents.clone(), given), from.clone()));
        let style = |level: usize| {
            let own = match &other {
                Some((other, from)) => {
                    let is_own = from.clone().greater_elem(level as f64).float();
                    other.clone() + (mapped.clone() - other.clone()) * is_own
                }
                None => mapped.clone(),
            };
            match &given.truncation {
                Some(Truncation { mean, share, levels }) if level < *levels => {
                    mean.clone() + (own - mean.clone()) * *share
                }
                _ => own,
            }
        };
        (mapped.clone(), (0..self.levels).map(style).collect())
    }

    fn chunks(&self, latents: Tensor<4>) -> (Tensor<4>, Vec<Tensor<4>>) {
        let [_, latent, ..] = latents.dims();
        let [first, chunk] = chunk_sizes(latent, self.levels);
        let styles = (0..self.levels).map(|level| latents.clone().narrow(1, first + level * chunk, chunk));
        (latents.clone().narrow(1, 0, first), styles.collect())
    }

    /// What latents of so many components are first multiplied by, `[latent, outputs]`: by the mapping's first layer, or chunk
    /// by chunk by the first of the layers and by all gains and shifts, one after the other.
    pub fn first_weight(&self, latent: usize) -> Option<Tensor<2>> {
        if let Some(mapping) = &self.mapping {
            return mapping.first_linear().map(Linear::weight);
        }
        let [first, chunk] = chunk_sizes(latent, self.levels);
        let of_chunk = |weight: Tensor<2>, from: usize, count: usize| {
            let [_, outputs] = weight.dims();
            let zeros = |rows: usize| Tensor::zeros([rows, outputs], &weight.device());
            let rows = [zeros(from), weight.clone().narrow(0, 0, count), zeros(latent - from - count)];
            Tensor::cat(rows.into_iter().filter(|part| part.dims()[0] > 0).collect(), 0)
        };
        let styles = self.layers.style_affines().into_iter().flat_map(|affine| {
            let from = first + affine.level * chunk;
            [&affine.gamma, &affine.beta].map(|linear| of_chunk(linear.weight(), from, chunk))
        });
        let weights = [of_chunk(self.layers.first_linear()?.weight(), 0, first)].into_iter().chain(styles);
        Some(Tensor::cat(weights.collect(), 1))
    }
}

impl LayerKind for Styled {
    /// From latents `[batch, latent, 1, 1]`.
    ///
    /// # Panics
    /// Without labels, where there is an embedding.
    fn forward(&self, latents: Tensor<4>, given: &Given) -> Tensor<4> {
        let (first, given) = self.styled(latents, given);
        self.layers.forward_given(first, &given)
    }

    /// Those of the mapping and of the layers.
    fn macs(&self, [latent, ..]: Shape) -> (u64, Shape) {
        let (mapping, first) = match &self.mapping {
            Some(mapping) => {
                let (macs, [mapped, ..]) = mapping.macs([latent, 1, 1]);
                (macs, mapped)
            }
            None => (0, chunk_sizes(latent, self.levels)[0]),
        };
        let (layers, shape) = self.layers.macs([first, 1, 1]);
        (mapping + layers, shape)
    }

    fn vjp(&self, _saved: Saved, _cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        unreachable!("latents with styles are moved by no gradient")
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }

    fn nets(&self) -> Vec<&Sequential> {
        self.mapping.iter().chain([&self.layers]).collect()
    }

    fn map_nets(self, map: &dyn Fn(Sequential) -> Sequential) -> Self {
        Self { mapping: self.mapping.map(map), layers: map(self.layers), ..self }
    }
}
