//! What native and browser tests share: runs small enough for a software GPU, and their reference figures.
// Each test crate uses the part that it needs.
#![allow(dead_code)]

use burn::tensor::Device;
use saddle::{
    data,
    recipe::Recipe,
    session::{Session, Weights},
};

/// A DCGAN on drawn digits, small enough for a software GPU.
pub const SMALL: &str = "variant=dcgan&batch=4&latent=8&seed=7";

/// A run of the recipe in `query` on `device`.
pub fn session(query: &str, device: &Device) -> Session {
    let recipe = Recipe::from_query(query).expect("a valid recipe");
    let dataset = data::open(recipe.data, recipe.seed, None).expect("a data set without files");
    Session::new(recipe, dataset, device).expect("a recipe that fits its data")
}

/// FNV-1a over the bits of a run's start: its weights, its first real samples, its fixed latents' order.
///
/// [`SMALL`]'s is [`START`] on flex, wgpu and wasm alike.
pub async fn fingerprint(session: &Session) -> u64 {
    let mut hash = Fnv::default();
    hash.feed(&session.checkpoint().await.expect("a checkpoint"));
    session.real(8).values.iter().for_each(|value| hash.feed(&value.to_bits().to_le_bytes()));
    hash.0
}

struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The losses of [`SMALL`]'s first steps, read after each.
pub async fn losses(session: &mut Session, steps: usize) -> Vec<f32> {
    let mut losses = Vec::new();
    for _ in 0..steps {
        session.step();
        losses.extend(session.read().await.expect("finite losses").values.iter().map(|(_, value)| value));
    }
    losses
}

/// Asserts that `found` is within `tolerance` of `expected`, number by number.
pub fn assert_close(found: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance * expected.abs().max(1.0), "{found} is not {expected}");
    }
}

/// The generator's samples.
pub async fn samples(session: &Session) -> Vec<f32> {
    session.sample(4, Weights::Live).await.expect("samples").values
}
