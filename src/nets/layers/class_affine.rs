//! Gains and shifts of each class's own. Behind a norm without any, the two are a conditional norm.
//!
//! Dumoulin et al. 2016, arXiv:1610.07629, eq. 5, of instance norm; de Vries et al. 2017, arXiv:1707.00683, of batch
//! norm; in generators since Miyato & Koyama 2018, arXiv:1802.05637.

use super::{Given, LayerKind, Saved};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// y = gamma(label) x + beta(label), along the channels.
#[derive(Module, Debug)]
pub struct ClassAffine {
    /// `[classes, channels]`.
    pub gamma: Param<Tensor<2>>,
    /// `[classes, channels]`.
    pub beta: Param<Tensor<2>>,
}

impl ClassAffine {
    /// Gains of one and shifts of zero, the same for every class.
    pub fn new(classes: usize, channels: usize, init: &Init) -> Self {
        Self { gamma: init.ones([classes, channels]), beta: init.zeros([classes, channels]) }
    }
}

impl LayerKind for ClassAffine {
    /// `[batch, channel, height, width]`, scaled and shifted.
    ///
    /// # Panics
    /// Without labels.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        input * along_channels(&self.gamma, given) + along_channels(&self.beta, given)
    }

    /// # Panics
    /// Without labels.
    fn vjp(&self, _saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        cotangent * along_channels(&self.gamma, given)
    }
}

/// Each sample's own row of `values`, against `[batch, channel, height, width]`.
fn along_channels(values: &Param<Tensor<2>>, given: &Given) -> Tensor<4> {
    let [_, channels] = values.dims();
    given.of_class(values).reshape([-1, channels as i32, 1, 1])
}
