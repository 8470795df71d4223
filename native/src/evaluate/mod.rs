//! How generated digits are scored.
//!
//! ```text
//! evaluator ── classifier ── mnist.safetensors  its committed weights
//! ```

pub mod classifier;
pub mod evaluator;
