//! Several processes by MPI, on one machine or several: `mpirun -n 4 saddle train ...`.

use anyhow::{Context as _, Result};
use burn::tensor::{Tensor, TensorData};
use mpi::{
    Threading,
    collective::SystemOperation,
    environment::Universe,
    traits::{Communicator as _, CommunicatorCollectives as _, Root as _},
};
use pollster::block_on;
use saddle::{
    Error,
    train::process_group::{ProcessGroup, Share},
};
use std::{mem, rc::Rc};

/// Numbers in a message, 16 MiB: all gradients of a large net at once would be copied once more, whole.
const BUCKET: usize = 1 << 22;
/// Bytes in a message: MPI counts in 32 bits.
const BYTES: usize = 1 << 26;

/// All processes that one `mpirun` started. MPI ends when the last of these is dropped.
#[derive(Clone)]
pub struct World(Rc<Universe>);

impl World {
    /// Meets the other processes. To be called once.
    pub fn meet(_processes: usize) -> Result<Option<Self>> {
        let (universe, _) = mpi::initialize_with_threading(Threading::Funneled)
            .context("MPI cannot be started twice in a process")?;
        Ok(Some(Self(Rc::new(universe))))
    }

    /// The group of all, for a session.
    pub fn group(&self) -> Box<dyn ProcessGroup> {
        Box::new(self.clone())
    }

    /// The `bytes` that the first process gives, in every process.
    pub fn broadcast(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let world = self.0.world();
        let first = world.process_at_rank(0);
        let mut length = bytes.len() as u64;
        first.broadcast_into(&mut length);
        bytes.resize(length as usize, 0);
        bytes.chunks_mut(BYTES).for_each(|chunk| first.broadcast_into(chunk));
        bytes
    }

    /// Ends all processes.
    pub fn abort(&self, code: u8) -> ! {
        self.0.world().abort(code.into())
    }

    /// The sum of `own` over all processes, number by number.
    fn sum(&self, own: &[f32]) -> Vec<f32> {
        let mut sum = vec![0.0; own.len()];
        self.0.world().all_reduce_into(own, &mut sum[..], SystemOperation::sum());
        sum
    }

    /// The means of a bucket's values, in one message.
    fn mean_of(&self, bucket: Vec<Tensor<1>>) -> saddle::Result<Vec<Tensor<1>>> {
        let failed = |error: &dyn std::fmt::Debug| {
            Error::Device(format!("gradients could not be read back to be averaged: {error:?}"))
        };
        let Some(device) = bucket.first().map(Tensor::device) else { return Ok(bucket) };
        let lengths: Vec<usize> = bucket.iter().map(|value| value.dims()[0]).collect();
        let own = block_on(Tensor::cat(bucket, 0).into_data_async()).map_err(|error| failed(&error))?;
        let own = own.try_into_vec::<f32>().map_err(|error| failed(&error))?;
        let mut mean = self.sum(&own);
        let processes = self.share().processes as f32;
        mean.iter_mut().for_each(|value| *value /= processes);
        let mut rest = mean.as_slice();
        let values = lengths.into_iter().map(|length| {
            let (value, after) = rest.split_at(length);
            rest = after;
            Tensor::from_data(TensorData::new(value.to_vec(), [length]), &device)
        });
        Ok(values.collect())
    }
}

impl ProcessGroup for World {
    fn share(&self) -> Share {
        let world = self.0.world();
        Share { rank: world.rank() as usize, processes: world.size() as usize }
    }

    fn all_mean(&self, values: Vec<Tensor<1>>) -> saddle::Result<Vec<Tensor<1>>> {
        let mut means = Vec::with_capacity(values.len());
        let (mut bucket, mut length) = (Vec::new(), 0);
        for value in values {
            length += value.dims()[0];
            bucket.push(value);
            if length >= BUCKET {
                means.extend(self.mean_of(mem::take(&mut bucket))?);
                length = 0;
            }
        }
        means.extend(self.mean_of(bucket)?);
        Ok(means)
    }

    fn all_any(&self, flag: bool) -> saddle::Result<bool> {
        Ok(self.sum(&[f32::from(flag)])[0] > 0.0)
    }
}
