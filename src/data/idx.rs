//! IDX, the file format of MNIST and its relatives: a short header, then plain bytes; often gzipped.
//!
//! ```text
//! 0 0 8 N | N sizes, 4 bytes each, most significant first | the product of the sizes in bytes
//! ```
//! The 8 says that an element is one unsigned byte, the only kind in an [`Array`]; QMNIST's labels have another.

use crate::{Error, Result};
use flate2::read::MultiGzDecoder;
use std::io::{ErrorKind, Read};

/// An IDX file: where it came from, for messages, and what it holds, plain or gzipped.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name or path.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// An array of bytes with `N` sizes, the first varying slowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Array<const N: usize> {
    /// The sizes; their product is the length of `values`.
    pub sizes: [usize; N],
    /// The elements.
    pub values: Vec<u8>,
}

/// The most bytes a file may unpack to: twenty times MNIST, and no more than a browser's tab can hold.
const MOST: u64 = 1 << 30;

/// The first bytes of a gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

impl<const N: usize> Array<N> {
    /// Reads `file`, plain or gzipped.
    ///
    /// # Errors
    /// [`Error::Data`] where it is damaged, is no IDX file of bytes with `N` sizes, or is longer or
    /// shorter than its header says. Memory use follows what the file holds, not what it announces.
    pub fn read(file: File) -> Result<Self> {
        let mut content = Content::of(file);
        let magic = content.take(4)?;
        Self::after_magic(&magic, content)
    }

    /// [`Self::read`] where the first four bytes, `magic`, are already taken from `content`.
    pub(super) fn after_magic(magic: &[u8], mut content: Content) -> Result<Self> {
        check_magic(content.name, magic, N)?;
        let sizes = content.sizes::<N>()?;
        Ok(Self { sizes: sizes.map(|size| size as usize), values: content.rest(&sizes, 1)? })
    }
}

/// A file's content, unpacked as it is read.
pub(super) struct Content<'a> {
    name: &'a str,
    reader: Box<dyn Read + 'a>,
}

impl<'a> Content<'a> {
    pub(super) fn of(file: File<'a>) -> Self {
        let reader: Box<dyn Read + 'a> = if file.bytes.starts_with(&GZIP) {
            Box::new(MultiGzDecoder::new(file.bytes))
        } else {
            Box::new(file.bytes)
        };
        Self { name: file.name, reader }
    }

    /// The header's sizes, which follow the magic number.
    pub(super) fn sizes<const N: usize>(&mut self) -> Result<[u32; N]> {
        let header = self.take(4 * N as u64)?;
        let mut sizes = [0u32; N];
        for (size, bytes) in sizes.iter_mut().zip(header.chunks_exact(4)) {
            *size = bytes.iter().fold(0, |size, &byte| size << 8 | u32::from(byte));
        }
        Ok(sizes)
    }

    /// The bytes of the elements, each of `width` bytes, of which `sizes` tells the number; the file ends with them.
    pub(super) fn rest(mut self, sizes: &[u32], width: usize) -> Result<Vec<u8>> {
        let too_long =
            format!("its header announces {sizes:?}, more than 1 GiB; it is damaged or not meant for us");
        let length = sizes
            .iter()
            .try_fold(width as u64, |length, &size| length.checked_mul(u64::from(size)))
            .filter(|&length| length <= MOST)
            .ok_or_else(|| self.problem(too_long))?;
        let values = self.take(length)?;
        // Reading on to the end also makes gzip compare its checksum.
        if self.up_to(1)?.is_empty() {
            Ok(values)
        } else {
            Err(self.problem(format!(
                "goes on after the {length} bytes that its header announces; download it again"
            )))
        }
    }

    /// Exactly `count` bytes.
    pub(super) fn take(&mut self, count: u64) -> Result<Vec<u8>> {
        let bytes = self.up_to(count)?;
        let held = bytes.len();
        if (held as u64) < count {
            return Err(self.problem(format!(
                "is cut short: {held} bytes where {count} were expected; download it again"
            )));
        }
        Ok(bytes)
    }

    /// At most `count` bytes; fewer where the content ends.
    fn up_to(&mut self, count: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self.reader.as_mut().take(count).read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                Err(self.problem("its gzip stream is cut short; download it again"))
            }
            Err(error) => {
                Err(self.problem(format!("its gzip stream is damaged ({error}); download it again")))
            }
        }
    }

    fn problem(&self, problem: impl Into<String>) -> Error {
        Error::data(self.name, problem)
    }
}

