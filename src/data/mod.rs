//! What the nets learn from: data sets, and the batches drawn from them.
//!
//! A data set maps an index to a sample and keeps no state, so that a run's place in its data is one
//! number. Finite sets are files read into memory; endless ones are drawn by our own code, sample by sample.
//! Nothing here opens a file or an address: bytes come in as slices, in the browser as on a workstation.

mod batches;
mod digits;
mod identity;
pub mod idx;
mod images;
mod labels;
pub mod mnist;
pub mod pictures;
mod pixels;
mod points;
pub mod stacked;
mod translation;

pub use batches::{Batch, Batches};
pub use digits::Digits;
pub use identity::Identity;
pub use images::Images;
pub use mnist::MnistFiles;
pub use pixels::normalised;
pub use points::{Mixture, Points};
pub use stacked::Stacked;
pub use translation::{Change, Domains};

use crate::{
    Error, Result,
    recipe::{Choice as _, DataName, Recipe},
};
use std::sync::Arc;

/// Samples by index, and what the set says of itself.
#[expect(clippy::len_without_is_empty, reason = "no data set is empty: that is an error when it is opened")]
pub trait Dataset: Send + Sync {
    /// What it is called: a [`DataName`]'s name, or the name of the file that holds its images.
    fn name(&self) -> &str;

    /// One sample's shape: `[channel, height, width]`; 2-D points are `[2, 1, 1]`.
    fn shape(&self) -> [usize; 3];

    /// How many samples there are; `None` where there is one for every index.
    fn len(&self) -> Option<u64>;

    /// One more than the greatest label that [`Self::read`] gives; at least 1.
    fn classes(&self) -> usize;

    /// A number that tells this set's samples from another's, the same on every platform and cheap to find. Of a set
    /// drawn by our own code it is FNV-1a over name and seed; of one read from IDX files, over the count, the pixels of
    /// at most 1,024 images, evenly picked, and all labels.
    fn digest(&self) -> u64;

    /// The set's name, size and digest.
    fn identity(&self) -> Identity {
        let (name, samples) = (self.name().to_owned(), self.len());
        Identity { name, samples, classes: self.classes(), digest: self.digest() }
    }

    /// The set whose images are translated into this one's, where it has one of its own; of pairs, in the same order.
    fn source(&self) -> Option<Arc<dyn Dataset>> {
        None
    }

    /// The samples at `indices`, each below [`Self::len`]; pixels in `[-1, 1]`.
    ///
    /// # Errors
    /// [`Error::Data`] where one cannot be read.
    fn read(&self, indices: &[u64]) -> Result<Batch>;

    /// Says that the samples at `indices` are read next, so that a set which takes its time may begin.
    fn prefetch(&self, _indices: &[u64]) {}
}

/// The data set that `recipe` names, whose seed names the samples of one drawn by our own code; `files` holds MNIST's.
///
/// # Errors
/// [`Error::Data`] where MNIST is asked for without its files, or they are damaged or of another kind; for pictures, which
/// are read otherwise.
pub fn open(recipe: &Recipe, files: Option<MnistFiles>) -> Result<Box<dyn Dataset>> {
    let (name, seed) = (recipe.data.name, recipe.run.seed);
    Ok(match name {
        DataName::Digits => Box::new(Digits::new(seed)),
        DataName::Mnist => Box::new(mnist::read(files.ok_or_else(|| {
            Error::data(
                "mnist",
                "needs its two files, images and labels; fetch them first, or choose `digits`, which needs none",
            )
        })?)?),
        DataName::Folder => return Err(Error::data("folder", "needs its pictures; choose them first")),
        DataName::Stacked | DataName::Cifar10 | DataName::Svhn => {
            let name = name.name();
            let command = format!("`saddle train VARIANT --data {name} --data-dir PATH`");
            return Err(Error::data(name, format!("is read by the native binary: {command}")));
        }
        DataName::Ring => Box::new(Points::mixture(Mixture::ring(), seed)),
        DataName::Grid => Box::new(Points::mixture(Mixture::grid(), seed)),
        DataName::Spiral => Box::new(Points::spiral(seed)),
        DataName::Moons => Box::new(Points::moons(seed)),
        DataName::Drawn => Box::new(Points::drawn(recipe.data.drawing, seed)),
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

    /// The sets drawn by our own code, with their shapes and how many classes they have.
    const DRAWN: [(DataName, [usize; 3], usize); 6] = [
        (DataName::Digits, [1, 28, 28], 10),
        (DataName::Ring, [2, 1, 1], 8),
        (DataName::Grid, [2, 1, 1], 25),
        (DataName::Spiral, [2, 1, 1], 2),
        (DataName::Moons, [2, 1, 1], 2),
        (DataName::Drawn, [2, 1, 1], 1),
    ];

    fn open_named(name: DataName, seed: u64) -> Result<Box<dyn Dataset>> {
        open(&Recipe::new("vanilla").data(name).seed(seed), None)
    }

    #[test]
    fn every_data_set_but_mnist_opens_without_files_and_fills_its_samples() {
        for (name, shape, classes) in DRAWN {
            let dataset = open_named(name, 1).unwrap();
            assert_eq!((dataset.shape(), dataset.len(), dataset.classes()), (shape, None, classes));
            let Batch { samples, labels } = dataset.read(&[u64::MAX, 0]).unwrap();
            assert_eq!((samples.len(), labels.len()), (2 * shape.iter().product::<usize>(), 2));
            assert!(labels.iter().all(|&label| usize::from(label) < classes));
            assert!(samples.iter().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn a_drawn_set_is_known_by_its_name_and_its_seed() {
        let identity = |name, seed| open_named(name, seed).unwrap().identity();
        for (name, ..) in DRAWN {
            let Identity { name: told, samples, digest, .. } = identity(name, 1);
            assert_eq!((told.as_str(), samples), (name.name(), None));
            assert_eq!(digest, identity(name, 1).digest);
            assert_ne!(digest, identity(name, 2).digest);
        }
        // A checkpoint keeps it: the digest must not change from one release to the next.
        assert_eq!(identity(DataName::Digits, 1).digest, 0x027e_4937_051b_94fe);
    }

    #[test]
    fn mnist_without_its_files_says_what_to_do() {
        let problem = open_named(DataName::Mnist, 1).err().unwrap().to_string();
        assert!(problem.contains("fetch them first"), "{problem}");
    }
}
