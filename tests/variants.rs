//! Every variant and option as a session runs it, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{checkpoint, resume, samples, small, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    game::METRICS,
    recipe::{DataName, Field, Kind, LossName, Recipe, fields},
    session::{Session, Weights},
    zoo::{Variant, ZOO},
};
use safetensors::SafeTensors;

#[test]
fn every_variant_steps_on_images_and_resumes_bit_for_bit() {
    for variant in ZOO {
        let query = small(variant);
        let whole = checkpoint(&trained(&query, 4));
        let mut resumed = resume(&checkpoint(&trained(&query, 2))).unwrap();
        (0..2).for_each(|_| resumed.step().unwrap());
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
        "variant=vae&conditional=true",
        "variant=vae&conditional=true&data=grid",
        "variant=wgan_gp&conditional=true&discriminator_condition=auxiliary&generator_condition=norm",
        "variant=wgan&conditional=true&discriminator_condition=projection",
        "variant=crgan&conditional=true&zcr_lambda_dis=20&zcr_lambda_gen=0.5&discriminator_condition=projection",
        "variant=dragan&conditional=true&generator_norm=instance&generator_condition=norm",
        "variant=wgan_gp&generator_attention=true&discriminator_attention=true",
        "variant=r1&discriminator_norm=spectral&discriminator_attention=true&generator_spectral=true",
        "variant=ebgan&discriminator_attention=true",
        "variant=biggan&generator_attention=true&discriminator_attention=true&generator_spectral=true",
        "variant=vae&generator_attention=true&discriminator_attention=true&generator_norm=instance&generator_spectral=true",
        "variant=pggan&fade_steps=1&stable_steps=1&blur=true&conditional=true&discriminator_condition=projection",
        "variant=pggan&grow=false&generator_norm=batch&discriminator_norm=layer&pixel_noise=true&pack=2",
        "variant=stylegan&grow=true&fade_steps=2&stable_steps=1&conditional=true&generator_condition=norm",
        "variant=stylegan&styles=chunks&latent=20&initial_weights=orthogonal&zcr_lambda_gen=0.5",
        "variant=vae&architecture=progressive&grow=true&fade_steps=2&stable_steps=1&pixel_noise=true&generator_norm=pixel",
        "variant=dcgan&styles=mapping&style_mixing=0.5&mapping_lr=0.1",
        "variant=dcgan&loss=relativistic_average&instance_noise=0.2&label_flips=0.3&pack=2",
        "variant=r3gan&data=grid&pack=4&zcr_lambda_dis=20&zcr_lambda_gen=0.5",
        "variant=r3gan&conditional=true&discriminator_condition=projection",
        "variant=lsgan&conditional=true&architecture=mlp&generator_norm=layer&generator_condition=norm",
        "variant=dcgan&rotations=true&conditional=true&discriminator_condition=auxiliary",
        "variant=ssgan&conditional=true&discriminator_condition=projection&generator_condition=concat",
        "variant=logan&latent_exact=false&conditional=true&discriminator_condition=projection&generator_condition=norm",
        "variant=wgan_gp&prior=uniform&latent_step=0.5&data=moons",
        "variant=dcgan&initial_weights=orthogonal",
        "variant=r1&initial_weights=equalised&conditional=true&discriminator_condition=projection",
        "variant=projection&orthogonality=0.001",
        "variant=dcgan&styles=mapping&mapping_layers=2&mapping_width=6",
        "variant=hinge&styles=chunks&conditional=true&generator_condition=norm&discriminator_condition=projection",
        "variant=r1&styles=mapping&generator_norm=instance&conditional=true&generator_condition=concat",
        "variant=vae&styles=chunks&conditional=true&generator_condition=norm",
    ] {
        let query = format!("{options}&batch=4&latent=8&warm_up=0&discriminator_steps=1");
        let whole = checkpoint(&trained(&query, 4));
        let mut resumed = resume(&checkpoint(&trained(&query, 2))).unwrap();
        (0..2).for_each(|_| resumed.step().unwrap());
        block_on(resumed.read()).unwrap();
        assert!(whole == checkpoint(&resumed), "{options}: the two checkpoints differ");
    }
}

