//! The page's WebGPU device.

use crate::{Error, Result};
use burn::tensor::Device;
use std::{cell::RefCell, sync::Once};

unsafe extern "C" {
    /// The linker's own function that runs the module's static constructors.
    safe fn __wasm_call_ctors();
}

/// Runs the static constructors, once.
///
/// cubecl registers its dialects in them, through `inventory`. A module that never calls them itself is taken for a
/// command: the linker has every export run them again, 1.4 s of a step (docs/performance.md). `inventory` asks
/// for this call: <https://docs.rs/inventory/0.3.25/inventory/#webassembly-and-constructors>.
pub fn run_constructors() {
    static RUN: Once = Once::new();
    RUN.call_once(|| __wasm_call_ctors());
}

/// A DCGAN step in three submits, each of which takes the page time of its own, and the GPU never idle for long.
const DISPATCHES_OF_SUBMIT: usize = 64;

thread_local! {
    /// A page has one GPU device: Burn refuses to open the same adapter twice.
    static DEVICE: RefCell<Option<Device>> = const { RefCell::new(None) };
}

pub async fn open() -> Result<Device> {
    // A test's module has no start of its own.
    run_constructors();
    if let Some(device) = DEVICE.with_borrow(Clone::clone) {
        return Ok(device);
    }
    let device = Device::wgpu_options()
        .tasks_max(DISPATCHES_OF_SUBMIT)
        .init_async()
        .await
        .map_err(|error| Error::Device(format!("WebGPU did not start: {error}")))?;
    DEVICE.set(Some(device.clone()));
    Ok(device)
}
