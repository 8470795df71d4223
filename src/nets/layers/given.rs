//! What a pass through a net is given besides its input.

use crate::recipe::Stage;
use burn::{
    module::Param,
    tensor::{Device, Int, Tensor, TensorData},
};

/// What a pass is given besides its input: an argument, so that no layer keeps what belongs to a batch.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The class of each sample, `[batch]`, where the net is conditional.
    pub labels: Option<Tensor<1, Int>>,
    /// How far nets that grow have grown; without one they are complete.
    pub stage: Option<Stage>,
    /// A style for each level of a generator that takes some, `[batch, style, 1, 1]`.
    pub styles: Vec<Tensor<4>>,
    /// Second latents whose styles take over, where there are some.
    pub mixing: Option<Mixing>,
    /// How far styles are drawn to their mean, where they are.
    pub truncation: Option<Truncation>,
    /// An image of noise for each level of a generator that takes some, `[batch, 1, height, width]`, or one for all samples.
    pub noise: Vec<Tensor<4>>,
    /// What each dropout multiplies by, `[batch, channel, height, width]`, or one for all samples.
    pub dropout: Vec<Tensor<4>>,
}

/// Styles of two latents in one sample (StyleGAN, Karras et al. 2018, arXiv:1812.04948, section 3.1).
#[derive(Clone, Debug)]
pub struct Mixing {
    /// What the finer styles are made of, `[batch, latent, 1, 1]`.
    pub latents: Tensor<4>,
    /// The first level of each sample that has these, `[batch, 1, 1, 1]`.
    pub from: Tensor<4>,
}

/// Styles drawn to their mean: fewer rare samples, less variety (section 2 and appendix B of the same paper).
#[derive(Clone, Debug)]
pub struct Truncation {
    /// The mean of what the mapping puts out, `[1, style, 1, 1]`.
    pub mean: Tensor<4>,
    /// What is left of the way from it (psi): 1 is all.
    pub share: f64,
    /// How many levels, the first ones, are drawn.
    pub levels: usize,
}

impl Given {
    /// Nothing: for nets without conditions.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// The class of each sample, in the order of the batch.
    pub fn labels(labels: &[u16], device: &Device) -> Self {
        let labels: Vec<i32> = labels.iter().map(|&label| i32::from(label)).collect();
        let count = labels.len();
        let labels = Tensor::from_data(TensorData::new(labels, [count]), device);
        Self { labels: Some(labels), ..Self::nothing() }
    }

    /// The class of each sample where the nets are conditional, and else nothing.
    pub fn classes(is_conditional: bool, labels: &[u16], device: &Device) -> Self {
        if is_conditional { Self::labels(labels, device) } else { Self::nothing() }
    }

    /// With the class of each sample, where there are some.
    #[must_use]
    pub fn with_labels(self, labels: &[u16], device: &Device) -> Self {
        Self { labels: Self::classes(!labels.is_empty(), labels, device).labels, ..self }
    }

    /// Each sample's row of `rows` `[classes, length]` by its class, `[batch, length]`.
    ///
    /// # Panics
    /// Without labels.
    pub fn of_class(&self, rows: &Param<Tensor<2>>) -> Tensor<2> {
        rows.val().select(0, self.expect_labels())
    }

    /// The classes of a pass through a conditional net.
    ///
    /// # Panics
    /// Without labels.
    pub fn expect_labels(&self) -> Tensor<1, Int> {
        self.labels.clone().expect("a conditional net is given labels")
    }

    /// The style of `level`.
    ///
    /// # Panics
    /// Where there is none.
    pub fn expect_style(&self, level: usize) -> Tensor<4> {
        self.styles.get(level).cloned().expect("a level of a generator with styles is given its own")
    }

    /// The noise of `level`.
    ///
    /// # Panics
    /// Where there is none.
    pub fn expect_noise(&self, level: usize) -> Tensor<4> {
        self.noise.get(level).cloned().expect("a level of a generator with noise is given its own")
    }

    /// What the dropout at `place` multiplies by.
    ///
    /// # Panics
    /// Where there is none.
    pub fn expect_mask(&self, place: usize) -> Tensor<4> {
        self.dropout.get(place).cloned().expect("a net with dropout is given masks")
    }

    /// The same on the autodiff device, as constants.
    pub fn from_inner(&self) -> Self {
        self.moved(Tensor::from_inner, Tensor::from_inner)
    }

    /// The same on the device without autodiff.
    pub fn inner(&self) -> Self {
        self.moved(Tensor::inner, Tensor::inner)
    }

    fn moved(
        &self,
        labels: fn(Tensor<1, Int>) -> Tensor<1, Int>,
        numbers: fn(Tensor<4>) -> Tensor<4>,
    ) -> Self {
        let all = |tensors: &[Tensor<4>]| tensors.iter().cloned().map(numbers).collect();
        Self {
            labels: self.labels.clone().map(labels),
            stage: self.stage,
            styles: all(&self.styles),
            mixing: self
                .mixing
                .clone()
                .map(|Mixing { latents, from }| Mixing { latents: numbers(latents), from: numbers(from) }),
            truncation: self
                .truncation
                .clone()
                .map(|truncation| Truncation { mean: numbers(truncation.mean), ..truncation }),
            noise: all(&self.noise),
            dropout: all(&self.dropout),
        }
    }
}
