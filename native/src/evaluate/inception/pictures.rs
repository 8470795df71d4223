//! The pictures that are scored: a folder's files as pytorch-fid reads them, or samples as they would be saved.

use crate::{
    data::pictures::{decode_as_pillow, guarded},
    pictures::byte,
};
use anyhow::{Context as _, Result, anyhow, bail};
use image::RgbImage;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The ends of names by which pytorch-fid takes files for pictures, in lower case.
const EXTENSIONS: [&str; 9] = ["bmp", "jpg", "jpeg", "pgm", "png", "ppm", "tif", "tiff", "webp"];

/// Pictures in the order of their scores' subsets.
pub enum Pictures {
    /// Files, sorted by name.
    Files(Vec<PathBuf>),
    /// Generated images.
    Samples(SampleBytes),
}

/// Samples rounded to bytes, as a PNG file would hold them.
pub struct SampleBytes {
    /// `[images, channel, height, width]`.
    bytes: Vec<u8>,
    /// Of one image.
    shape: [usize; 3],
}

impl SampleBytes {
    /// None yet, each of this `shape`, `[channel, height, width]`.
    ///
    /// # Errors
    /// Samples that are no images in grey or in colour.
    pub fn new(shape: [usize; 3]) -> Result<Self> {
        if !matches!(shape[0], 1 | 3) {
            bail!("samples of {shape:?} numbers are no images in grey or colour, which Inception sees");
        }
        Ok(Self { bytes: Vec::new(), shape })
    }

    /// Adds whole samples of pixels in `[-1, 1]`, as many as there are.
    pub fn add(&mut self, values: Vec<f32>) {
        self.bytes.extend(values.into_iter().map(byte));
    }
}

impl Pictures {
    /// Those that lie in `folder` itself, not in folders in it.
    ///
    /// # Errors
    /// No folder, or no pictures in it.
    pub fn of_folder(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            bail!("{} is no folder; name one that holds pictures", folder.display());
        }
        let in_folder = || format!("cannot look into {}", folder.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).with_context(in_folder)? {
            let path = entry.with_context(in_folder)?.path();
            let is_picture = path.extension().is_some_and(|end| EXTENSIONS.iter().any(|known| end == *known));
            if is_picture && path.is_file() {
                files.push(path);
            }
        }
        if files.is_empty() {
            let ends = EXTENSIONS.join(", .");
            bail!("{} holds no picture (.{ends}); folders in it are passed over", folder.display());
        }
        files.sort_unstable();
        Ok(Self::Files(files))
    }

    pub fn count(&self) -> usize {
        match self {
            Self::Files(files) => files.len(),
            Self::Samples(SampleBytes { bytes, shape }) => bytes.len() / shape.iter().product::<usize>(),
        }
    }

    /// The bytes `[height, width, 3]` of a picture, and its height and width.
    ///
    /// # Errors
    /// A file that cannot be read or holds no picture, by its name.
    pub fn read(&self, index: usize) -> Result<(Vec<u8>, [usize; 2])> {
        match self {
            Self::Files(files) => {
                let image = read(&files[index])?;
                let size = [image.height(), image.width()].map(|side| side as usize);
                Ok((image.into_raw(), size))
            }
            Self::Samples(SampleBytes { bytes, shape: [channels, height, width] }) => {
                let pixels = height * width;
                let image = &bytes[index * channels * pixels..][..channels * pixels];
                // A grey image has one channel in the place of three.
                let value = |pixel: usize, colour: usize| image[colour % channels * pixels + pixel];
                let values = (0..pixels).flat_map(|pixel| [0, 1, 2].map(|colour| value(pixel, colour)));
                Ok((values.collect(), [*height, *width]))
            }
        }
    }
}

fn read(path: &Path) -> Result<RgbImage> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    guarded(|| decode_as_pillow(&bytes))
        .map_err(|error| anyhow!("{} {error:#}; mend or remove it", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folders_pictures_are_those_of_pytorch_fid_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let none = |folder: &Path| Pictures::of_folder(folder).err().expect("a refusal").to_string();
        assert!(none(folder.path()).contains("holds no picture"));
        assert!(none(&path("nowhere")).contains("is no folder"));
        RgbImage::from_pixel(3, 2, image::Rgb([1, 2, 3])).save(path("b.png")).unwrap();
        fs::write(path("a.webp"), "Dear Sir").unwrap();
        fs::write(path("notes.txt"), "").unwrap();
        fs::create_dir(path("c.png")).unwrap();
        let pictures = Pictures::of_folder(folder.path()).unwrap();
        assert_eq!(pictures.count(), 2);
        assert_eq!(pictures.read(1).unwrap(), ([1, 2, 3].repeat(6), [2, 3]));
        let problem = pictures.read(0).unwrap_err().to_string();
        assert!(problem.contains("a.webp is no picture; mend or remove it"), "{problem}");
    }

    #[test]
    fn samples_are_rounded_to_bytes_and_grey_ones_are_of_three_equal_channels() {
        let of = |shape: [usize; 3], values: &[f32]| {
            let mut samples = SampleBytes::new(shape)?;
            samples.add(values.to_vec());
            Ok::<_, anyhow::Error>(Pictures::Samples(samples))
        };
        let grey = of([1, 2, 2], &[-1.0, 1.0, 0.0, 9.0, 0.0, 0.0, 0.0, 0.5]).unwrap();
        assert_eq!(grey.count(), 2);
        let [black, white, half] = [[0; 3], [255; 3], [128; 3]];
        assert_eq!(grey.read(0).unwrap(), ([black, white, half, white].concat(), [2, 2]));
        let planes = [[-1.0; 4], [0.0; 4], [1.0; 4]].concat();
        assert_eq!(of([3, 2, 2], &planes).unwrap().read(0).unwrap().0, [0, 128, 255].repeat(4));
        assert!(of([2, 1, 1], &[0.0, 0.0]).err().unwrap().to_string().contains("no images"));
    }
}
