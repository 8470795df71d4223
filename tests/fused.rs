//! Operations as one on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;

#[test]
fn operations_as_one_are_what_they_are_composed_of() {
    pollster::block_on(common::fused::assert_as_composed(&Device::flex()));
}
