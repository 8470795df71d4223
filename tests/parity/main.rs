//! The engine against PyTorch in float64: losses, layers, and penalties differentiated twice.
//!
//! Burn differentiates once, so every layer builds its input gradient by hand. PyTorch built the references
//! in tests/fixtures (its README says what they hold) by differentiating twice.
#![cfg(not(target_family = "wasm"))]

mod analytic;
mod discriminators;
mod fixture;
mod losses;
mod nets;
mod terms;

use burn::tensor::Device;

/// A backend, and how far from the reference it may be, relative to the reference tensor's largest number.
struct Bar {
    name: &'static str,
    device: Device,
    relative: f64,
}

/// The CPU's.
fn flex() -> Bar {
    Bar { name: "flex", device: Device::flex().autodiff(), relative: 1e-5 }
}

/// A GPU's, which computes exponentials and quotients less exactly; in software where there is none.
#[cfg(feature = "gpu")]
fn gpu() -> Bar {
    let device = Device::wgpu(burn::tensor::DeviceKind::DefaultDevice);
    Bar { name: "wgpu", device: device.autodiff(), relative: 1e-4 }
}
