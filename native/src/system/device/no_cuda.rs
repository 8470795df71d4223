//! A program that was built without CUDA.

use super::Listed;
use anyhow::{Result, bail};
use burn::tensor::Device;

/// Refuses.
pub fn open() -> Result<Device> {
    bail!(
        "built without CUDA; `cargo build --release -p saddle-cli --features cuda` builds it in, \
         and --device gpu takes the same card through Vulkan"
    )
}

/// None.
pub fn list() -> Option<Listed> {
    None
}
