//! Normalisation of each sample on its own, which a penalty on each sample's gradient allows.

use super::{Init, layer::Saved};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

const EPSILON: f64 = 1e-5;

/// Layer norm over channel, height and width (Ba et al. 2016, arXiv:1607.06450), or instance norm over
/// height and width (Ulyanov et al. 2016, arXiv:1607.08022): y = gamma (x - mean) / deviation + beta.
#[derive(Module, Debug)]
pub struct SampleNorm {
    /// `[channels]`.
    pub gamma: Param<Tensor<1>>,
    /// `[channels]`.
    pub beta: Param<Tensor<1>>,
    /// Whether each channel is normalised on its own.
    by_channel: bool,
}

impl SampleNorm {
    /// Over a sample's channels together.
    pub fn layer(channels: usize, init: &mut Init) -> Self {
        Self { gamma: init.ones([channels]), beta: init.zeros([channels]), by_channel: false }
    }

    /// Over each of a sample's channels alone.
    pub fn instance(channels: usize, init: &mut Init) -> Self {
        Self { by_channel: true, ..Self::layer(channels, init) }
    }

    /// `[batch, channel, height, width]`, normalised.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.linearize(input).0
    }

    /// The output, and what the way back needs: on the graph, for both depend on the layers before.
    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Saved) {
        let centred = input.clone() - self.mean(input);
        let inverse_deviation = (self.mean(centred.clone().square()) + EPSILON).sqrt().recip();
        let values = centred * inverse_deviation.clone();
        let output = values.clone() * along_channels(&self.gamma) + along_channels(&self.beta);
        (output, Saved::Normalised { values, inverse_deviation })
    }

    /// The gradient of the input from that of the output: with h = gamma g,
    /// (h - mean(h) - values mean(h values)) / deviation.
    pub fn vjp(&self, values: Tensor<4>, inverse_deviation: Tensor<4>, gradient: Tensor<4>) -> Tensor<4> {
        let scaled = gradient * along_channels(&self.gamma);
        let along = self.mean(scaled.clone() * values.clone());
        (scaled.clone() - self.mean(scaled) - values * along) * inverse_deviation
    }

    fn mean(&self, values: Tensor<4>) -> Tensor<4> {
        let mean = values.mean_dim(2).mean_dim(3);
        if self.by_channel { mean } else { mean.mean_dim(1) }
    }
}

fn along_channels(values: &Param<Tensor<1>>) -> Tensor<4> {
    let [channels] = values.dims();
    values.val().reshape([1, channels, 1, 1])
}
