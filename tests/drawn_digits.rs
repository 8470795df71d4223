//! The drawn digits are digits: a classifier that has seen nothing else reads handwritten ones.
//!
//! MNIST's test files come from the folder `$SADDLE_TEST_MNIST`, or else `../shared/data/mnist` beside the
//! repository; without them the test says so and checks nothing.
#![cfg(not(target_family = "wasm"))]

use burn::{
    module::Module,
    nn::{
        Linear, LinearConfig, PaddingConfig2d,
        conv::{Conv2d, Conv2dConfig},
        loss::CrossEntropyLossConfig,
    },
    optim::{AdamConfig, GradientsParams},
    tensor::{Device, Int, Tensor, TensorData, activation::relu},
};
use saddle::data::{
    Batch, Batches, Digits, Images, MnistFiles,
    idx::File,
    mnist::{self, OFFICIAL_FILES},
};
use std::{
    path::{Path, PathBuf},
    time::Instant,
};

const SEED: u64 = 1;
const BATCH: usize = 64;
const STEPS: usize = 1_500;

/// Two strided convolutions and two linear layers.
#[derive(Module, Debug)]
struct Classifier {
    first: Conv2d,
    second: Conv2d,
    hidden: Linear,
    scores: Linear,
}

impl Classifier {
    fn new(device: &Device) -> Self {
        let halving = |channels| {
            Conv2dConfig::new(channels, [4, 4])
                .with_stride([2, 2])
                .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1))
                .init(device)
        };
        Self {
            first: halving([1, 16]),
            second: halving([16, 32]),
            hidden: LinearConfig::new(32 * 7 * 7, 128).init(device),
            scores: LinearConfig::new(128, 10).init(device),
        }
    }

    /// Images `[batch, 1, 28, 28]` to scores `[batch, 10]`.
    fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        let features = relu(self.second.forward(relu(self.first.forward(images))));
        self.scores.forward(relu(self.hidden.forward(features.flatten(1, 3))))
    }
}

/// Images `[batch, 1, 28, 28]` and labels `[batch]`.
fn upload(batch: Batch, device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
    let count = batch.labels.len();
    let labels: Vec<i32> = batch.labels.into_iter().map(i32::from).collect();
    (
        Tensor::from_data(TensorData::new(batch.samples, [count, 1, 28, 28]), device),
        Tensor::from_data(TensorData::new(labels, [count]), device),
    )
}

/// A classifier trained on drawn digits alone.
fn train(device: &Device) -> Classifier {
    device.seed(SEED);
    let mut classifier = Classifier::new(device);
    let mut optimiser = AdamConfig::new().init();
    let loss = CrossEntropyLossConfig::new().init(device);
    let mut batches = Batches::new(std::sync::Arc::new(Digits::new(SEED)), SEED);
    for step in 0..STEPS {
        let (images, labels) = upload(batches.next(BATCH).unwrap(), device);
        let gradients = loss.forward(classifier.forward(images), labels).backward();
        let gradients = GradientsParams::from_grads(gradients, &classifier);
        let rate = 2e-3 * (1.0 - step as f64 / STEPS as f64);
        classifier = optimiser.step(rate, classifier, gradients);
    }
    classifier.valid()
}

/// The share of `mnist` that `classifier` reads rightly, and of each digit.
fn accuracy(classifier: &Classifier, mnist: Images, device: &Device) -> (f64, [f64; 10]) {
    let (mut right, mut all) = ([0.0; 10], [0.0; 10]);
    let mut batches = Batches::new(std::sync::Arc::new(mnist), SEED);
    for _ in 0..20 {
        let batch = batches.next(500).unwrap();
        let labels = batch.labels.clone();
        let (images, _) = upload(batch, device);
        let answers = classifier.forward(images).argmax(1).into_data().iter::<i64>().collect::<Vec<_>>();
        for (label, answer) in labels.into_iter().zip(answers) {
            all[usize::from(label)] += 1.0;
            right[usize::from(label)] += f64::from(u8::from(answer == i64::from(label)));
        }
    }
    let each = std::array::from_fn(|digit| right[digit] / all[digit]);
    (right.iter().sum::<f64>() / all.iter().sum::<f64>(), each)
}

/// MNIST's 10,000 test images, if there are any here.
fn mnist() -> Option<Images> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/mnist");
    let folder = std::env::var_os("SADDLE_TEST_MNIST").map_or(beside, PathBuf::from);
    let [images, labels] = [2, 3].map(|file| OFFICIAL_FILES[file].name);
    if !folder.join(images).exists() {
        eprintln!(
            "SKIPPED for lack of MNIST: no {images} in {}; set SADDLE_TEST_MNIST to its folder",
            folder.display()
        );
        return None;
    }
    let read = |name| std::fs::read(folder.join(name)).unwrap();
    let files = MnistFiles {
        images: File { name: images, bytes: &read(images) },
        labels: File { name: labels, bytes: &read(labels) },
    };
    Some(mnist::read(files).unwrap())
}

#[test]
fn a_classifier_trained_on_drawn_digits_reads_mnist() {
    let Some(mnist) = mnist() else { return };
    let start = Instant::now();
    Batches::new(std::sync::Arc::new(Digits::new(SEED)), SEED).next(10_000).unwrap();
    eprintln!("drew a digit in {:.1} us", start.elapsed().as_secs_f64() * 1e6 / 1e4);

    let device = Device::flex();
    let classifier = train(&device.clone().autodiff());
    let (accuracy, each) = accuracy(&classifier, mnist, &device);
    eprintln!("read {:.2} % of MNIST's test digits; each digit: {each:.3?}", 100.0 * accuracy);
    assert!(accuracy > 0.80, "{accuracy}, each digit {each:?}");
}
