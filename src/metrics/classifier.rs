//! A small net that reads 28x28 digits: the judge of generated ones, in the place that Inception has elsewhere.
//!
//! Its scores and distances depend on its weights, so they compare only with those of the same weights.
//! They are trained by `saddle classifier` and kept with the command line (`native/src/evaluate/`).

use crate::{
    Error, Result,
    nets::{Activation, Conv2d, Given, Init, Kernel, Layer, Linear, Scale, Sequential},
    train::weights::{named, replaced},
};
use burn::{
    module::Module,
    nn::BatchNormConfig,
    tensor::{Device, Tensor, TensorData, activation::softmax, f16},
};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

/// Classes that it tells apart.
pub const CLASSES: usize = 10;
/// Numbers in an image's features.
pub const FEATURES: usize = 64;

/// One image's numbers.
const PIXELS: usize = 28 * 28;
/// Images judged at once.
const BATCH: usize = 500;

/// What the classifier says of images.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// The last layer's input, `[images, 64]`.
    pub features: Vec<f32>,
    /// `[images, 10]`.
    pub probabilities: Vec<f32>,
}

/// The net: three strided convolutions and two fully connected layers.
pub struct Classifier {
    /// Images `[batch, 1, 28, 28]` to logits `[batch, 10, 1, 1]`.
    pub net: Sequential,
}

impl Classifier {
    /// With random weights, to be trained.
    pub fn untrained(seed: u64, device: &Device) -> Self {
        let init = Init::new(seed, device).with_scale(Scale::He);
        let halving = Kernel { size: 5, stride: 2, padding: 2 };
        let last = Kernel { size: 3, stride: 2, padding: 1 };
        let mut layers: Vec<Layer> = Vec::new();
        let convolutions =
            [("first", [1, 32], halving), ("second", [32, 64], halving), ("third", [64, 64], last)];
        for (name, channels, kernel) in convolutions {
            layers.push(Conv2d::new(channels, kernel, false, &init.part(name)).into());
            layers.push(BatchNormConfig::new(channels[1]).init(device).into());
            layers.push(Activation::Relu.into());
        }
        layers.push(Linear::normal(64 * 4 * 4, [FEATURES, 1, 1], true, &init.part("features")).into());
        layers.push(Activation::Relu.into());
        layers.push(Linear::normal(FEATURES, [CLASSES, 1, 1], true, &init.part("logits")).into());
        Self { net: Sequential::new(layers) }
    }

    /// With the weights that [`Self::into_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] where the bytes are no weights of this net.
    pub fn read(bytes: &[u8], device: &Device) -> Result<Self> {
        let wrong = |problem: &dyn std::fmt::Display| {
            Error::Checkpoint(format!("the classifier's weights: {problem}"))
        };
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| wrong(&error))?;
        let mut failure = None;
        let net = replaced(Self::untrained(0, device).net, |name, shape, old| {
            let view =
                tensors.tensor(name).ok().filter(|view| view.shape() == shape && view.dtype() == Dtype::F16);
            let Some(view) = view else {
                failure.get_or_insert_with(|| wrong(&format!("`{name}` is missing or of another shape")));
                return old;
            };
            let numbers =
                view.data().chunks_exact(2).map(|pair| f16::from_le_bytes([pair[0], pair[1]]).to_f32());
            let numbers: Vec<f32> = numbers.collect();
            let count = numbers.len();
            Tensor::from_data(TensorData::new(numbers, [1, 1, 1, count]), device)
        });
        failure.map_or(Ok(Self { net }), Err)
    }

    /// The weights as a safetensors file, rounded to 16 bits.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] where a tensor cannot be read back.
    pub fn into_bytes(self) -> Result<Vec<u8>> {
        let wrong = |problem: &dyn std::fmt::Display| Error::Checkpoint(problem.to_string());
        let mut tensors = Vec::new();
        for tensor in named(&self.net) {
            let bytes: Vec<u8> = tensor
                .values
                .into_data()
                .iter::<f32>()
                .flat_map(|value| f16::from_f32(value).to_le_bytes())
                .collect();
            tensors.push((tensor.name, tensor.shape, bytes));
        }
        let views: std::result::Result<Vec<_>, _> = tensors
            .iter()
            .map(|(name, shape, bytes)| Ok((name, TensorView::new(Dtype::F16, shape.clone(), bytes)?)))
            .collect();
        let views = views.map_err(|error: safetensors::SafeTensorError| wrong(&error))?;
        safetensors::serialize(views, None).map_err(|error| wrong(&error))
    }

    /// What it says of `images`, `[images, 1, 28, 28]` one after the other, pixels in `[-1, 1]`.
    pub fn judge(&self, images: &[f32], device: &Device) -> Judgement {
        let net = self.net.valid();
        let mut judgement = Judgement::default();
        for batch in images.chunks(BATCH * PIXELS) {
            let data = TensorData::new(batch.to_vec(), [batch.len() / PIXELS, 1, 28, 28]);
            let last = net.layers().len() - 1;
            let (features, logits) =
                net.forward_with_features(last, Tensor::from_data(data, device), &Given::nothing());
            judgement.features.extend(features.into_data().iter::<f32>());
            judgement.probabilities.extend(softmax(logits.flatten::<2>(1, 3), 1).into_data().iter::<f32>());
        }
        judgement
    }
}

impl Judgement {
    /// The class that each image is taken for.
    pub fn classes(&self) -> impl Iterator<Item = usize> + '_ {
        self.probabilities.chunks_exact(CLASSES).map(|row| {
            let places = row.iter().enumerate();
            places.max_by(|(_, one), (_, other)| one.total_cmp(other)).map_or(0, |(class, _)| class)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_as_they_were_but_for_rounding() {
        let device = Device::flex();
        let images: Vec<f32> = (0..3 * PIXELS).map(|pixel| ((pixel % 17) as f32) / 8.5 - 1.0).collect();
        let before = Classifier::untrained(1, &device);
        let expected = before.judge(&images, &device);
        let after = Classifier::read(&before.into_bytes().unwrap(), &device).unwrap().judge(&images, &device);
        assert_eq!((after.features.len(), after.probabilities.len()), (3 * FEATURES, 3 * CLASSES));
        for (one, other) in after.probabilities.iter().zip(&expected.probabilities) {
            assert!((one - other).abs() < 0.01, "{one} is not {other}");
        }
    }

    #[test]
    fn bytes_of_something_else_are_refused() {
        assert!(Classifier::read(b"no weights", &Device::flex()).is_err());
    }
}
