//! A pack that is being written, and how far it is whole: packing goes on there after whatever ended it.
//!
//! ```text
//! OUT.part       what has been written so far
//! OUT.part.json  how many samples of it are on the disk, and their checksum
//! ```

use super::pack::checksum;
use crate::system::files::{cannot_write, put_in_place, read_or_empty, with_suffix, write_whole};
use anyhow::{Result, bail};
use crc32fast::Hasher;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// A pack that is not whole yet.
pub struct Part {
    out: PathBuf,
    path: PathBuf,
    file: BufWriter<File>,
    hasher: Hasher,
    /// How many samples are in it.
    pub samples: u64,
}

/// What is on the disk for certain.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    samples: u64,
    /// Of the header and the samples.
    crc32: u32,
}

impl Part {
    /// The beginning of the pack `out`: what is left of an earlier one with the same `header` and samples of
    /// `sample_length` bytes, if that is whole, or the header alone.
    ///
    /// # Errors
    /// Another process is at it; a disk that cannot be read or written.
    pub fn open(out: &Path, header: &[u8], sample_length: usize) -> Result<Self> {
        let path = with_suffix(out, ".part");
        let in_file = |error| cannot_write(&path, error);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(in_file)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("another process is writing {}", path.display()),
            Err(TryLockError::Error(error)) => return Err(in_file(error)),
        }
        let kept: Kept = serde_json::from_str(&read_or_empty(&kept_path(out))?).unwrap_or_default();
        let length =
            kept.samples.checked_mul(sample_length as u64).map(|length| length + header.len() as u64);
        let (file, hasher, samples) = match length {
            Some(length) if is_whole(&file, header, length, kept.crc32).map_err(in_file)? => {
                file.set_len(length).map_err(in_file)?;
                (file, Hasher::new_with_initial_len(kept.crc32, length), kept.samples)
            }
            _ => (begun(file, header).map_err(in_file)?, hasher_of(header), 0),
        };
        let mut file = BufWriter::new(file);
        file.seek(SeekFrom::End(0)).map_err(in_file)?;
        Ok(Self { out: out.to_owned(), path: path.clone(), file, hasher, samples })
    }

    /// Adds a sample's bytes.
    pub fn add(&mut self, sample: &[&[u8]]) -> Result<()> {
        for bytes in sample {
            self.file.write_all(bytes).map_err(|error| cannot_write(&self.path, error))?;
            self.hasher.update(bytes);
        }
        self.samples += 1;
        Ok(())
    }

    /// Brings all samples so far to the disk, and then their number.
    pub fn keep(&mut self) -> Result<()> {
        self.sync().map_err(|error| cannot_write(&self.path, error))?;
        let kept = Kept { samples: self.samples, crc32: self.hasher.clone().finalize() };
        write_whole(&kept_path(&self.out), &serde_json::to_vec(&kept)?)
    }

    /// Ends it with its checksum and gives it its name.
    pub fn finish(mut self) -> Result<()> {
        let checksum = self.hasher.clone().finalize();
        let finish = |part: &mut Self| {
            part.file.write_all(&checksum.to_le_bytes())?;
            part.sync()?;
            put_in_place(&part.path, &part.out)
        };
        finish(&mut self).map_err(|error| cannot_write(&self.out, error))?;
        forget(&self.out);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()
    }
}

/// Removes what is left of a pack `out` that cannot be made.
pub fn forget(out: &Path) {
    // Best effort: neither is in anyone's way.
    let _ = fs::remove_file(with_suffix(out, ".part"));
    let _ = fs::remove_file(kept_path(out));
}

fn kept_path(out: &Path) -> PathBuf {
    with_suffix(out, ".part.json")
}

/// Whether the file's first `length` bytes begin with `header` and have this checksum.
fn is_whole(mut file: &File, header: &[u8], length: u64, crc32: u32) -> io::Result<bool> {
    let mut start = vec![0; header.len()];
    if file.metadata()?.len() < length || file.read_exact(&mut start).is_err() || start != header {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(checksum(file, length as usize)? == crc32)
}

fn begun(mut file: File, header: &[u8]) -> io::Result<File> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(header)?;
    Ok(file)
}

fn hasher_of(bytes: &[u8]) -> Hasher {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packs numbers up to `end`, or stops as a killed process does.
    fn write(out: &Path, header: &[u8], end: u8, finish: bool) -> u64 {
        let mut part = Part::open(out, header, 2).unwrap();
        let begun = part.samples;
        for number in begun as u8..end {
            part.add(&[&[number], &[7]]).unwrap();
            if number % 4 == 3 {
                part.keep().unwrap();
            }
        }
        if finish {
            part.finish().unwrap();
        }
        begun
    }

    #[test]
    fn a_pack_goes_on_where_its_last_kept_sample_ends_and_comes_out_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let [whole, out] = ["whole", "out"].map(|name| folder.path().join(name));
        assert_eq!(write(&whole, b"header", 20, true), 0);
        assert_eq!(write(&out, b"header", 10, false), 0);
        assert_eq!(write(&out, b"header", 20, true), 8);
        assert_eq!(fs::read(&whole).unwrap(), fs::read(&out).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn what_another_pack_or_a_power_failure_has_left_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        write(&out, b"header", 10, false);
        assert_eq!(write(&out, b"other", 10, false), 0);
        let path = with_suffix(&out, ".part");
        let mut bytes = fs::read(&path).unwrap();
        bytes[9] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert_eq!(write(&out, b"other", 10, false), 0);
        fs::write(kept_path(&out), "{").unwrap();
        assert_eq!(write(&out, b"other", 10, true), 0);
    }

    #[test]
    fn two_processes_do_not_write_one_pack() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let _held = Part::open(&out, b"header", 2).unwrap();
        assert!(Part::open(&out, b"header", 2).err().unwrap().to_string().contains("another process"));
    }
}