#[test]
fn samples_are_of_the_class_that_was_asked_for_and_of_no_other() {
    let draw =
        |session: &Session, classes: &Classes| block_on(session.sample(6, Weights::Raw, classes)).unwrap();
    for variant in ["cgan", "acgan", "projection", "sagan", "vae&conditional=true"] {
        let session = trained(&format!("variant={variant}&batch=4&latent=8"), 2);
        let (third, all) = (draw(&session, &Classes::Only(3)), draw(&session, &Classes::Each));
        assert_eq!((third.labels.as_slice(), all.count()), ([3; 6].as_slice(), 60), "{variant}");
        assert_eq!(
            all.values[18 * 784..24 * 784],
            third.values,
            "{variant}: a class's row is that class alone"
        );
        // In turn, the first sample is of class 0, and has the same latents as the first of class 3.
        let in_turn = draw(&session, &Classes::InTurn);
        assert_eq!(in_turn.labels, [0, 1, 2, 3, 4, 5]);
        assert_eq!(in_turn.values[3 * 784..4 * 784], third.values[3 * 784..4 * 784], "{variant}");
        assert_ne!(in_turn.values[..784], third.values[..784], "{variant}: the class makes a difference");
        let error = block_on(session.sample(1, Weights::Raw, &Classes::Only(10))).unwrap_err().to_string();
        assert!(error.contains("0 to 9"), "{error}");
    }
    let plain = trained(&small(variant("dcgan")), 0);
    let error = block_on(plain.sample(1, Weights::Raw, &Classes::Each)).unwrap_err().to_string();
    assert!(error.contains("know no classes"), "{error}");
}

#[test]
fn auto_encoders_rebuild_the_samples_that_they_saw_and_discriminators_that_score_rebuild_none() {
    let untrained = trained(&small(variant("vae")), 0);
    let session = trained("variant=vae&batch=16&generator_norm=none&discriminator_norm=none", 60);
    let distance = |session: &Session| {
        let rebuilt = block_on(session.reconstruct(16).unwrap().unwrap()).unwrap().values;
        let real = session.real(16).unwrap().values;
        real.iter().zip(&rebuilt).map(|(one, other)| (one - other).powi(2)).sum::<f32>() / real.len() as f32
    };
    let (before, after) = (distance(&untrained), distance(&session));
    assert!(after < before / 2.0, "{after} is no half of {before}");
    assert!(trained(&small(variant("began")), 1).reconstruct(4).unwrap().is_some());
    assert!(trained(&small(variant("hinge")), 1).reconstruct(4).unwrap().is_none());
}

/// The variant called `name`.
fn variant(name: &str) -> &'static Variant {
    saddle::zoo::variant(name).expect("a variant of the zoo")
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
    session.step().unwrap();
    assert_ne!(before, u(&session));
}

/// The tensor `name` of a checkpoint, its rows and its numbers.
fn matrix(checkpoint: &[u8], name: &str) -> (usize, Vec<f64>) {
    let tensors = SafeTensors::deserialize(checkpoint).unwrap();
    let tensor = tensors.tensor(name).unwrap();
    let numbers = tensor.data().chunks_exact(4);
    let numbers = numbers.map(|bytes| f64::from(f32::from_le_bytes(bytes.try_into().unwrap()))).collect();
    (tensor.shape()[0], numbers)
}

/// The largest singular value of the linear layer `layer`, and its estimate u' W v.
fn singular_values(checkpoint: &[u8], layer: &str) -> (f64, f64) {
    let (rows, weight) = matrix(checkpoint, &format!("{layer}.weight"));
    let columns = weight.len() / rows;
    let times = |v: &[f64]| -> Vec<f64> {
        weight.chunks_exact(columns).map(|row| row.iter().zip(v).map(|(w, v)| w * v).sum()).collect()
    };
    let transposed_times = |u: &[f64]| -> Vec<f64> {
        (0..columns)
            .map(|column| (0..rows).map(|row| weight[row * columns + column] * u[row]).sum())
            .collect()
    };
    let length = |v: &[f64]| v.iter().map(|v| v * v).sum::<f64>().sqrt();
    let mut v = vec![1.0; columns];
    for _ in 0..300 {
        v = transposed_times(&times(&v));
        let scale = length(&v);
        v.iter_mut().for_each(|v| *v /= scale);
    }
    let [u, estimated_v] = ["u", "v"].map(|name| matrix(checkpoint, &format!("{layer}.spectral.{name}")).1);
    let estimate = u.iter().zip(times(&estimated_v)).map(|(u, wv)| u * wv).sum();
    (length(&times(&v)), estimate)
}

