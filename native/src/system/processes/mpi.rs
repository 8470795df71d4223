//! Several processes by MPI, on one machine or several: `mpirun -n 4 saddle train ...`.

use anyhow::{Context as _, Result};
use async_trait::async_trait;
use mpi::{
    Threading,
    collective::SystemOperation,
    environment::Universe,
    traits::{Communicator as _, CommunicatorCollectives as _, Root as _},
};
use saddle::train::process_group::{ProcessGroup, Share};
use std::rc::Rc;

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
}

#[async_trait(?Send)]
impl ProcessGroup for World {
    fn share(&self) -> Share {
        let world = self.0.world();
        Share { rank: world.rank() as usize, processes: world.size() as usize }
    }

    async fn mean(&self, own: Vec<f32>) -> saddle::Result<Vec<f32>> {
        let mut mean = vec![0.0; own.len()];
        self.0.world().all_reduce_into(&own[..], &mut mean[..], SystemOperation::sum());
        let processes = self.share().processes as f32;
        mean.iter_mut().for_each(|sum| *sum /= processes);
        Ok(mean)
    }
}
