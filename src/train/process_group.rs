//! Several processes that train together, each on its own share of every batch; their gradients are averaged between
//! backward and optimiser.
//!
//! Natively a process is one of MPI's; in the page it is a worker.

use crate::{Error, Result};
use async_trait::async_trait;
use burn::tensor::{Tensor, TensorData};
use std::{
    mem,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// Numbers in a message, 16 MiB: all gradients of a large net at once would be copied once more, whole.
const BUCKET: usize = 1 << 22;

/// A process's place among those that train together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Counted from 0.
    pub rank: usize,
    /// How many processes there are.
    pub processes: usize,
}

impl Share {
    /// Of one process that trains by itself.
    pub const WHOLE: Self = Self { rank: 0, processes: 1 };

    /// Its part of `whole`, whose length is a multiple of [`Self::processes`].
    pub fn of<T>(self, whole: Vec<T>) -> Vec<T> {
        let length = whole.len() / self.processes;
        whole.into_iter().skip(self.rank * length).take(length).collect()
    }
}

/// The processes that train together, as one of them sees them. All of them must ask for the same means, at the same places of
/// the run.
#[async_trait(?Send)]
pub trait ProcessGroup {
    /// This process's place.
    fn share(&self) -> Share;

    /// The mean of `own` over all processes, number by number; it is as long everywhere, and the same afterwards.
    ///
    /// # Errors
    /// [`Error::Device`] where it cannot be sent.
    async fn mean(&self, own: Vec<f32>) -> Result<Vec<f32>>;
}

impl dyn ProcessGroup + '_ {
    /// The mean of each of `values` over all processes, in its shape and off the graph.
    ///
    /// # Errors
    /// Those of [`ProcessGroup::mean`]; [`Error::Device`] where they cannot be read from the device.
    pub async fn all_mean<const D: usize>(&self, values: Vec<Tensor<D>>) -> Result<Vec<Tensor<D>>> {
        if self.share() == Share::WHOLE {
            return Ok(values);
        }
        let mut means = Vec::with_capacity(values.len());
        let (mut bucket, mut length) = (Vec::new(), 0);
        for value in values {
            length += value.shape().num_elements();
            bucket.push(value);
            if length >= BUCKET {
                means.extend(self.mean_of_bucket(mem::take(&mut bucket)).await?);
                length = 0;
            }
        }
        means.extend(self.mean_of_bucket(bucket).await?);
        Ok(means)
    }

    /// The means of these values, in one message.
    async fn mean_of_bucket<const D: usize>(&self, bucket: Vec<Tensor<D>>) -> Result<Vec<Tensor<D>>> {
        let Some(device) = bucket.first().map(Tensor::device) else { return Ok(bucket) };
        let failed = |error: &dyn std::fmt::Debug| {
            Error::Device(format!("gradients could not be read back to be averaged: {error:?}"))
        };
        let shapes: Vec<[usize; D]> = bucket.iter().map(Tensor::dims).collect();
        let flat = bucket.into_iter().map(|value| value.flatten::<1>(0, D - 1)).collect();
        let own = Tensor::cat(flat, 0).into_data_async().await.map_err(|error| failed(&error))?;
        let mean = self.mean(own.try_into_vec().map_err(|error| failed(&error))?).await?;
        let mut rest = mean.as_slice();
        let values = shapes.into_iter().map(|shape| {
            let (value, after) = rest.split_at(shape.iter().product());
            rest = after;
            Tensor::from_data(TensorData::new(value.to_vec(), shape), &device)
        });
        Ok(values.collect())
    }

    /// Whether `flag` is set in any process.
    ///
    /// # Errors
    /// Those of [`ProcessGroup::mean`].
    pub async fn all_any(&self, flag: bool) -> Result<bool> {
        Ok(self.mean(vec![f32::from(flag)]).await?[0] > 0.0)
    }
}

/// One process that trains by itself.
pub struct Alone;

#[async_trait(?Send)]
impl ProcessGroup for Alone {
    fn share(&self) -> Share {
        Share::WHOLE
    }

    async fn mean(&self, own: Vec<f32>) -> Result<Vec<f32>> {
        Ok(own)
    }
}

/// What `future` comes to, without waiting: for groups that answer within the call, as one process alone and MPI's do.
///
/// # Errors
/// Those of `future`; [`Error::Device`] where it has to wait.
pub fn at_once<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Error::Device("the processes that train together have to be waited for".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Device;
    use std::future::pending;

    /// One of two, of which the other gives nothing but zeros.
    struct WithZeros;

    #[async_trait(?Send)]
    impl ProcessGroup for WithZeros {
        fn share(&self) -> Share {
            Share { rank: 0, processes: 2 }
        }

        async fn mean(&self, own: Vec<f32>) -> Result<Vec<f32>> {
            Ok(own.into_iter().map(|value| value / 2.0).collect())
        }
    }

    #[test]
    fn values_of_any_length_travel_together_and_come_back_apart() {
        let values = [vec![1.0, 2.0, 3.0], vec![4.0], vec![0.5; BUCKET], vec![8.0, 6.0]];
        let tensors = values.clone().map(|value| Tensor::<1>::from_floats(&value[..], &Device::flex()));
        let group: &dyn ProcessGroup = &WithZeros;
        let means = at_once(group.all_mean(tensors.to_vec())).unwrap();
        for (mean, value) in means.into_iter().zip(values) {
            let expected: Vec<f32> = value.into_iter().map(|value| value / 2.0).collect();
            assert!(mean.into_data().iter::<f32>().eq(expected));
        }
    }

    #[test]
    fn a_flag_in_any_process_is_set_for_all() {
        let group: &dyn ProcessGroup = &WithZeros;
        assert!(at_once(group.all_any(true)).unwrap());
        assert!(!at_once(group.all_any(false)).unwrap());
    }

    #[test]
    fn what_has_to_be_waited_for_is_an_error() {
        assert_eq!(at_once(async { Ok(3) }).unwrap(), 3);
        let waited = at_once::<()>(pending()).unwrap_err();
        assert!(waited.to_string().contains("have to be waited for"), "{waited}");
    }
}
