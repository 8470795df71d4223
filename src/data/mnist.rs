//! MNIST, and every other set of 28x28 images in the same files: Fashion-MNIST, KMNIST, QMNIST, EMNIST and their like.
//!
//! LeCun, Cortes & Burges 1998, "The MNIST database of handwritten digits". EMNIST (Cohen et al. 2017,
//! arXiv:1702.05373) writes an image column by column; it is known by its files' names and turned on reading.

use super::{
    Images,
    idx::{Array, File},
    labels,
};
use crate::{Error, Result};

/// Height and width of an image in pixels.
const SIDE: usize = 28;

/// How the names of EMNIST's files begin.
const EMNIST: &str = "emnist-";

/// The two files of a labelled set of images, as read or downloaded.
#[derive(Clone, Copy, Debug)]
pub struct MnistFiles<'a> {
    /// The images, `[count, 28, 28]`.
    pub images: File<'a>,
    /// The labels, `[count]`, or QMNIST's `[count, 8]`.
    pub labels: File<'a>,
}

/// Reads the two files of a set of `[1, 28, 28]` images, called by the name of the images' file without its folder;
/// what the images show is not looked at. They are transposed where that name begins with `emnist-`.
///
/// # Errors
/// [`Error::Data`] naming the file: damaged, of another kind or size, empty, or of unequal counts.
pub fn read(files: MnistFiles) -> Result<Images> {
    let name = files.images.name;
    let mut images = Array::<3>::read(files.images)?;
    let labels = labels::read(files.labels)?;
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
    if labels.len() != count {
        let found = labels.len();
        return Err(Error::data(
            files.labels.name,
            format!("holds {found} labels for the {count} images of {name}; take both files from one set"),
        ));
    }
    let name = file_name(name);
    if name.starts_with(EMNIST) {
        images.values.chunks_exact_mut(SIDE * SIDE).for_each(transpose);
    }
    Ok(Images::new(name.to_owned(), [1, SIDE, SIDE], images.values, labels))
}

/// The last part of a path of any system.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Exchanges the rows and columns of `image`, `[28, 28]`.
fn transpose(image: &mut [u8]) {
    for row in 0..SIDE {
        for column in 0..row {
            image.swap(row * SIDE + column, column * SIDE + row);
        }
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
pub const MIRRORS: [&str; 2] =
    ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"];

#[cfg(test)]
mod tests {
    use super::{
        super::{Batch, Dataset as _, idx::encode, labels::encode_table},
        *,
    };

    fn open(images: &[u8], labels: &[u8]) -> Result<Images> {
        open_as("images", images, labels)
    }

    fn open_as(name: &str, images: &[u8], labels: &[u8]) -> Result<Images> {
        read(MnistFiles {
            images: File { name, bytes: images },
            labels: File { name: "labels", bytes: labels },
        })
    }

    #[test]
    fn pixels_run_from_minus_one_to_one_and_keep_their_label() {
        let pixels: Vec<u8> = (0..2 * SIDE * SIDE).map(|at| if at < SIDE * SIDE { 0 } else { 255 }).collect();
        let mnist = open(&encode(&[2, 28, 28], &pixels), &encode(&[2], &[4, 9])).unwrap();
        assert_eq!((mnist.shape(), mnist.len()), ([1, 28, 28], Some(2)));
        let Batch { samples, labels } = mnist.read(&[1, 0]).unwrap();
        assert_eq!(labels, [9, 4]);
        let (second, first) = samples.split_at(SIDE * SIDE);
        assert!(second.iter().all(|&value| value == 1.0));
        assert!(first.iter().all(|&value| value == -1.0));
    }

    #[test]
    fn files_that_make_no_set_are_refused_with_the_remedy() {
        let image = encode(&[1, 28, 28], &[0; 784]);
        let label = encode(&[1], &[3]);
        for (images, labels, says) in [
            (encode(&[1, 2, 2], &[0; 4]), label.clone(), "images: its images are 2x2"),
            (encode(&[0, 28, 28], &[]), encode(&[0], &[]), "images: holds no image"),
            (image.clone(), encode(&[2], &[3, 4]), "labels: holds 2 labels for the 1 images"),
            (label, image.clone(), "images: holds labels"),
            (image.clone(), image, "labels: holds images"),
        ] {
            let problem = open(&images, &labels).unwrap_err().to_string();
            assert!(problem.starts_with(says), "{problem}");
        }
    }

    #[test]
    fn emnists_images_are_turned_upright_and_no_others() {
        let mut pixels = [0; SIDE * SIDE];
        pixels[3] = 255;
        let images = encode(&[1, 28, 28], &pixels);
        let lit = |name| {
            let mnist = open_as(name, &images, &encode(&[1], &[61])).unwrap();
            let Batch { samples, labels } = mnist.read(&[0]).unwrap();
            assert_eq!((labels[0], samples.iter().filter(|&&value| value == 1.0).count()), (61, 1));
            samples.iter().position(|&value| value == 1.0)
        };
        assert_eq!(lit("sets/emnist-byclass-train-images-idx3-ubyte.gz"), Some(3 * SIDE));
        assert_eq!(lit("emnist-letters/train-images-idx3-ubyte"), Some(3));
        assert_eq!(lit("qmnist-train-images-idx3-ubyte.gz"), Some(3));
    }

    #[test]
    fn qmnists_classes_are_the_first_column_of_its_labels() {
        let images = encode(&[3, 28, 28], &[0; 3 * SIDE * SIDE]);
        let mnist = open(&images, &encode_table(&[7, 0, 9])).unwrap();
        assert_eq!((mnist.all().labels, mnist.classes()), (vec![7, 0, 9], 10));
        let problem = open(&encode_table(&[7]), &images).unwrap_err().to_string();
        assert!(problem.starts_with("images: holds labels"), "{problem}");
    }

    #[test]
    fn a_set_is_named_for_its_file_whatever_the_folder() {
        let files = [encode(&[1, 28, 28], &[0; SIDE * SIDE]), encode(&[1], &[0])];
        for path in ["train-images", "/data/mnist/train-images", r"C:\data\train-images"] {
            let identity = open_as(path, &files[0], &files[1]).unwrap().identity();
            assert_eq!((identity.name.as_str(), identity.samples), ("train-images", Some(1)));
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
