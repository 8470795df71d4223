//! What native and browser tests share: runs small enough for a software GPU, and their reference figures.
// Each test crate uses the part that it needs.
#![allow(dead_code)]

pub mod fused;

use burn::tensor::Device;
use saddle::{
    classes::Classes,
    data,
    recipe::Recipe,
    session::{Half, LatentSpace, Session, Weights},
    train::checkpoint::Checkpoint,
    train::fnv::Fnv,
    train::latents::{Latents, Sampling},
    zoo::{Variant, ZOO},
};
use safetensors::SafeTensors;

/// A DCGAN on drawn digits, small enough for a software GPU.
pub const SMALL: &str = "variant=dcgan&batch=4&latent=8&seed=7&generator_lr=0.0002";

/// A WGAN-GP of points in the plane.
pub const ON_RING: &str = "variant=wgan_gp&data=ring&batch=8&seed=7";

/// A run of the recipe in `query` on `device`.
pub fn session(query: &str, device: &Device) -> Session {
    let recipe = Recipe::from_query(query).expect("a valid recipe");
    let dataset = data::open(&recipe, None).expect("a data set without files");
    Session::new(recipe, dataset, device).expect("a recipe that fits its data")
}

/// A run of `variant` that is small in every direction; nets that grow begin to fade at once.
pub fn small(variant: &Variant) -> String {
    let name = variant.name;
    format!(
        "variant={name}&batch=4&latent=8&seed=7&warm_up=0&discriminator_steps=2&fade_steps=2&stable_steps=1&filters=4"
    )
}

/// The variants that make samples of latents.
pub fn of_latents() -> impl Iterator<Item = &'static Variant> {
    ZOO.iter().copied().filter(|variant| !variant.translates())
}

/// A run of the recipe in `query` on the CPU after `steps`.
pub fn trained(query: &str, steps: usize) -> Session {
    let mut session = session(query, &Device::flex());
    (0..steps).for_each(|_| session.step().unwrap());
    session
}

/// The run's checkpoint.
#[cfg(not(target_family = "wasm"))]
pub fn checkpoint(session: &Session) -> Vec<u8> {
    pollster::block_on(session.checkpoint()).expect("a checkpoint")
}

/// The run in `checkpoint`, to go on with on the CPU.
pub fn resume(checkpoint: &[u8]) -> saddle::Result<Session> {
    let checkpoint = Checkpoint::read(checkpoint)?;
    let data = data::open(&checkpoint.recipe, None)?;
    Session::resume(&checkpoint, data, &Device::flex())
}

/// The fingerprint of [`SMALL`].
pub const START: u64 = 11_849_437_820_176_585_961;

/// What [`probes`] finds on flex, wgpu and wasm alike.
pub const PROBES: [f32; 18] = [
    0.3455324,
    0.29549205,
    -0.083778135,
    1.3502069,
    -0.005502999,
    1.1724998,
    0.04140243,
    0.1956062,
    0.024997544,
    0.28348392,
    0.038398933,
    0.22376138,
    0.028868463,
    0.29350728,
    0.0010117241,
    -0.6844731,
    0.3046171,
    0.4127526,
];

/// What [`explored`] finds on flex and wasm alike.
pub const EXPLORED: [f32; 6] =
    [0.13569808, 0.13356838, 0.12879299, -0.006307075, 0.0021933727, -0.00025082484];

/// The metrics of [`SMALL`]'s first three steps on flex: per step `loss_d`, `d_real`, `d_generated`, `loss_g`.
pub const LOSSES: [f32; 12] = [
    0.9164264, 0.74685776, 0.46009582, 1.0325038, //
    1.0757496, 0.76328725, 0.52722716, 0.84807307, //
    0.80698544, 0.86905473, 0.47323215, 0.9979917,
];

/// FNV-1a over the bits of a run's start: its weights, its first latents and its first real samples.
///
/// [`SMALL`]'s is [`START`] on flex, wgpu and wasm alike.
pub async fn fingerprint(session: &Session) -> u64 {
    let mut hash = Fnv::default();
    let checkpoint = session.checkpoint().await.expect("a checkpoint");
    let tensors = SafeTensors::deserialize(&checkpoint).expect("a safetensors file");
    let mut names = tensors.names();
    names.sort_unstable();
    for name in names {
        hash = hash.feed(tensors.tensor(name).expect("a tensor by its name").data());
    }
    hash = hash.feed(Latents::new(session.recipe(), 0).next(4).as_bytes());
    let real = session.real(8).expect("samples").values;
    real.iter().fold(hash, |hash, value| hash.feed(&value.to_bits().to_le_bytes())).value()
}

