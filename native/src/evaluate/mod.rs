//! How generated samples are measured against real ones.
//!
//! ```text
//! evaluator ── classifier ── mnist.safetensors  its committed weights
//! nearest   the real samples closest to a generated one
//! ```

pub mod classifier;
pub mod evaluator;
pub mod nearest;