#[test]
fn spectral_norm_follows_the_weights_of_generators_and_of_both_nets_of_a_vae() {
    for (query, layers) in [
        ("variant=dcgan&generator_norm=spectral&generator_lr=0.01", &["generator.layers.0"][..]),
        ("variant=dcgan&generator_spectral=true&generator_lr=0.01", &["generator.layers.0"]),
        (
            "variant=vae&architecture=mlp&discriminator_norm=spectral&generator_norm=spectral",
            &["encoder.layers.2", "decoder.layers.2"],
        ),
    ] {
        let checkpoint = checkpoint(&trained(&format!("{query}&batch=4&latent=8"), 60));
        for layer in layers {
            let (largest, estimate) = singular_values(&checkpoint, layer);
            println!("{query}: {layer} has {largest}, estimated at {estimate}");
            assert!((estimate / largest - 1.0).abs() < 0.05, "{query}: {layer}: {estimate} for {largest}");
        }
    }
}

#[test]
fn the_ema_of_a_spectrally_normalised_generator_has_the_raw_weights_singular_vectors() {
    for setting in ["generator_norm=spectral", "generator_spectral=true"] {
        let checkpoint = checkpoint(&trained(&format!("variant=dcgan&{setting}&batch=4&latent=8"), 5));
        let of = |part: &str, name: &str| matrix(&checkpoint, &format!("{part}.layers.0.{name}")).1;
        assert_eq!(of("generator.ema", "spectral.u"), of("generator", "spectral.u"), "{setting}");
        assert_ne!(of("generator.ema", "weight"), of("generator", "weight"), "{setting}");
    }
}

/// Text that changes `field` from what it is in `recipe`.
fn other_value(field: &Field, recipe: &Recipe) -> String {
    let now = (field.get)(recipe).to_string();
    let candidates: Vec<String> = match field.kind {
        Kind::Whole { min, .. } => vec![min.to_string(), (min + 1).to_string()],
        Kind::Real { min, max, .. } => vec![max.to_string(), min.to_string()],
        Kind::Flag => vec!["true".to_owned(), "false".to_owned()],
        Kind::Choice { options } => options.iter().map(|option| option.name.to_owned()).collect(),
        Kind::Names { names, .. } => vec![names[0].to_owned(), "none".to_owned()],
        Kind::Drawing { .. } => vec!["AAf_".to_owned()],
    };
    candidates.into_iter().find(|text| *text != now).expect("another value")
}

#[test]
fn a_setting_that_is_not_shown_does_not_act() {
    let mut tried = 0;
    for (variant, loss) in ZOO.iter().flat_map(|variant| [None, Some("hinge")].map(|loss| (variant, loss))) {
        let data = if variant.translates() { DataName::Digits } else { DataName::Ring };
        let mut recipe = variant.recipe(data).batch(4).filters(4);
        if loss.is_some() {
            // As in `wgan&loss=hinge`: what the old loss brought is hidden, and must be asleep.
            recipe = recipe.loss(LossName::Hinge);
        }
        let tensors = |recipe: &Recipe| {
            let dataset = saddle::data::open(recipe, None).unwrap();
            let mut session = Session::new(recipe.clone(), dataset, &Device::flex()).ok()?;
            (0..2).for_each(|_| session.step().unwrap());
            let bytes = checkpoint(&session);
            let (header, _) = SafeTensors::read_metadata(&bytes).unwrap();
            Some(bytes[8 + header..].to_vec())
        };
        let Some(expected) = tensors(&recipe) else { continue };
        for field in fields().filter(|field| !recipe.uses(field)) {
            let mut changed = recipe.clone();
            changed.set(field.name, &other_value(field, &recipe)).unwrap();
            // Some fields are shown because of their own value; a contradiction is refused.
            if changed.uses(field) || changed.check().is_err() {
                continue;
            }
            tried += 1;
            assert!(
                tensors(&changed).is_some_and(|found| found == expected),
                "{}: {}",
                variant.name,
                field.name
            );
        }
    }
    assert!(tried > 200, "{tried}");
}