/// The losses of [`SMALL`]'s first steps, read after each.
pub async fn losses(session: &mut Session, steps: usize) -> Vec<f32> {
    let mut losses = Vec::new();
    for _ in 0..steps {
        session.step().unwrap();
        losses.extend(session.read().await.expect("finite losses").values.iter().map(|(_, value)| value));
    }
    losses
}

/// What [`ON_RING`] looks like from outside after two steps and two halves: opinions, pulls, manifold, penalty points.
pub async fn probes(device: &Device) -> Vec<f32> {
    let mut session = session(ON_RING, device);
    (0..2).for_each(|_| session.step().unwrap());
    session.half_step(Half::Discriminator).unwrap();
    session.half_step(Half::Generator).unwrap();
    let opinions = session.judge(&[0.5, 0.5, -1.0, 0.25], &Classes::InTurn).unwrap().expect("a score");
    let pulled = session.pull(2, &Classes::InTurn).unwrap().expect("a score");
    let points = session.penalty_points(2).unwrap().expect("a penalty");
    let mut found = opinions.await.unwrap();
    found.extend(pulled.await.unwrap().directions);
    found.extend(session.manifold(2, Weights::Ema, &Classes::InTurn).await.unwrap().values);
    found.extend(points.await.unwrap().samples.values);
    found
}

/// [`SMALL`]'s latents after a step: the shares of the first directions, and a sample moved along the first of them.
pub async fn explored(device: &Device) -> Vec<f32> {
    let mut session = session(SMALL, device);
    session.step().unwrap();
    let directions = session.directions(Weights::Raw).await.unwrap();
    let LatentSpace { latents, size, .. } = session.latent_space(Sampling::Fixed(1));
    let moved: Vec<_> = latents.iter().zip(&directions.vectors).map(|(one, by)| one + 2.0 * by).collect();
    assert_eq!(moved.len(), size);
    let samples =
        session.sample_latents(&moved, Weights::Raw, &Classes::InTurn, Sampling::Fixed(1)).await.unwrap();
    [&directions.shares[..3], &samples.values[400..403]].concat()
}

/// Asserts that `found` is within `tolerance` of `expected`, number by number.
pub fn assert_close(found: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(found.len(), expected.len());
    for (one, other) in found.iter().zip(expected) {
        let close = (one - other).abs() <= tolerance * other.abs().max(1.0);
        assert!(close, "{one} is not {other}: found {found:?}, expected {expected:?}");
    }
}

/// Asserts that the first `steps` of every variant measure on `device` what they measure on the CPU, within `tolerance`.
// A critic's last bias has no gradient but rounding's, of which Adam makes whole steps, each of 1e-3.
pub async fn assert_every_variant_steps_as_on_the_cpu(device: &Device, steps: usize, tolerance: f32) {
    for variant in ZOO {
        let query = small(variant);
        let found = losses(&mut session(&query, device), steps).await;
        let expected = losses(&mut session(&query, &Device::flex()), steps).await;
        println!("{}: {found:?}", variant.name);
        assert_close(&found, &expected, tolerance);
    }
}

/// Asserts that on one unchanging batch (MNIST-like digits against a generator that hardly moves) the
/// discriminator's loss falls.
pub async fn assert_discriminator_learns(device: &Device, steps: usize) {
    let mut session =
        session("variant=vanilla&batch=16&generator_lr=0.000001&discriminator_lr=0.001", device);
    let mut loss = async |steps: usize| {
        (0..steps).for_each(|_| session.step().unwrap());
        session.read().await.expect("finite losses").values[0].1
    };
    let (first, last) = (loss(1).await, loss(steps).await);
    assert!(last < first * 0.8, "the discriminator's loss went from {first} to {last}");
}

/// The generator's samples.
pub async fn samples(session: &Session) -> Vec<f32> {
    session.sample(4, Weights::Raw, &Classes::InTurn).await.expect("samples").values
}
