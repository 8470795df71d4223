//! A session as its callers see it, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{SMALL, checkpoint, fingerprint, losses, resume, samples, session, trained};
use pollster::block_on;
use saddle::{
    Error,
    classes::Classes,
    session::{Session, Weights},
    train::checkpoint::Checkpoint,
    train::rng::{Purpose, Rng},
};
use safetensors::SafeTensors;

#[test]
fn the_same_seed_gives_the_same_start_and_another_seed_another() {
    let start = |query| block_on(fingerprint(&session(query, &Device::flex())));
    assert_eq!(start(SMALL), common::START);
    assert_ne!(start("variant=dcgan&batch=4&latent=8&seed=8"), common::START);
}

#[test]
fn two_hundred_steps_are_one_hundred_and_a_resumed_hundred_bit_for_bit() {
    let query = "variant=vanilla&data=ring&batch=8&latent=4&discriminator_steps=2";
    let whole = checkpoint(&trained(query, 200));
    let mut resumed = resume(&checkpoint(&trained(query, 100))).unwrap();
    (0..100).for_each(|_| resumed.step().unwrap());
    assert!(whole == checkpoint(&resumed), "the two checkpoints differ");
}

#[test]
fn a_resumed_dcgan_goes_on_bit_for_bit() {
    let whole = checkpoint(&trained(SMALL, 6));
    let mut resumed = resume(&checkpoint(&trained(SMALL, 3))).unwrap();
    assert_eq!(resumed.steps(), 3);
    (0..3).for_each(|_| resumed.step().unwrap());
    assert!(whole == checkpoint(&resumed), "the two checkpoints differ");
}

#[test]
fn a_rate_changed_while_running_is_kept_by_the_checkpoint() {
    let mut session = trained(SMALL, 1);
    session.set("generator_lr", "0.001").unwrap();
    assert_eq!(Checkpoint::read(&checkpoint(&session)).unwrap().recipe.generator.lr, 0.001);
    let error = session.set("batch", "8").unwrap_err().to_string();
    assert!(error.contains("field `batch`") && error.contains("start a new run"), "{error}");
    assert!(session.set("generator_lr", "7").unwrap_err().to_string().contains("from 0.000001 to 0.1"));
}

#[test]
fn samples_depend_on_the_weights_alone() {
    let session = trained(SMALL, 2);
    let draw = |count, weights| block_on(session.sample(count, weights, &Classes::InTurn)).unwrap().values;
    let eight = draw(8, Weights::Raw);
    assert_eq!(eight, draw(8, Weights::Raw));
    let in_batches = draw(300, Weights::Raw);
    assert_eq!(in_batches.len(), 300 * 28 * 28);
    for (one, other) in eight.iter().zip(draw(2, Weights::Raw)).chain(in_batches.iter().zip(eight.clone())) {
        assert!((one - other).abs() < 1e-5, "a sample changes with the number drawn");
    }
    assert_ne!(eight, draw(8, Weights::Ema));
}

#[test]
fn a_loss_that_is_not_finite_ends_the_run_with_its_name_and_step() {
    // Descent this steep on a penalty this heavy overshoots further at every step.
    let query = "variant=wgan_gp&penalty_weight=10000&optimiser=sgd&discriminator_lr=0.1&data=ring&batch=4";
    let mut session = session(query, &Device::flex());
    let ended = (1..=2_000).find_map(|step| {
        session.step().unwrap();
        Some((step, block_on(session.read()).err()?))
    });
    let (steps, error) = ended.expect("a run that diverges");
    let Error::Diverged { term, step, value } = error else { panic!("{error}") };
    assert!(term.starts_with("loss") && step == steps && !value.is_finite(), "{term} at {step}: {value}");
    let saved = block_on(session.checkpoint());
    assert!(matches!(saved, Err(Error::Diverged { .. })), "weights that are not finite are saved");
}

#[test]
fn a_flipped_bit_in_any_tensor_is_found() {
    let whole = checkpoint(&trained(SMALL, 1));
    let (header, metadata) = SafeTensors::read_metadata(&whole).unwrap();
    for info in metadata.tensors().values() {
        let (from, to) = info.data_offsets;
        let mut flipped = whole.clone();
        flipped[8 + header + (from + to) / 2] ^= 1;
        let error = resume(&flipped).err().expect("a flipped bit is found").to_string();
        assert!(error.contains("checksum"), "{error}");
    }
}

#[test]
fn a_checkpoint_of_another_format_says_so() {
    let whole = checkpoint(&trained(SMALL, 1));
    for (format, says) in [("9", "a newer format (9"), ("2", "an older format (2")] {
        let (from, to) = (br#"format\":4"#.as_slice(), format!(r#"format\":{format}"#));
        let place = whole.windows(from.len()).position(|window| window == from).expect("the format's number");
        let mut changed = whole.clone();
        changed[place..place + to.len()].copy_from_slice(to.as_bytes());
        let error = resume(&changed).err().expect("another format is refused").to_string();
        assert!(error.contains(says) && !error.contains("damaged"), "{error}");
    }
}

#[test]
fn a_damaged_checkpoint_is_refused_wherever_it_is_cut() {
    let whole = checkpoint(&trained(SMALL, 1));
    let mut rng = Rng::new(1, Purpose::Samples, 0);
    for length in (0..200).map(|_| rng.below(whole.len() as u64) as usize).chain([0, 7, 8, whole.len() - 1]) {
        let error = resume(&whole[..length]).err().expect("a cut file is refused").to_string();
        assert!(error.starts_with("checkpoint: "), "cut at {length}: {error}");
    }
}

#[test]
fn a_checkpoint_of_another_shape_names_the_tensor() {
    let bytes = checkpoint(&trained(SMALL, 1));
    // The recipe in the header is changed, at the same length, so that the nets no longer fit the tensors.
    let (from, to) = (br#"latent\":8"#, br#"latent\":9"#);
    let place =
        bytes.windows(from.len()).position(|window| window == from).expect("the recipe's latent size");
    let mut changed = bytes.clone();
    changed[place..place + to.len()].copy_from_slice(to);
    let error = resume(&changed).err().expect("a contradiction is refused").to_string();
    assert!(error.contains("tensor `") && error.contains("this recipe's is"), "{error}");
}

#[test]
fn a_safetensors_file_of_another_program_is_told_apart() {
    let empty: [(&str, safetensors::tensor::TensorView); 0] = [];
    let foreign = safetensors::serialize(empty, None).unwrap();
    let error = resume(&foreign).err().unwrap().to_string();
    assert!(error.contains("not one written by Saddle"), "{error}");
}

#[test]
fn the_first_steps_have_their_reference_losses() {
    let mut session = session(SMALL, &Device::flex());
    common::assert_close(&block_on(losses(&mut session, 3)), &common::LOSSES, 1e-4);
    assert!(block_on(samples(&session)).iter().all(|pixel| pixel.abs() <= 1.0));
}

#[test]
fn a_run_does_not_go_on_with_other_data_unless_it_is_told_to() {
    let bytes = checkpoint(&trained(SMALL, 1));
    let checkpoint = Checkpoint::read(&bytes).unwrap();
    let recipe = &checkpoint.recipe;
    let other = || saddle::data::open(&recipe.clone().seed(recipe.run.seed + 1), None).unwrap();
    let error = Session::resume(&checkpoint, other(), &Device::flex())
        .err()
        .expect("other data is refused")
        .to_string();
    assert!(error.matches("`digits` (digest ").count() == 2, "{error}");
    Session::resume_on_any_data(&checkpoint, other(), &Device::flex()).unwrap();
}
