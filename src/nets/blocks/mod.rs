//! What architectures are built of.
//!
//! - [`BlockConfig`]: norm, activation and the scale of initial weights, which a net's layers share;
//! - [`residual`]: blocks beside their own input, which halve the size, double it or keep it.

mod config;
pub mod residual;

pub use config::BlockConfig;
