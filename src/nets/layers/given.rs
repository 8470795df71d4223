//! What a pass through a net is given besides its input.

use burn::{
    module::Param,
    tensor::{Device, Int, Tensor, TensorData},
};

/// What a pass is given besides its input: an argument, so that no layer keeps what belongs to a batch.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The class of each sample, `[batch]`, where the net is conditional.
    pub labels: Option<Tensor<1, Int>>,
    /// A style for each level of a generator that takes some, `[batch, style, 1, 1]`.
    pub styles: Vec<Tensor<4>>,
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

    /// The same on the autodiff device, as constants.
    pub fn from_inner(&self) -> Self {
        Self {
            labels: self.labels.clone().map(Tensor::from_inner),
            styles: self.styles.iter().cloned().map(Tensor::from_inner).collect(),
        }
    }

    /// The same on the device without autodiff.
    pub fn inner(&self) -> Self {
        Self {
            labels: self.labels.clone().map(Tensor::inner),
            styles: self.styles.iter().cloned().map(Tensor::inner).collect(),
        }
    }
}
