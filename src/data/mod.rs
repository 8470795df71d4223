//! What the nets learn from: data sets, and the batches drawn from them.
//!
//! A data set maps an index to a sample and keeps no state, so that a run's place in its data is one
//! number. Finite sets are files read into memory; endless ones are drawn by our own code, sample by sample.
//! Nothing here opens a file or an address: bytes come in as slices, in the browser as on a workstation.

mod batches;
mod digits;
pub mod idx;
pub mod mnist;
mod points;

pub use batches::{Batch, Batches};
pub use digits::Digits;
pub use mnist::{Mnist, MnistFiles};
pub use points::{Mixture, Points};

use crate::{Error, Result, recipe::DataName};

/// Samples by index.
#[expect(clippy::len_without_is_empty, reason = "no data set is empty: that is an error when it is opened")]
pub trait Dataset: Send {
    /// One sample's shape: `[channel, height, width]`; 2-D points are `[2, 1, 1]`.
    fn shape(&self) -> [usize; 3];

    /// How many samples there are; `None` where there is one for every index.
    fn len(&self) -> Option<u64>;

    /// Writes sample `index` into `sample` (pixels in `[-1, 1]`) and returns its label. The index is below
    /// [`Self::len`], and `sample` as long as [`Self::shape`] says.
    fn read(&self, index: u64, sample: &mut [f32]) -> u8;
}

/// The data set called `name`; `seed` names the samples of one drawn by our own code, and `files` holds MNIST's.
///
/// # Errors
/// [`Error::Data`] where MNIST is asked for without its files, or they are damaged or of another kind.
pub fn open(name: DataName, seed: u64, files: Option<MnistFiles>) -> Result<Box<dyn Dataset>> {
    Ok(match name {
        DataName::Digits => Box::new(Digits::new(seed)),
        DataName::Mnist => Box::new(Mnist::read(files.ok_or_else(|| {
            Error::data(
                "mnist",
                "needs its two files, images and labels; fetch them first, or choose `digits`, which needs none",
            )
        })?)?),
        DataName::Ring => Box::new(Points::mixture(Mixture::ring(), seed)),
        DataName::Grid => Box::new(Points::mixture(Mixture::grid(), seed)),
        DataName::Spiral => Box::new(Points::spiral(seed)),
        DataName::Moons => Box::new(Points::moons(seed)),
    })
}

/// The modes of a data set that has such.
pub fn mixture(name: DataName) -> Option<Mixture> {
    match name {
        DataName::Ring => Some(Mixture::ring()),
        DataName::Grid => Some(Mixture::grid()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_set_but_mnist_opens_without_files_and_fills_its_samples() {
        for (name, shape) in [
            (DataName::Digits, [1, 28, 28]),
            (DataName::Ring, [2, 1, 1]),
            (DataName::Grid, [2, 1, 1]),
            (DataName::Spiral, [2, 1, 1]),
            (DataName::Moons, [2, 1, 1]),
        ] {
            let dataset = open(name, 1, None).unwrap();
            assert_eq!((dataset.shape(), dataset.len()), (shape, None));
            let mut sample = vec![f32::NAN; shape.iter().product()];
            dataset.read(u64::MAX, &mut sample);
            assert!(sample.iter().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn mnist_without_its_files_says_what_to_do() {
        let problem = open(DataName::Mnist, 1, None).err().unwrap().to_string();
        assert!(problem.contains("fetch them first"), "{problem}");
    }
}