fn check_magic(name: &str, magic: &[u8], sizes: usize) -> Result<()> {
    let problem = match *magic {
        [0, 0, 8, found] if usize::from(found) == sizes => return Ok(()),
        [0, 0, 8, 1] | [0, 0, 12, 2] if sizes == 3 => {
            "holds labels where images were expected; are the two files swapped?".into()
        }
        [0, 0, 8, 3] if sizes == 1 => {
            "holds images where labels were expected; are the two files swapped?".into()
        }
        [0, 0, 8, found] => format!("has {found} dimensions where {sizes} were expected"),
        [0, 0, 9 | 11..=14, _] => "holds elements of another type than unsigned bytes".into(),
        _ => "is no IDX file; get it from one of the mirrors, plain or as .gz".into(),
    };
    Err(Error::data(name, problem))
}

/// `values` as an IDX file.
#[cfg(test)]
pub fn encode(sizes: &[u32], values: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, sizes.len() as u8];
    file.extend(sizes.iter().flat_map(|size| size.to_be_bytes()));
    file.extend(values);
    file
}

// proptest is not built for wasm.
#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::{super::labels, *};
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read<const N: usize>(bytes: &[u8]) -> Result<Array<N>> {
        Array::read(File { name: "digits.gz", bytes })
    }

    /// What the error for `bytes`, read as images, says.
    fn problem(bytes: &[u8]) -> String {
        read::<3>(bytes).unwrap_err().to_string()
    }

    #[test]
    fn a_plain_and_a_gzipped_file_read_alike() {
        let plain = encode(&[2, 1, 3], &[1, 2, 3, 4, 5, 6]);
        let array = read::<3>(&plain).unwrap();
        assert_eq!((array.sizes, array.values.as_slice()), ([2, 1, 3], &plain[16..]));
        assert_eq!(read(&gzip(&plain)).unwrap(), array);
    }

    #[test]
    fn a_file_cut_anywhere_is_refused_by_name() {
        let plain = encode(&[2, 1, 3], &[1, 2, 3, 4, 5, 6]);
        for whole in [plain.clone(), gzip(&plain)] {
            for length in 0..whole.len() {
                let problem = problem(&whole[..length]);
                assert!(
                    problem.starts_with("digits.gz: ") && problem.contains("cut short"),
                    "{length}: {problem}"
                );
            }
        }
    }

    #[test]
    fn a_damaged_gzip_fails_its_checksum() {
        let mut file = gzip(&encode(&[1, 1, 1], &[7]));
        let checksum = file.len() - 8;
        file[checksum] ^= 1;
        assert!(problem(&file).contains("damaged"));
    }

    #[test]
    fn what_is_no_array_of_images_is_refused_with_the_reason() {
        for (file, reason) in [
            (encode(&[1], &[7]), "swapped"),
            (encode(&[1, 1], &[7]), "2 dimensions"),
            (vec![0, 0, 12, 2], "swapped"),
            (b"<!DOCTYPE html>".to_vec(), "no IDX file"),
            (vec![0, 0, 13, 3, 0, 0, 0, 1], "another type"),
            (encode(&[1, 1, 1], &[7, 8]), "goes on"),
            (encode(&[1, 1, 2], &[7]), "cut short"),
            (encode(&[u32::MAX; 3], &[7]), "more than 1 GiB"),
            (encode(&[1 << 15, 1 << 10, 1 << 10], &[7]), "more than 1 GiB"),
        ] {
            assert!(problem(&file).contains(reason), "{}", problem(&file));
        }
        assert!(read::<1>(&encode(&[1, 1, 1], &[7])).unwrap_err().to_string().contains("swapped"));
    }

    #[cfg(not(target_family = "wasm"))]
    proptest::proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(prefix in 0usize..8, tail: Vec<u8>) {
            for start in [[0, 0, 8, 3, 0, 0, 0, 1], [0, 0, 12, 2, 0, 0, 0, 1], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]] {
                let bytes = [&start[..prefix], &tail].concat();
                if let Ok(array) = read::<3>(&bytes) {
                    assert_eq!(array.values.len(), array.sizes.iter().product::<usize>());
                }
                let packed = gzip(&bytes);
                let _ = read::<3>(&packed);
                let _ = labels::read(File { name: "labels", bytes: &packed });
            }
        }
    }
}
