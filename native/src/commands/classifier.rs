//! `saddle classifier`: trains the classifier of digits whose weights are committed.

use crate::{
    args::TrainClassifier,
    data::mnist::{self, Split},
    evaluate::classifier::accuracy,
    system::{
        device,
        failure::note,
        files::{sha256, write_whole},
    },
};
use anyhow::Result;
use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData},
};
use saddle::{
    data::{Batches, Dataset, Images},
    game::terms::cross_entropy,
    metrics::classifier::Classifier,
    nets::Given,
    recipe::{OptimiserName, ScheduleName, parts},
    train::{
        ema::Ema,
        optimiser::{Optimiser, gradients},
        rng::{Purpose, Rng},
    },
};

const SEED: u64 = 1;
const BATCH: usize = 100;
const LEARNING_RATE: f64 = 2e-3;
/// The decay of the weights' EMA, which is what is kept.
const EMA_DECAY: f64 = 0.998;
/// The most pixels by which a training image is moved.
const SHIFT: u64 = 2;
const SIDE: usize = 28;

/// Trains a classifier, reports its accuracy on the test digits, and writes its weights.
pub fn train(options: &TrainClassifier) -> Result<()> {
    let device = device::open(options.device)?;
    let digits = mnist::open(options.data_dir.as_deref(), Split::Training)?;
    let test = mnist::open(options.data_dir.as_deref(), Split::Test)?.all();
    let epoch = digits.len().unwrap_or(0) / BATCH as u64;
    let classifier = trained(digits, epoch, options.epochs, &device, |epoch, classifier| {
        note(format_args!(
            "epoch {epoch}: {:.2} % of the test digits right",
            100.0 * accuracy(classifier, &test, &device)
        ));
    })?;
    let bytes = classifier.into_bytes()?;
    let accuracy = accuracy(&Classifier::read(&bytes, &device)?, &test, &device);
    write_whole(&options.out, &bytes)?;
    note(format_args!(
        "{}: {} bytes, {:.2} % of the test digits right, SHA-256 {}",
        options.out.display(),
        bytes.len(),
        100.0 * accuracy,
        sha256(&bytes[..])?
    ));
    Ok(())
}

fn trained(
    digits: Images,
    epoch: u64,
    epochs: u64,
    device: &Device,
    report: impl Fn(u64, &Classifier),
) -> Result<Classifier> {
    let training = device.clone().autodiff();
    let mut net = Classifier::untrained(SEED, &training).net;
    let mut ema = Ema::new(&net, 0);
    let mut optimiser = Optimiser::new(parts::Optimiser {
        name: OptimiserName::Adam,
        beta1: 0.9,
        beta2: 0.999,
        clip_grad_norm: 0.0,
    });
    let schedule = parts::Schedule { name: ScheduleName::Linear, steps: epochs * epoch };
    let mut batches = Batches::new(std::sync::Arc::new(digits), SEED);
    for step in 0..epochs * epoch {
        let mut batch = batches.next(BATCH)?;
        shift_each(&mut batch.samples, step);
        let images = TensorData::new(batch.samples, [BATCH, 1, SIDE, SIDE]);
        let labels = Given::labels(&batch.labels, &training).expect_labels();
        let logits = net.forward(Tensor::from_data(images, &training)).flatten::<2>(1, 3);
        let loss = cross_entropy(logits, labels);
        let lr = LEARNING_RATE * schedule.factor(step);
        let gradients = gradients::of_net(&net, &mut loss.backward());
        optimiser.step(&mut net, lr, gradients);
        ema.update(&net, EMA_DECAY);
        if (step + 1).is_multiple_of(epoch) {
            report((step + 1) / epoch, &Classifier { net: ema.net().clone() });
        }
    }
    Ok(Classifier { net: ema.net().valid() })
}

/// Moves each image by a random whole number of pixels each way; what comes in is black.
fn shift_each(images: &mut [f32], step: u64) {
    let mut rng = Rng::new(SEED, Purpose::Noise, step);
    let reach = SHIFT as usize;
    let wide = SIDE + 2 * reach;
    for image in images.chunks_exact_mut(SIDE * SIDE) {
        let mut framed = vec![-1.0; wide * wide];
        for (row, pixels) in image.chunks_exact(SIDE).enumerate() {
            framed[(row + reach) * wide + reach..][..SIDE].copy_from_slice(pixels);
        }
        let [down, right] = [0, 1].map(|_| rng.below(2 * SHIFT + 1) as usize);
        for (row, pixels) in image.chunks_exact_mut(SIDE).enumerate() {
            pixels.copy_from_slice(&framed[(row + down) * wide + right..][..SIDE]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_image_keeps_its_ink_unless_it_leaves_the_frame() {
        let mut image = vec![-1.0; SIDE * SIDE];
        image[14 * SIDE + 14] = 1.0;
        let mut images = image.repeat(20);
        shift_each(&mut images, 0);
        let places: std::collections::BTreeSet<_> = images
            .chunks_exact(SIDE * SIDE)
            .map(|image| image.iter().position(|&pixel| pixel == 1.0).unwrap())
            .collect();
        assert!(places.len() > 5 && places.iter().all(|place| (12..=16).contains(&(place / SIDE))));
    }
}
