//! The processes that train one run together: those that one `mpirun` started, or this one alone.
//!
//! - `mpi`: how they reach each other, with the feature of that name;
//! - `no_mpi`: the program without it, which refuses to be one of several.

#[cfg(feature = "mpi")]
mod mpi;
#[cfg(not(feature = "mpi"))]
mod no_mpi;

#[cfg(feature = "mpi")]
use mpi::World;
#[cfg(not(feature = "mpi"))]
use no_mpi::World;

use anyhow::Result;
use saddle::{
    session::Session,
    train::process_group::{ProcessGroup as _, Share},
};
use std::env;

/// Where Open MPI, and then MPICH and its relatives, tell a process how many there are.
const SIZE: [&str; 2] = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];
/// Where they tell it its place among those on the same machine.
const LOCAL_RANK: [&str; 2] = ["OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID"];

/// The processes that train together, as one of them sees them.
pub struct Processes(Option<World>);

impl Processes {
    /// Meets the others, if this process was started as one of several. To be called once.
    ///
    /// # Errors
    /// Where it was, and the program was built without MPI.
    pub fn meet() -> Result<Self> {
        let started = first_number(&SIZE);
        Ok(Self(started.map(World::meet).transpose()?.flatten()))
    }

    /// This process's place.
    pub fn share(&self) -> Share {
        self.0.as_ref().map_or(Share::WHOLE, World::share)
    }

    /// Whether this process is the one that writes the run's folder.
    pub fn is_first(&self) -> bool {
        self.share().rank == 0
    }

    /// `session` as one of these processes trains it.
    ///
    /// # Errors
    /// Those of [`Session::join`].
    pub fn join(&self, session: Session) -> saddle::Result<Session> {
        match &self.0 {
            Some(world) => session.join(world.group()),
            None => Ok(session),
        }
    }

    /// The `bytes` that the first process gives, in every process.
    pub fn broadcast(&self, bytes: Vec<u8>) -> Vec<u8> {
        match &self.0 {
            Some(world) => world.broadcast(bytes),
            None => bytes,
        }
    }

    /// Ends the other processes, which would wait for this one for ever, with this exit code.
    pub fn abort(&self, code: u8) {
        if let Some(world) = &self.0 {
            world.abort(code);
        }
    }
}

/// This process's place among those on the same machine, from 0.
pub fn local_rank() -> usize {
    first_number(&LOCAL_RANK).unwrap_or(0)
}

fn first_number(variables: &[&str]) -> Option<usize> {
    variables.iter().find_map(|variable| env::var(variable).ok()?.parse().ok())
}
