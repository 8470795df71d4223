//! CIFAR-10 in its binary files (Krizhevsky 2009, <https://www.cs.toronto.edu/~kriz/cifar.html>).
//!
//! An image is one byte for its class and 3072 for its red, green and blue pixels, row by row.

use anyhow::{Context as _, Result, bail, ensure};
use saddle::data::Images;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The five files of training images.
const FILES: [&str; 5] =
    ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

/// The folder in the published archive.
const FOLDER: &str = "cifar-10-batches-bin";

const SHAPE: [usize; 3] = [3, 32, 32];
const PIXELS: usize = 3 * 32 * 32;
const CLASSES: u8 = 10;

/// The training images in `data_dir`.
///
/// # Errors
/// A file that is missing, or holds something else.
pub fn open(data_dir: &Path) -> Result<Images> {
    let folder = folder_in(data_dir)?;
    let (mut pixels, mut labels) = (Vec::new(), Vec::new());
    for name in FILES {
        let path = folder.join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (images, rest) = bytes.as_chunks::<{ 1 + PIXELS }>();
        ensure!(
            !images.is_empty() && rest.is_empty() && images.iter().all(|image| image[0] < CLASSES),
            "{} is no file of CIFAR-10's binary version, or not whole",
            path.display()
        );
        labels.extend(images.iter().map(|image| image[0]));
        images.iter().for_each(|image| pixels.extend_from_slice(&image[1..]));
    }
    Ok(Images::new("cifar10".to_owned(), SHAPE, pixels, labels))
}

fn folder_in(data_dir: &Path) -> Result<PathBuf> {
    match [data_dir.to_owned(), data_dir.join(FOLDER)]
        .into_iter()
        .find(|folder| folder.join(FILES[0]).is_file())
    {
        Some(folder) => Ok(folder),
        None => bail!(
            "{} does not hold {}; unpack CIFAR-10's binary version there (cifar-10-binary.tar.gz)",
            data_dir.display(),
            FILES[0]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::data::{Batch, Dataset as _};

    /// Two images a file, the second of class 9 and bright in one green pixel.
    fn write_all(folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        for (at, name) in FILES.iter().enumerate() {
            let mut bytes = vec![0; 2 * (1 + PIXELS)];
            bytes[0] = at as u8;
            bytes[1 + PIXELS] = 9;
            bytes[2 + PIXELS + 1024 + 32 + 5] = 255;
            fs::write(folder.join(name), bytes).unwrap();
        }
    }

    #[test]
    fn images_come_file_after_file_with_their_classes() {
        let place = tempfile::tempdir().unwrap();
        write_all(&place.path().join(FOLDER));
        let images = open(place.path()).unwrap();
        assert_eq!((images.shape(), images.len(), images.classes()), (SHAPE, Some(10), 10));
        let Batch { samples, labels } = images.read(&[3, 4]).unwrap();
        assert_eq!(labels, [9, 2]);
        let lit: Vec<_> = (0..2 * PIXELS).filter(|&at| samples[at] == 1.0).collect();
        assert_eq!(lit, [1024 + 32 + 5]);
    }

    #[test]
    fn files_that_are_missing_cut_or_others_are_refused_by_name() {
        let place = tempfile::tempdir().unwrap();
        assert!(open(place.path()).unwrap_err().to_string().contains("does not hold data_batch_1.bin"));
        write_all(place.path());
        let path = place.path().join(FILES[2]);
        let whole = fs::read(&path).unwrap();
        let mut other = whole.clone();
        other[0] = 10;
        for bytes in [&whole[1..], &[], &other] {
            fs::write(&path, bytes).unwrap();
            assert!(
                open(place.path())
                    .unwrap_err()
                    .to_string()
                    .contains("data_batch_3.bin is no file of CIFAR-10")
            );
        }
        fs::remove_file(path).unwrap();
        assert!(open(place.path()).unwrap_err().to_string().contains("data_batch_3.bin"));
    }
}
