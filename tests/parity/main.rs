//! The engine against PyTorch in float64: losses, layers, and penalties differentiated twice. Metrics against SciPy, NumPy, prdc, pytorch-fid and
//! torch-fidelity.
//!
//! Burn differentiates once, so every layer builds its input gradient by hand. PyTorch built the references
//! in tests/fixtures (its README says what they hold) by differentiating twice.
#![cfg(not(target_family = "wasm"))]

mod analytic;
mod attention;
mod discriminators;
mod features;
mod fixture;
mod inception;
mod latent_step;
mod losses;
mod metrics;
mod nets;
mod progressive;
mod r3gan;
mod sliced_wasserstein;
mod styles;
mod terms;
mod translations;
mod translators;

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
    // On CUDA, Burn's matrix products round their factors to TF32, which has 10 bits after the point.
    #[cfg(feature = "cuda")]
    let (name, device, relative) = ("cuda", Device::cuda(0), 3e-2);
    #[cfg(not(feature = "cuda"))]
    let (name, device, relative) = ("wgpu", Device::wgpu(burn::tensor::DeviceKind::DefaultDevice), 1e-4);
    Bar { name, device: device.autodiff(), relative }
}
