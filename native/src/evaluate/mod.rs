//! How generated samples are measured against real ones.
//!
//! ```text
//! score ──── frechet ──┬─ classifier ── mnist.safetensors  its committed weights
//!            evaluator ┘
//! nearest    the real samples closest to a generated one
//! inception/ scores by Inception-v3, which compare with published ones
//! ```

pub mod classifier;
pub mod evaluator;
mod frechet;
pub mod inception;
pub mod nearest;
pub mod score;
