//! How pictures become samples with labels.

use super::{Attributes, DataName};
use crate::recipe::{Recipe, choice::choice, field::Range, part::part};

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

choice! {
    /// What the classes of pictures are.
    pub enum PictureLabels {
        /// All pictures are of one class.
        None = "none",
        /// The folder's own folders.
        Folders = "folders",
        /// Attributes that CelebA's `list_attr_celeba.txt` gives.
        Attributes = "attributes",
        /// The people that CelebA's `identity_CelebA.txt` tells apart.
        Identities = "identities",
    }
}

part! {
    /// How pictures become samples.
    pub struct Pictures in pictures {
        "Pictures" {
            /// Height and width of a sample.
            image_size => size: usize = 64, "Image size", Range::Whole(28, 256), "pixels" if |recipe| recipe.data.name == DataName::Folder;
            /// Which part of a picture becomes a sample.
            crop => crop: Crop = Crop::Square, "Crop", Range::Choice, "" if |recipe| recipe.data.name == DataName::Folder;
            /// How that part is brought to the image size.
            resize_filter => filter: ResizeFilter = ResizeFilter::Bilinear, "Resize filter", Range::Choice, ""
                if |recipe| recipe.data.name == DataName::Folder;
            /// Whether samples are grey, with one channel in place of three.
            greyscale => greyscale: bool = false, "Greyscale", Range::Flag, "" if |recipe| recipe.data.name == DataName::Folder;
            /// Whether half of the samples, drawn anew at every turn, are mirrored left to right.
            flip => flip: bool = false, "Mirror", Range::Flag, ""
                if |recipe| recipe.may_be_mirrored() || recipe.pictures.flip;
            /// Whether a JPEG that is cut off is taken, its missing part grey.
            allow_truncated => allow_truncated: bool = false, "Take cut-off pictures", Range::Flag, ""
                if |recipe| recipe.data.name == DataName::Folder;
            /// What the classes of pictures are.
            labels => labels: PictureLabels = PictureLabels::None, "Labels", Range::Choice, ""
                if |recipe| recipe.data.name == DataName::Folder;
            /// The attributes that make the classes: every combination of them is one.
            attributes => attributes: Attributes = Attributes::NONE, "Attributes",
                Range::Names(Attributes::NAMES, Attributes::MOST), ""
                if |recipe| recipe.pictures.labels == PictureLabels::Attributes;
        }
    }
}

impl Recipe {
    /// Height and width of pictures as samples.
    pub fn picture_size(&self) -> usize {
        self.data.name.picture_size().unwrap_or(self.pictures.size)
    }

    /// Whether samples may be mirrored: the pictures are not all of digits.
    pub(in crate::recipe) fn may_be_mirrored(&self) -> bool {
        self.data.name.is_pictures() && self.data.name != DataName::Svhn
    }
}
