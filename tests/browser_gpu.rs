//! The GPU bundle's code on WebGPU in a real browser's worker: the CPU's start and losses, in a few small steps.
#![cfg(all(target_family = "wasm", feature = "gpu"))]

mod common;

use burn::tensor::Device;
use common::{SMALL, assert_close, fingerprint, losses, session};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The page's one GPU device.
async fn gpu() -> Device {
    saddle::web::open_device("gpu").await.expect("WebGPU")
}

#[wasm_bindgen_test]
async fn the_same_seed_gives_the_same_start_on_webgpu() {
    assert_eq!(fingerprint(&session(SMALL, &gpu().await)).await, common::START);
}

#[wasm_bindgen_test]
async fn steps_on_webgpu_have_the_native_losses() {
    assert_close(&losses(&mut session(SMALL, &gpu().await), 2).await, &common::LOSSES[..8], 1e-3);
}

#[wasm_bindgen_test]
async fn a_run_looks_from_outside_as_natively() {
    common::assert_close(&common::probes(&gpu().await).await, &common::PROBES, 1e-3);
}

#[wasm_bindgen_test]
async fn every_variant_steps_on_webgpu_as_on_the_cpu() {
    common::assert_every_variant_steps_as_on_the_cpu(&gpu().await, 1, 5e-3).await;
}

#[wasm_bindgen_test]
async fn a_discriminator_learns_to_tell_the_data() {
    common::assert_discriminator_learns(&gpu().await, 6).await;
}

#[wasm_bindgen_test]
async fn operations_as_one_are_on_webgpu_what_they_are_composed_of() {
    common::fused::assert_as_composed(&gpu().await).await;
}
