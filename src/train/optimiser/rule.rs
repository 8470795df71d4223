//! The rules that make a step of a gradient, and what each remembers of the gradients before.

use crate::{
    fused::{AdamStep, RmsPropStep, adam_step, rmsprop_step},
    recipe::{OptimiserName, parts},
};
use burn::tensor::Tensor;

/// As in Kingma & Ba 2014, arXiv:1412.6980, and PyTorch's RMSprop; Burn's own default is 1e-5.
const EPSILON: f32 = 1e-8;

/// What moments are called in a checkpoint.
const FIRST: &str = "moment_1";
const SECOND: &str = "moment_2";

/// How a gradient becomes a step.
pub enum Rule {
    /// Kingma & Ba 2014, Algorithm 1.
    Adam { betas: [f32; 2] },
    /// Hinton 2012, without momentum, as WGAN asks.
    RmsProp { alpha: f32 },
    /// Plain descent.
    Sgd,
}

/// What a rule remembers of one weight.
#[derive(Clone)]
pub struct Moments {
    /// The updates that the weight has had: its own clock, by which Adam corrects young means.
    pub updates: u64,
    /// The moving mean of its gradients where the rule has it.
    first: Option<Tensor<4>>,
    /// That of their squares.
    second: Tensor<4>,
}

impl Rule {
    /// The rule of these settings.
    pub fn new(parts::Optimiser { name, beta1, beta2, .. }: parts::Optimiser) -> Self {
        match name {
            OptimiserName::Adam => Self::Adam { betas: [beta1 as f32, beta2 as f32] },
            OptimiserName::Rmsprop => Self::RmsProp { alpha: beta2 as f32 },
            OptimiserName::Sgd => Self::Sgd,
        }
    }

    /// A weight's numbers after a step of the rate `lr`, and what is remembered of it; all with four axes, off the graph.
    pub fn moved(
        &self,
        lr: f64,
        values: Tensor<4>,
        gradient: Tensor<4>,
        before: Option<Moments>,
    ) -> (Tensor<4>, Option<Moments>) {
        let updates = before.as_ref().map_or(0, |moments| moments.updates);
        let remembered = |first, second| Moments { updates: updates + 1, first, second };
        match self {
            Self::Adam { betas } => {
                let moments = before.and_then(|Moments { first, second, .. }| Some([first?, second]));
                let moments = moments.unwrap_or_else(|| [values.zeros_like(), values.zeros_like()]);
                let step = AdamStep::new(*betas, EPSILON, lr, updates + 1);
                let (values, [first, second]) = adam_step(values, gradient, moments, step);
                (values, Some(remembered(Some(first), second)))
            }
            Self::RmsProp { alpha } => {
                let square = before.map_or_else(|| values.zeros_like(), |moments| moments.second);
                let step = RmsPropStep { alpha: *alpha, epsilon: EPSILON, lr: lr as f32 };
                let (values, square) = rmsprop_step(values, gradient, square, step);
                (values, Some(remembered(None, square)))
            }
            Self::Sgd => (values - gradient * lr, None),
        }
    }

    /// The moments of a weight after so many `updates`, each of which `read` gives by its name.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn restored<E>(
        &self,
        updates: u64,
        read: impl Fn(&str) -> Result<Tensor<4>, E>,
    ) -> Result<Option<Moments>, E> {
        let first = match self {
            Self::Adam { .. } => Some(read(FIRST)?),
            Self::RmsProp { .. } => None,
            Self::Sgd => return Ok(None),
        };
        Ok(Some(Moments { updates, first, second: read(SECOND)? }))
    }
}

impl Moments {
    /// Its tensors by name.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &Tensor<4>)> {
        let first = self.first.as_ref().map(|first| (FIRST, first));
        first.into_iter().chain([(SECOND, &self.second)])
    }
}
