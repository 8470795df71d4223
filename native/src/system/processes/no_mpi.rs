//! A program that was built without MPI.

use anyhow::{Result, bail};
use async_trait::async_trait;
use saddle::train::process_group::{ProcessGroup, Share};

/// There is no such value: without MPI a process is alone.
pub enum World {}

impl World {
    /// Refuses to be one of several `processes`, which would all write to one folder.
    pub fn meet(processes: usize) -> Result<Option<Self>> {
        if processes > 1 {
            bail!(
                "started as one of {processes} processes, but built without MPI; \
                 `cargo build --release -p saddle-cli --features mpi` builds it in"
            );
        }
        Ok(None)
    }

    pub fn group(&self) -> Box<dyn ProcessGroup> {
        match *self {}
    }

    pub fn broadcast(&self, _bytes: Vec<u8>) -> Vec<u8> {
        match *self {}
    }

    pub fn abort(&self, _code: u8) -> ! {
        match *self {}
    }
}

#[async_trait(?Send)]
impl ProcessGroup for World {
    fn share(&self) -> Share {
        match *self {}
    }

    async fn mean(&self, _own: Vec<f32>) -> saddle::Result<Vec<f32>> {
        match *self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_is_alone_and_more_are_refused() {
        assert!(World::meet(1).unwrap().is_none());
        assert!(World::meet(2).err().unwrap().to_string().contains("--features mpi"));
    }
}
