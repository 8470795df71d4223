//! Several processes that train one run together do what one process does alone.
#![cfg(not(target_family = "wasm"))]

use async_trait::async_trait;
use burn::tensor::Device;
use saddle::{
    Result, data,
    recipe::Recipe,
    session::Session,
    train::{
        checkpoint::Checkpoint,
        process_group::{ProcessGroup, Share},
    },
};
use safetensors::{SafeTensors, tensor::TensorView};
use std::{
    sync::{Arc, Barrier, Mutex},
    thread,
};

/// Threads in the place of processes, which meet at a barrier.
#[derive(Clone)]
struct Threads {
    share: Share,
    barrier: Arc<Barrier>,
    said: Arc<Mutex<Vec<Vec<f32>>>>,
}

impl Threads {
    fn new(processes: usize) -> Vec<Self> {
        let (barrier, said) =
            (Arc::new(Barrier::new(processes)), Arc::new(Mutex::new(vec![vec![]; processes])));
        (0..processes)
            .map(|rank| Self {
                share: Share { rank, processes },
                barrier: barrier.clone(),
                said: said.clone(),
            })
            .collect()
    }
}

#[async_trait(?Send)]
impl ProcessGroup for Threads {
    fn share(&self) -> Share {
        self.share
    }

    async fn mean(&self, own: Vec<f32>) -> Result<Vec<f32>> {
        let length = own.len();
        self.said.lock().unwrap()[self.share.rank] = own;
        self.barrier.wait();
        let all = self.said.lock().unwrap().clone();
        self.barrier.wait();
        let mean = |place| all.iter().map(|own: &Vec<f32>| own[place]).sum::<f32>() / all.len() as f32;
        Ok((0..length).map(mean).collect())
    }
}

/// The checkpoint of a run of `query` after three steps, by one process of a group or alone.
fn trained(query: &str, group: Option<Threads>) -> Vec<u8> {
    let recipe = Recipe::from_query(query).unwrap();
    let data = data::open(&recipe, None).unwrap();
    let mut session = Session::new(recipe, data, &Device::flex()).unwrap();
    if let Some(group) = group {
        session = session.join(Box::new(group)).unwrap();
    }
    for _ in 0..3 {
        session.step().unwrap();
    }
    pollster::block_on(session.checkpoint()).unwrap()
}

/// The greatest difference between two runs' numbers, and the greatest number.
fn difference(one: &[u8], other: &[u8]) -> (f32, f32) {
    let [progress, of_other] = [one, other].map(|bytes| Checkpoint::read(bytes).unwrap().progress);
    assert_eq!(progress, of_other);
    let [one, other] = [one, other].map(|bytes| SafeTensors::deserialize(bytes).unwrap());
    let numbers = |view: TensorView| -> Vec<f32> {
        view.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    };
    one.tensors().into_iter().fold((0.0, 0.0), |(apart, size), (name, view)| {
        let (one, other) = (numbers(view), numbers(other.tensor(&name).unwrap()));
        let apart = one.iter().zip(&other).map(|(one, other)| (one - other).abs()).fold(apart, f32::max);
        (apart, one.iter().copied().map(f32::abs).fold(size, f32::max))
    })
}

#[test]
fn two_processes_on_half_a_batch_each_equal_one_on_the_whole() {
    for query in [
        "variant=vanilla&optimiser=sgd&generator_norm=none&batch=8",
        "variant=wgan_gp&optimiser=sgd&generator_norm=none&batch=8&latent=8&discriminator_steps=2",
        "variant=dragan&data=ring&optimiser=sgd&penalty_weight=0.1&batch=8&discriminator_lr=0.001",
        "variant=began&data=ring&optimiser=sgd&batch=8&lambda_k=0.5",
        "variant=cgan&data=ring&optimiser=sgd&discriminator_norm=none&batch=8&instance_noise=0.3&label_flips=0.2",
        "variant=crgan&optimiser=sgd&generator_norm=none&batch=8&latent=8&discriminator_steps=1",
        "variant=vae&data=ring&optimiser=sgd&batch=8&generator_lr=0.0001&discriminator_lr=0.0001",
    ] {
        let alone = trained(query, None);
        let threads = Threads::new(2).into_iter().map(|group| {
            let query = query.to_owned();
            thread::spawn(move || trained(&query, Some(group)))
        });
        for shared in threads.collect::<Vec<_>>() {
            let (apart, size) = difference(&alone, &shared.join().unwrap());
            assert!(apart <= 2e-6 * size.max(1.0), "{query}: {apart} apart, numbers up to {size}");
        }
    }
}

#[test]
fn a_batch_that_cannot_be_shared_is_refused() {
    let recipe = Recipe::from_query("variant=vanilla&batch=9").unwrap();
    let data = data::open(&recipe, None).unwrap();
    let session = Session::new(recipe, data, &Device::flex()).unwrap();
    let refused = session.join(Box::new(Threads::new(2).remove(0)));
    assert!(refused.err().unwrap().to_string().contains("9 samples cannot be shared evenly by 2 processes"));
}
