//! Operations that Burn composes of a dozen others, each as one: one pass over the numbers on the CPU and one kernel or two on a
//! GPU, where each costs the page time of its own, whatever it computes (docs/performance.md).
//!
//! ```text
//! update         a weight's step by Adam or RMSprop, and its moving average's
//! activation     rectifiers and curves
//! bias           a number a channel
//! batch_norm     by the statistics of the batch
//! mean           over all numbers
//! resample       pooling, up-sampling and the blur
//! softmax        along the last axis
//! spectral_norm  a weight over its largest singular value
//! cube, flex     what their kernels share; exponential is of the latter
//! ```
//!
//! Remove each when Burn has it as one operation.

mod activation;
mod batch_norm;
mod bias;
#[cfg(feature = "gpu")]
pub(crate) mod cube;
mod exponential;
pub(crate) mod flex;
mod mean;
mod resample;
mod softmax;
mod spectral_norm;
mod update;

pub use activation::{Function, activate, relu, sigmoid, softplus};
pub use batch_norm::batch_norm;
pub use bias::add_bias;
pub use mean::mean;
pub use resample::{Change, resample};
pub use softmax::softmax;
pub use spectral_norm::{power_iteration, spectral_norm};
pub use update::{AdamStep, RmsPropStep, adam_step, lerp, rmsprop_step};
