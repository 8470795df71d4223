//! What a pass through a net is given besides its input.

use burn::tensor::{Device, Int, Tensor, TensorData};

/// What a pass is given besides its input: an argument, so that no layer keeps what belongs to a batch.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The class of each sample, `[batch]`, where the net is conditional.
    pub labels: Option<Tensor<1, Int>>,
}

impl Given {
    /// Nothing: for nets without conditions.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// The class of each sample, in the order of the batch.
    pub fn labels(labels: &[u8], device: &Device) -> Self {
        let labels: Vec<i32> = labels.iter().map(|&label| i32::from(label)).collect();
        let count = labels.len();
        Self { labels: Some(Tensor::from_data(TensorData::new(labels, [count]), device)) }
    }

    /// The same on the device without autodiff.
    pub fn inner(&self) -> Self {
        Self { labels: self.labels.clone().map(Tensor::inner) }
    }
}
