//! Labelled images in memory, as files of one size hold them.

use super::{Batch, Dataset, pixels::normalised};
use crate::{Result, train::fnv::Fnv};

/// The digest looks at no more images than this.
const DIGESTED: usize = 1024;

/// A labelled set of images of one size.
#[derive(Debug)]
pub struct Images {
    name: String,
    shape: [usize; 3],
    /// Bytes, a quarter of their size as floats: `[count, channel, height, width]`.
    pixels: Vec<u8>,
    labels: Vec<u8>,
}

impl Images {
    /// As many images of `shape` = `[channel, height, width]` as there are `labels`; at least one.
    ///
    /// # Panics
    /// Where the pixels are not those of as many images.
    pub fn new(name: String, shape: [usize; 3], pixels: Vec<u8>, labels: Vec<u8>) -> Self {
        assert_eq!(pixels.len(), labels.len() * shape.iter().product::<usize>(), "as many images as labels");
        Self { name, shape, pixels, labels }
    }

    /// All of them, one after the other, and their labels.
    pub fn all(&self) -> Batch {
        self.batch(&(0..self.labels.len() as u64).collect::<Vec<_>>())
    }

    fn batch(&self, indices: &[u64]) -> Batch {
        Batch::of(indices, self.length(), |index, sample| {
            let index = index as usize;
            let pixels = &self.pixels[index * self.length()..][..self.length()];
            for (value, &pixel) in sample.iter_mut().zip(pixels) {
                *value = normalised(f32::from(pixel), 255.0);
            }
            self.labels[index].into()
        })
    }

    fn length(&self) -> usize {
        self.shape.iter().product()
    }
}

impl Dataset for Images {
    fn name(&self) -> &str {
        &self.name
    }

    fn shape(&self) -> [usize; 3] {
        self.shape
    }

    fn len(&self) -> Option<u64> {
        Some(self.labels.len() as u64)
    }

    fn classes(&self) -> usize {
        self.labels.iter().max().map_or(1, |&greatest| usize::from(greatest) + 1)
    }

    fn digest(&self) -> u64 {
        let count = self.labels.len();
        let images = self.pixels.chunks_exact(self.length()).step_by(count / DIGESTED + 1);
        let hash = Fnv::default().feed(&(count as u64).to_le_bytes());
        images.fold(hash, Fnv::feed).feed(&self.labels).value()
    }

    fn read(&self, indices: &[u64]) -> Result<Batch> {
        Ok(self.batch(indices))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: [usize; 3] = [1, 28, 28];
    const LENGTH: usize = 28 * 28;

    /// A set with the given labels, whose images have all their pixels `shade`.
    fn plain(shade: u8, labels: &[u8]) -> Images {
        Images::new("plain".to_owned(), SHAPE, vec![shade; labels.len() * LENGTH], labels.to_vec())
    }

    #[test]
    fn classes_are_one_more_than_the_greatest_label() {
        for (labels, classes) in [(&[0][..], 1), (&[9, 0, 4], 10), (&[61], 62), (&[255], 256)] {
            assert_eq!(plain(0, labels).classes(), classes);
        }
    }

    #[test]
    fn the_digest_follows_count_pixels_and_labels() {
        let digest = plain(7, &[1, 2]).digest();
        assert_eq!(digest, plain(7, &[1, 2]).digest());
        for other in [plain(8, &[1, 2]), plain(7, &[1, 3]), plain(7, &[1, 2, 2])] {
            assert_ne!(digest, other.digest());
        }
        // A checkpoint keeps it: it must not change from one release to the next.
        assert_eq!(digest, 0x0c53_2fab_4a7e_2330);
    }

    #[test]
    fn of_a_large_set_the_digest_takes_every_so_many_images_and_every_label() {
        let with = |change: fn(&mut Images)| {
            let mut images = plain(0, &[0; 2 * DIGESTED]);
            change(&mut images);
            images.digest()
        };
        let digest = with(|_| {});
        assert_eq!(digest, with(|images| images.pixels[LENGTH] = 1));
        assert_ne!(digest, with(|images| images.pixels[3 * LENGTH] = 1));
        assert_ne!(digest, with(|images| images.labels[1] = 1));
    }
}
