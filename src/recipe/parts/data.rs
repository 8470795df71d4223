//! What is learnt from, and the randomness of a run.

use crate::recipe::{Drawing, choice::choice, field::Range, part::part};

choice! {
    /// A data set.
    pub enum DataName {
        /// Digits drawn by our own code, endless and without a download.
        Digits = "digits",
        /// Handwritten digits, 60,000 at 28x28 (LeCun et al. 1998), or any other set in the same file format.
        Mnist = "mnist" as "MNIST",
        /// Three of MNIST's digits as the colours of one image, 128,000 in 1,000 classes; for the native binary alone.
        Stacked = "stacked" as "Stacked MNIST",
        /// Eight narrow Gaussians on a circle: shows mode collapse.
        Ring = "ring",
        /// Twenty-five narrow Gaussians on a grid.
        Grid = "grid",
        /// Two arms that wind around each other.
        Spiral = "spiral",
        /// Two interleaved half circles.
        Moons = "moons",
        /// Points along what you draw.
        Drawn = "drawn",
        /// Photographs of ten kinds of things, 50,000 at 32x32 in colour (Krizhevsky 2009); for the native binary alone.
        Cifar10 = "cifar10" as "CIFAR-10",
        /// House numbers, 73,257 digits at 32x32 in colour (Netzer et al. 2011); for the native binary alone.
        Svhn = "svhn" as "SVHN",
        /// Your own: the pictures in a folder and the folders in it, such as CelebA's.
        Folder = "folder" as "Own pictures",
    }
}

impl DataName {
    /// Whether the samples are points of the plane rather than images.
    pub fn is_points(self) -> bool {
        matches!(self, Self::Ring | Self::Grid | Self::Spiral | Self::Moons | Self::Drawn)
    }

    /// Whether only the native binary reads it.
    pub fn is_native(self) -> bool {
        matches!(self, Self::Stacked | Self::Cifar10 | Self::Svhn)
    }

    /// Whether the samples are pictures, in colour but where their own settings say otherwise.
    pub fn is_pictures(self) -> bool {
        matches!(self, Self::Cifar10 | Self::Svhn | Self::Folder)
    }

    /// Height and width of pictures that are all of one size.
    pub fn picture_size(self) -> Option<usize> {
        matches!(self, Self::Cifar10 | Self::Svhn).then_some(32)
    }
}

part! {
    /// What is learnt from.
    pub struct Data in data {
        "Data" {
            /// What the generator learns to imitate; points of the plane bring settings of their own.
            data => name: DataName = super::super::DEFAULT_DATA, "Data", Range::Choice, "";
            /// The drawing that the points lie along: a column and a row of 64 for each place, a letter each.
            drawing => drawing: Drawing = Drawing::HEART, "Drawing", Range::Drawing, "" if |recipe| recipe.data.name == DataName::Drawn;
        }
    }
}

part! {
    /// The randomness of a run, and the size of its steps.
    pub struct Run in run {
        "Data" {
            /// The start of all randomness: the same seed and settings give the same run.
            seed => seed: u64 = 1, "Seed", Range::Whole(0, u32::MAX as u64), "";
            /// Real samples, and generated ones, in every step: more is steadier and slower.
            batch => batch: usize = 64, "Batch", Range::Whole(1, 1024), "samples";
        }
    }
}
