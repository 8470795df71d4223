//! The GPU path against the CPU's: on hardware where there is some, else on a software Vulkan driver; with the feature
//! `cuda`, on CUDA.
#![cfg(all(feature = "gpu", not(target_family = "wasm")))]

mod common;

use burn::tensor::{Device, Tensor, TensorData, Tolerance};
use common::{SMALL, assert_close, fingerprint, losses, session};
use pollster::block_on;
use saddle::{
    nets::convolution::{conv_transpose2d, conv2d},
    train::rng::{Purpose, Rng},
};

fn gpu() -> Device {
    #[cfg(feature = "cuda")]
    return Device::cuda(0);
    #[cfg(not(feature = "cuda"))]
    Device::wgpu(burn::tensor::DeviceKind::DefaultDevice)
}

/// How many times further than wgpu's results CUDA's may be from the CPU's: Burn's matrix products there round their
/// factors to TF32, which has 10 bits after the point.
const ROUNDING: f32 = if cfg!(feature = "cuda") { 20.0 } else { 1.0 };

#[test]
fn the_same_seed_gives_the_same_start_on_the_gpu() {
    assert_eq!(block_on(fingerprint(&session(SMALL, &gpu()))), common::START);
}

#[test]
fn steps_on_the_gpu_have_the_cpus_losses() {
    let found = block_on(losses(&mut session(SMALL, &gpu()), 3));
    assert_close(&found, &common::LOSSES, 1e-3 * ROUNDING);
}

#[test]
fn a_run_looks_from_outside_as_on_the_cpu() {
    assert_close(&block_on(common::probes(&gpu())), &common::PROBES, 1e-3 * ROUNDING);
}

#[test]
fn every_variant_steps_on_the_gpu_as_on_the_cpu() {
    block_on(common::assert_every_variant_steps_as_on_the_cpu(&gpu(), 2, 5e-3 * ROUNDING));
}

#[test]
fn convolutions_and_their_gradients_on_the_gpu_are_the_cpus() {
    let random = |shape: [usize; 4], index| {
        TensorData::new(Rng::new(5, Purpose::Weights, index).normals(shape.iter().product()), shape)
    };
    // The second size leaves a row that no patch reaches: the transposed kernel must still give it back.
    // Of the last one, the kernel's far edge lies on nothing but padding.
    let sizes = [[28, 28, 4, 2, 1], [7, 9, 4, 2, 1], [6, 5, 3, 1, 1], [2, 2, 4, 2, 1]];
    for [height, width, kernel, stride, padding] in sizes {
        let run = |device: Device, [inputs, outputs, groups]: [usize; 3], transposed: bool| {
            let device = device.autodiff();
            let shape = [3, if transposed { outputs } else { inputs }, height, width];
            let input = Tensor::<4>::from_data(random(shape, 0), &device).require_grad();
            let shape = [outputs, inputs / groups, kernel, kernel];
            let weight = Tensor::<4>::from_data(random(shape, 1), &device).require_grad();
            let value = if transposed {
                conv_transpose2d(input.clone(), weight.clone(), stride, [padding; 2])
            } else {
                conv2d(input.clone(), weight.clone(), stride, [padding; 2])
            };
            let direction = Tensor::from_data(random(value.dims(), 2), &device);
            let gradients = (value.clone() * direction).sum().backward();
            [value.inner(), input.grad(&gradients).unwrap(), weight.grad(&gradients).unwrap()]
                .map(Tensor::into_data)
        };
        // Input channels, output channels, groups.
        let channels = [
            ([2, 4, 1], false),
            ([2, 4, 1], true),
            ([1, 3, 1], false),
            ([3, 1, 1], true),
            ([4, 16, 2], false),
        ];
        for (channels, transposed) in channels {
            let expected = run(Device::flex(), channels, transposed);
            for (found, expected) in run(gpu(), channels, transposed).iter().zip(expected) {
                let tolerance = if cfg!(feature = "cuda") { 0.1 } else { 1e-3 };
                found.assert_approx_eq::<f32>(&expected, Tolerance::rel_abs(1e-4, tolerance));
            }
        }
    }
}

#[test]
fn operations_as_one_are_on_the_gpu_what_they_are_composed_of() {
    block_on(common::fused::assert_as_composed(&gpu()));
}
