//! Attention in a run: where the nets look, by hand from a checkpoint's weights; and what a run with it is made of.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{checkpoint, session, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Attention, Session, Weights},
    train::latents::Sampling,
};
use safetensors::SafeTensors;

const SMALL: &str = "variant=sagan&batch=4&latent=8&seed=7&generator_lr=0.01&discriminator_lr=0.01";

/// The numbers of the tensor `name` of a checkpoint.
fn tensor(checkpoint: &[u8], name: &str) -> Vec<f64> {
    let tensors = SafeTensors::deserialize(checkpoint).unwrap();
    let tensor = tensors.tensor(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let numbers = tensor.data().chunks_exact(4);
    numbers.map(|bytes| f64::from(f32::from_le_bytes(bytes.try_into().unwrap()))).collect()
}

/// Where the discriminator's attention looks at a 28x28 `sample`, from its first convolution on, number by number:
/// `[pixel][place]`, 196 rows of 49.
fn by_hand(checkpoint: &[u8], sample: &[f32]) -> Vec<Vec<f64>> {
    let normalised = |name: &str| {
        let weight = tensor(checkpoint, &format!("{name}.weight"));
        let [u, v] = ["u", "v"].map(|vector| tensor(checkpoint, &format!("{name}.spectral.{vector}")));
        let rows =
            weight.chunks_exact(v.len()).map(|row| row.iter().zip(&v).map(|(w, v)| w * v).sum::<f64>());
        let sigma: f64 = rows.zip(&u).map(|(wv, u)| wv * u).sum();
        weight.into_iter().map(|weight| weight / sigma).collect::<Vec<_>>()
    };
    let (kernel, bias) =
        (normalised("discriminator.layers.0"), tensor(checkpoint, "discriminator.layers.0.bias"));
    let pixel = |y: i32, x: i32| {
        let inside = (0..28).contains(&y) && (0..28).contains(&x);
        if inside { f64::from(sample[(y * 28 + x) as usize]) } else { 0.0 }
    };
    // [channel][pixel]
    let features: Vec<Vec<f64>> = (0..32)
        .map(|channel| {
            let at = |place: i32| {
                let taps = (0..16).map(|tap| {
                    let (y, x) = (2 * (place / 14) + tap / 4 - 1, 2 * (place % 14) + tap % 4 - 1);
                    kernel[channel * 16 + tap as usize] * pixel(y, x)
                });
                let sum = bias[channel] + taps.sum::<f64>();
                if sum > 0.0 { sum } else { 0.2 * sum }
            };
            (0..196).map(at).collect()
        })
        .collect();
    let pointwise = |name: &str| -> Vec<Vec<f64>> {
        let weight = normalised(&format!("discriminator.layers.2.{name}"));
        let mixed =
            |row: &[f64], pixel: usize| row.iter().zip(&features).map(|(w, map)| w * map[pixel]).sum();
        weight.chunks_exact(32).map(|row| (0..196).map(|pixel| mixed(row, pixel)).collect()).collect()
    };
    let query = pointwise("query");
    let key: Vec<Vec<f64>> = pointwise("key")
        .into_iter()
        .map(|map| {
            let of_place = |place: usize| {
                let first = 2 * (place / 7) * 14 + 2 * (place % 7);
                [0, 1, 14, 15].map(|step| map[first + step]).into_iter().fold(f64::MIN, f64::max)
            };
            (0..49).map(of_place).collect()
        })
        .collect();
    let row = |pixel: usize| {
        let score =
            |place: usize| query.iter().zip(&key).map(|(q, k)| q[pixel] * k[place]).sum::<f64>().exp();
        let scores: Vec<_> = (0..49).map(score).collect();
        let all: f64 = scores.iter().sum();
        scores.into_iter().map(|score| score / all).collect()
    };
    (0..196).map(row).collect()
}

fn of_discriminator(session: &Session, sample: &[f32]) -> Attention {
    let attention = session.discriminator_attention(sample, &Classes::Only(3)).unwrap();
    block_on(attention.expect("it attends")).unwrap()
}

fn of_generator(session: &Session, latent: &[f32], class: u16, weights: Weights) -> Attention {
    let attention = session.generator_attention(latent, weights, &Classes::Only(class)).unwrap();
    block_on(attention.expect("it attends")).unwrap()
}

#[test]
fn a_pixel_looks_where_the_softmax_by_hand_says() {
    let session = trained(SMALL, 20);
    let checkpoint = checkpoint(&session);
    let sample = session.real(1).unwrap().values;
    let attention = of_discriminator(&session, &sample);
    assert_eq!(attention.size, [14, 14]);
    let gamma = tensor(&checkpoint, "discriminator.layers.2.gamma")[0];
    assert_eq!((f64::from(attention.gamma), gamma != 0.0), (gamma, true));
    let expected = by_hand(&checkpoint, &sample);
    let mut uneven = 0.0_f64;
    for (pixel, expected) in expected.iter().enumerate() {
        let looked = attention.of_pixel([pixel / 14, pixel % 14]).unwrap();
        assert_eq!(looked.len(), 196);
        assert!((looked.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        for (at, weight) in looked.iter().enumerate() {
            let expected = expected[(at / 14 / 2) * 7 + at % 14 / 2] / 4.0;
            assert!((f64::from(*weight) - expected).abs() < 1e-5, "{pixel}, {at}: {weight} for {expected}");
            uneven = uneven.max((expected * 196.0 - 1.0).abs());
        }
    }
    assert!(uneven > 0.1, "it looks somewhere: {uneven}");
}

#[test]
fn where_the_generator_looks_depends_on_the_latent_the_class_and_the_weights() {
    let session = trained(SMALL, 20);
    let latents = session.latent_space(Sampling::Fixed(2)).latents;
    let (first, second) = latents.split_at(8);
    let raw = |latent, class| of_generator(&session, latent, class, Weights::Raw);
    let attention = raw(first, 1);
    assert_eq!((attention.size, attention.weights.len()), ([14, 14], 196 * 49));
    for row in attention.weights.chunks_exact(49) {
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
    assert_eq!(attention, raw(first, 1));
    assert_ne!(attention, raw(second, 1));
    assert_ne!(attention, raw(first, 2));
    assert_ne!(attention, of_generator(&session, first, 1, Weights::Ema));
}

#[test]
fn a_generator_with_styles_shows_where_it_looks() {
    let session = trained("variant=biggan&generator_attention=true&batch=4&latent=12", 1);
    let latent = session.latent_space(Sampling::Fixed(1)).latents;
    let [one, other] = [1, 2].map(|class| of_generator(&session, &latent, class, Weights::Raw));
    assert_eq!(one.size, [14, 14]);
    assert_ne!(one, other);
}

#[test]
fn looking_where_the_nets_look_leaves_no_trace() {
    let (mut looked_at, mut other) = (trained(SMALL, 2), trained(SMALL, 2));
    let latent = looked_at.latent_space(Sampling::Fixed(1)).latents;
    let sample = looked_at.real(1).unwrap().values;
    of_generator(&looked_at, &latent, 0, Weights::Ema);
    of_discriminator(&looked_at, &sample);
    assert!(checkpoint(&looked_at) == checkpoint(&other));
    looked_at.step().unwrap();
    other.step().unwrap();
    assert!(checkpoint(&looked_at) == checkpoint(&other), "looking changed what came next");
}

#[test]
fn nets_without_attention_show_none_and_what_is_no_sample_is_refused() {
    let plain = session("variant=dcgan&batch=4&latent=8", &Device::flex());
    assert!(plain.generator_attention(&[0.0; 8], Weights::Raw, &Classes::InTurn).unwrap().is_none());
    assert!(plain.discriminator_attention(&[0.0; 784], &Classes::InTurn).unwrap().is_none());
    let session = trained(SMALL, 0);
    let generator = |latents: &[f32], classes| {
        session.generator_attention(latents, Weights::Raw, &classes).err().expect("refused").to_string()
    };
    assert!(generator(&[0.0; 16], Classes::InTurn).contains("one sample at a time"));
    assert!(generator(&[0.0; 7], Classes::InTurn).contains("not whole latents"));
    assert!(generator(&[0.0; 8], Classes::Only(10)).contains("0 to 9"));
    let problem = session.discriminator_attention(&[0.0; 783], &Classes::InTurn).err().unwrap().to_string();
    assert!(problem.contains("783 numbers are not one sample"), "{problem}");
    let attention = of_discriminator(&session, &[0.0; 784]);
    let problem = attention.of_pixel([14, 0]).unwrap_err().to_string();
    assert!(problem.contains("row 14, column 0 is none of a layer of 14x14"), "{problem}");
}

#[test]
fn attention_begins_as_the_identity() {
    // A layer more draws no other layer's weights anew, and gamma is 0: the same scores, and the same samples.
    let query = "variant=sagan&batch=4&latent=8&seed=7";
    let [with, without] = ["", "&generator_attention=false&discriminator_attention=false"]
        .map(|more| trained(&format!("{query}{more}"), 0));
    let of = |session: &Session| {
        let samples = block_on(session.sample(3, Weights::Raw, &Classes::InTurn)).unwrap().values;
        let scores = session.judge(&samples, &Classes::InTurn).unwrap().expect("it judges");
        (block_on(scores).unwrap(), samples)
    };
    assert_eq!(of(&with), of(&without));
}

#[test]
fn both_spectral_norms_advance_in_a_step_attentions_too() {
    let mut session = trained(SMALL, 1);
    let vectors = |session: &Session| {
        let checkpoint = checkpoint(session);
        let layers = [
            "generator.layers.0",
            "generator.layers.8.query",
            "generator.layers.9",
            "discriminator.layers.0",
        ];
        let more = ["discriminator.layers.2.value", "discriminator.layers.3", "discriminator.layers.5.score"];
        layers
            .into_iter()
            .chain(more)
            .map(|layer| {
                (layer, ["u", "v"].map(|vector| tensor(&checkpoint, &format!("{layer}.spectral.{vector}"))))
            })
            .collect::<Vec<_>>()
    };
    let before = vectors(&session);
    session.step().unwrap();
    for ((layer, before), (_, after)) in before.into_iter().zip(vectors(&session)) {
        assert_ne!(before, after, "{layer}");
    }
}
