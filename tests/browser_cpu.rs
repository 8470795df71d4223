//! The CPU bundle's code in a real browser's worker: it starts, steps and learns as natively.
#![cfg(all(target_family = "wasm", not(feature = "gpu")))]

mod common;

use burn::tensor::Device;
use common::{SMALL, assert_close, fingerprint, losses, resume, session, small};
use saddle::zoo::ZOO;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn the_same_seed_gives_the_same_start_in_wasm() {
    assert_eq!(fingerprint(&session(SMALL, &Device::flex())).await, common::START);
}

#[wasm_bindgen_test]
async fn steps_in_wasm_have_the_native_losses() {
    assert_close(&losses(&mut session(SMALL, &Device::flex()), 3).await, &common::LOSSES, 1e-3);
}

#[wasm_bindgen_test]
async fn a_run_looks_from_outside_as_natively() {
    assert_close(&common::probes(&Device::flex()).await, &common::PROBES, 1e-3);
}

#[wasm_bindgen_test]
async fn latents_are_explored_as_natively() {
    assert_close(&common::explored(&Device::flex()).await, &common::EXPLORED, 1e-3);
}

#[wasm_bindgen_test]
async fn every_variant_steps_in_wasm() {
    for variant in ZOO {
        let losses = losses(&mut session(&small(variant), &Device::flex()), 2).await;
        assert!(!losses.is_empty(), "{} metrics nothing", variant.name);
    }
}

#[wasm_bindgen_test]
async fn a_discriminator_learns_to_tell_the_data() {
    common::assert_discriminator_learns(&Device::flex(), 30).await;
}

#[wasm_bindgen_test]
async fn a_checkpoint_written_in_the_browser_goes_on_bit_for_bit() {
    let mut whole = session(SMALL, &Device::flex());
    (0..2).for_each(|_| whole.step().unwrap());
    let half = whole.checkpoint().await.expect("a checkpoint");
    let mut resumed = resume(&half).expect("a resumed run");
    whole.step().unwrap();
    resumed.step().unwrap();
    assert!(whole.checkpoint().await.unwrap() == resumed.checkpoint().await.unwrap());
}

#[wasm_bindgen_test]
async fn operations_as_one_are_in_wasm_what_they_are_composed_of() {
    common::fused::assert_as_composed(&Device::flex()).await;
}
