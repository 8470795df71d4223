//! What is learnt from, and the randomness of a run.

use crate::recipe::{choice::choice, field::Range, part::part};

choice! {
    /// A data set.
    pub enum DataName {
        /// Digits drawn by our own code, endless and without a download.
        Digits = "digits",
        /// Handwritten digits, 60,000 at 28x28 (LeCun et al. 1998), or any other set in the same file format.
        Mnist = "mnist" as "MNIST",
        /// Eight narrow Gaussians on a circle: shows mode collapse.
        Ring = "ring",
        /// Twenty-five narrow Gaussians on a grid.
        Grid = "grid",
        /// Two arms that wind around each other.
        Spiral = "spiral",
        /// Two interleaved half circles.
        Moons = "moons",
        /// The pictures in a folder and the folders in it, such as CelebA's; for the native binary alone.
        Folder = "folder",
    }
}

choice! {
    /// The part of a picture that becomes a sample.
    pub enum Crop {
        /// The largest square in the middle.
        Square = "square",
        /// The middle 128 pixels, of CelebA's aligned pictures the face alone (YadiraF/GAN_Theories).
        Celeba = "celeba" as "CelebA, 128",
        /// The middle 178 pixels, of CelebA's aligned pictures the whole width (kwotsin/mimicry).
        Celeba178 = "celeba_178" as "CelebA, 178",
        /// The middle of the image size, once the shorter side is 96 pixels (lim0606/pytorch-geometric-gan).
        Scaled96 = "scaled_96" as "Scaled to 96",
    }
}

choice! {
    /// How a picture is made smaller.
    pub enum ResizeFilter {
        /// Straight lines between pixels, wide enough that nothing is skipped (antialiased).
        Bilinear = "bilinear",
        /// Catmull and Rom's cubic, antialiased: sharper.
        Bicubic = "bicubic",
        /// Lanczos' windowed sinc, antialiased: the sharpest.
        Lanczos = "lanczos",
        /// The mean of the pixels under each new one.
        Box = "box",
        /// The nearest pixel: nothing is smoothed.
        Nearest = "nearest",
    }
}

impl DataName {
    /// Whether the samples are points of the plane rather than images.
    pub fn is_points(self) -> bool {
        matches!(self, Self::Ring | Self::Grid | Self::Spiral | Self::Moons)
    }

    /// Whether the samples are pictures of any size and colour, which only the native binary reads.
    pub fn is_pictures(self) -> bool {
        self == Self::Folder
    }
}

part! {
    /// What is learnt from.
    pub struct Data in data {
        "Data" {
            /// What the generator learns to imitate; points of the plane bring settings of their own.
            data => name: DataName = super::super::DEFAULT_DATA, "Data", Range::Choice, "";
        }
    }
}

part! {
    /// How pictures become samples.
    pub struct Pictures in pictures {
        "Pictures" {
            /// Height and width of a sample.
            image_size => size: usize = 64, "Image size", Range::Whole(28, 128), "pixels" if |recipe| recipe.data.name.is_pictures();
            /// Which part of a picture becomes a sample.
            crop => crop: Crop = Crop::Square, "Crop", Range::Choice, "" if |recipe| recipe.data.name.is_pictures();
            /// How that part is brought to the image size.
            resize_filter => filter: ResizeFilter = ResizeFilter::Bilinear, "Resize filter", Range::Choice, ""
                if |recipe| recipe.data.name.is_pictures();
            /// Whether samples are grey, with one channel in place of three.
            greyscale => greyscale: bool = false, "Greyscale", Range::Flag, "" if |recipe| recipe.data.name.is_pictures();
            /// Whether half of the samples, drawn anew at every turn, are mirrored left to right.
            flip => flip: bool = false, "Mirror", Range::Flag, ""
                if |recipe| recipe.data.name.is_pictures() || recipe.pictures.flip;
            /// Whether the folder's own folders are classes.
            folder_classes => folder_classes: bool = false, "Folders as classes", Range::Flag, ""
                if |recipe| recipe.data.name == DataName::Folder;
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
            batch => batch: usize = 64, "Batch", Range::Whole(2, 1024), "samples";
        }
    }
}
