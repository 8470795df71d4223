//! Every variant and option as a session runs it, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use common::{checkpoint, resume, samples, small, trained};
use pollster::block_on;
use saddle::{
    game::METRICS,
    session::Session,
    zoo::{Variant, ZOO},
};
use safetensors::SafeTensors;

#[test]
fn every_variant_steps_on_images_and_resumes_bit_for_bit() {
    for variant in ZOO {
        let query = small(variant);
        let whole = checkpoint(&trained(&query, 4));
        let mut resumed = resume(&checkpoint(&trained(&query, 2))).unwrap();
        (0..2).for_each(|_| resumed.step());
        assert!(whole == checkpoint(&resumed), "{}: the two checkpoints differ", variant.name);
        let reading = block_on(resumed.read()).unwrap();
        let known = |name: &str| METRICS.iter().any(|measure| measure.name == name);
        assert!(reading.values.iter().all(|(name, _)| known(name)), "{}: {reading:?}", variant.name);
    }
}

#[test]
fn every_option_steps_and_resumes_bit_for_bit() {
    for options in [
        "variant=dcgan&discriminator_norm=layer&generator_norm=none&activation=elu&penalty=wgan_gp",
        "variant=dcgan&discriminator_norm=instance&penalty=r1&clip_grad_norm=0.5",
        "variant=wgan&discriminator_norm=none&optimiser=rmsprop&instance_noise=0.2&label_flips=0.3",
        "variant=lsgan&optimiser=sgd&schedule=halving&schedule_steps=1",
        "variant=crgan&generated_consistency=10&zcr_lambda_dis=20&zcr_lambda_gen=0.5&architecture=mlp",
        "variant=began&discriminator_norm=spectral&architecture=mlp",
        "variant=ebgan&data=ring",
        "variant=vae&likelihood=gaussian",
        "variant=vae&data=moons",
    ] {
        let query = format!("{options}&batch=4&latent=8&warm_up=0&discriminator_steps=1");
        let whole = checkpoint(&trained(&query, 4));
        let mut resumed = resume(&checkpoint(&trained(&query, 2))).unwrap();
        (0..2).for_each(|_| resumed.step());
        block_on(resumed.read()).unwrap();
        assert!(whole == checkpoint(&resumed), "{options}: the two checkpoints differ");
    }
}

#[test]
fn auto_encoders_rebuild_the_samples_that_they_saw_and_discriminators_that_score_rebuild_none() {
    let untrained = trained(&small(variant("vae")), 0);
    let session = trained("variant=vae&batch=16&generator_norm=none&discriminator_norm=none", 60);
    let distance = |session: &Session| {
        let rebuilt = block_on(session.reconstruct(16).unwrap()).unwrap().values;
        let real = session.real(16).values;
        real.iter().zip(&rebuilt).map(|(one, other)| (one - other).powi(2)).sum::<f32>() / real.len() as f32
    };
    let (before, after) = (distance(&untrained), distance(&session));
    assert!(after < before / 2.0, "{after} is no half of {before}");
    assert!(trained(&small(variant("began")), 1).reconstruct(4).is_some());
    assert!(trained(&small(variant("hinge")), 1).reconstruct(4).is_none());
}

/// The variant called `name`.
fn variant(name: &str) -> &'static Variant {
    saddle::recipe::variant(name).expect("a variant of the zoo")
}

/// The largest size of the tensors in a checkpoint whose names hold `part`.
fn largest(checkpoint: &[u8], part: &str) -> f32 {
    let tensors = SafeTensors::deserialize(checkpoint).unwrap();
    let values = tensors.iter().filter(|(name, _)| name.contains(part)).flat_map(|(_, tensor)| {
        tensor
            .data()
            .chunks_exact(4)
            .map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()))
            .collect::<Vec<_>>()
    });
    values.fold(0.0, |largest, value| largest.max(value.abs()))
}

#[test]
fn clipping_bounds_weights_and_spares_gains_and_running_statistics() {
    let checkpoint = checkpoint(&trained(&small(variant("wgan")), 2));
    assert!(largest(&checkpoint, "discriminator.layers.0.weight") <= 0.01);
    assert!(largest(&checkpoint, "discriminator.layers.3.gamma") > 0.9);
    assert!(largest(&checkpoint, "discriminator.layers.3.running_var") > 0.1);
}

#[test]
fn the_power_iteration_moves_with_updates_and_not_with_samples() {
    let mut session = trained(&small(variant("sngan")), 1);
    let u = |session: &Session| {
        let bytes = checkpoint(session);
        let tensors = SafeTensors::deserialize(&bytes).unwrap();
        tensors.tensor("discriminator.layers.2.spectral.u").unwrap().data().to_vec()
    };
    let before = u(&session);
    block_on(samples(&session));
    assert_eq!(before, u(&session));
    session.step();
    assert_ne!(before, u(&session));
}
