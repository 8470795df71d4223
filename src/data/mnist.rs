//! MNIST, and every other set of 28x28 images in the same files: Fashion-MNIST, KMNIST and their like.
//!
//! LeCun, Cortes & Burges 1998, "The MNIST database of handwritten digits".

use super::{
    Dataset,
    idx::{Array, File},
};
use crate::{Error, Result};

/// Height and width of an image in pixels.
const SIDE: usize = 28;

/// The two files of a labelled set of images, as read or downloaded.
#[derive(Clone, Copy, Debug)]
pub struct MnistFiles<'a> {
    /// The images, `[count, 28, 28]`.
    pub images: File<'a>,
    /// The labels, `[count]`.
    pub labels: File<'a>,
}

/// A labelled set of `[1, 28, 28]` images.
#[derive(Debug)]
pub struct Mnist {
    /// The pixels as in the file, a quarter of their size as floats.
    pixels: Vec<u8>,
    labels: Vec<u8>,
}

impl Mnist {
    /// Reads the two files of a set; what the images show is not looked at.
    ///
    /// # Errors
    /// [`Error::Data`] naming the file: damaged, of another kind or size, empty, or of unequal counts.
    pub fn read(files: MnistFiles) -> Result<Self> {
        let name = files.images.name;
        let images = Array::<3>::read(files.images)?;
        let labels = Array::<1>::read(files.labels)?;
        let [count, height, width] = images.sizes;
        if [height, width] != [SIDE, SIDE] {
            return Err(Error::data(
                name,
                format!("its images are {height}x{width}; the nets take {SIDE}x{SIDE}, so resize them first"),
            ));
        }
        if count == 0 {
            return Err(Error::data(name, "holds no image; download the whole file again"));
        }
        if labels.values.len() != count {
            let found = labels.values.len();
            return Err(Error::data(
                files.labels.name,
                format!(
                    "holds {found} labels for the {count} images of {name}; take both files from one set"
                ),
            ));
        }
        Ok(Self {
            pixels: images.values,
            labels: labels.values,
        })
    }
}

impl Dataset for Mnist {
    fn shape(&self) -> [usize; 3] {
        [1, SIDE, SIDE]
    }

    fn len(&self) -> Option<u64> {
        Some(self.labels.len() as u64)
    }

    fn read(&self, index: u64, sample: &mut [f32]) -> u8 {
        let index = index as usize;
        let pixels = &self.pixels[index * SIDE * SIDE..][..SIDE * SIDE];
        for (value, &pixel) in sample.iter_mut().zip(pixels) {
            *value = f32::from(pixel) / 127.5 - 1.0;
        }
        self.labels[index]
    }
}

/// A file of MNIST as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficialFile {
    /// Its name, the same on every mirror.
    pub name: &'static str,
    /// Its length in bytes, gzipped.
    pub length: u64,
    /// The SHA-256 of the gzipped file, in lower-case hexadecimal.
    pub sha256: &'static str,
}

/// Training images and labels (60,000), then test images and labels (10,000).
pub const OFFICIAL_FILES: [OfficialFile; 4] = [
    OfficialFile {
        name: "train-images-idx3-ubyte.gz",
        length: 9_912_422,
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    },
    OfficialFile {
        name: "train-labels-idx1-ubyte.gz",
        length: 28_881,
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    },
    OfficialFile {
        name: "t10k-images-idx3-ubyte.gz",
        length: 1_648_877,
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    },
    OfficialFile {
        name: "t10k-labels-idx1-ubyte.gz",
        length: 4_542,
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    },
];

/// Public addresses which, with a file's name appended, give that file.
pub const MIRRORS: [&str; 2] = [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
];

#[cfg(test)]
mod tests {
    use super::{super::idx::encode, *};

    fn open(images: &[u8], labels: &[u8]) -> Result<Mnist> {
        let file = |name, bytes| File { name, bytes };
        Mnist::read(MnistFiles {
            images: file("images", images),
            labels: file("labels", labels),
        })
    }

    #[test]
    fn pixels_run_from_minus_one_to_one_and_keep_their_label() {
        let pixels: Vec<u8> = (0..2 * SIDE * SIDE)
            .map(|at| if at < SIDE * SIDE { 0 } else { 255 })
            .collect();
        let mnist = open(&encode(&[2, 28, 28], &pixels), &encode(&[2], &[4, 9])).unwrap();
        assert_eq!((mnist.shape(), mnist.len()), ([1, 28, 28], Some(2)));
        let mut sample = [0.0; SIDE * SIDE];
        assert_eq!(mnist.read(0, &mut sample), 4);
        assert!(sample.iter().all(|&value| value == -1.0));
        assert_eq!(mnist.read(1, &mut sample), 9);
        assert!(sample.iter().all(|&value| value == 1.0));
    }

    #[test]
    fn files_that_make_no_set_are_refused_with_the_remedy() {
        let image = encode(&[1, 28, 28], &[0; 784]);
        let label = encode(&[1], &[3]);
        for (images, labels, says) in [
            (
                encode(&[1, 2, 2], &[0; 4]),
                label.clone(),
                "images: its images are 2x2",
            ),
            (
                encode(&[0, 28, 28], &[]),
                encode(&[0], &[]),
                "images: holds no image",
            ),
            (
                image.clone(),
                encode(&[2], &[3, 4]),
                "labels: holds 2 labels for the 1 images",
            ),
            (label, image.clone(), "images: holds labels"),
            (image.clone(), image, "labels: holds images"),
        ] {
            let problem = open(&images, &labels).unwrap_err().to_string();
            assert!(problem.starts_with(says), "{problem}");
        }
    }

    #[test]
    fn the_official_files_are_named_once_and_hashed_whole() {
        for (at, file) in OFFICIAL_FILES.iter().enumerate() {
            assert!(file.sha256.len() == 64 && file.sha256.bytes().all(|digit| digit.is_ascii_hexdigit()));
            assert!(OFFICIAL_FILES[..at].iter().all(|other| other.name != file.name));
        }
        assert!(MIRRORS.iter().all(|mirror| mirror.ends_with('/')));
    }
}
