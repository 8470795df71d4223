//! Samples made once, in one file that is mapped into memory: what `saddle data pack` writes.
//!
//! ```text
//! SADDLEPK | version, header's length: u32 each | header: JSON | samples | CRC-32 of all before: u32
//! ```
//!
//! Numbers are little-endian. A sample is its pixels, bytes `[channel, height, width]`, and its label: u16.

use super::{batch_of, prepare};
use anyhow::{Context as _, Result, bail, ensure};
use crc32fast::Hasher;
use memmap2::Mmap;
use saddle::{
    Error,
    data::{Batch, Dataset, Identity},
    recipe::{Choice as _, parts::Pictures},
};
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

/// How a pack begins.
const MAGIC: &[u8; 8] = b"SADDLEPK";

/// The layout described above.
const VERSION: u32 = 3;

/// Bytes before the header.
const BEFORE_HEADER: usize = 16;

/// Bytes of the checksum.
const CHECKSUM: usize = 4;

/// What to do about a pack that is not whole.
const REMEDY: &str = "make it again with `saddle data pack`";

/// What a pack says of itself.
#[derive(Serialize, Deserialize)]
pub struct Header {
    /// The settings that made the samples, by name as `--set` takes them.
    settings: Vec<(String, String)>,
    /// The pictures that it was made of.
    source: Identity,
}

impl Header {
    /// That of the samples which `settings` make of `source`.
    pub fn new(settings: &Pictures, source: Identity) -> Self {
        let settings = in_words(settings).map(|(name, value)| (name.to_owned(), value));
        Self { settings: settings.into(), source }
    }

    /// All that stands before the samples.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let json = serde_json::to_vec(self)?;
        let length = (json.len() as u32).to_le_bytes();
        Ok([MAGIC, &VERSION.to_le_bytes()[..], &length, &json].concat())
    }

    /// The header at the beginning of `bytes`, and where it ends.
    fn read(bytes: &[u8]) -> Result<(Self, usize)> {
        let rest = bytes.strip_prefix(MAGIC).context("is no pack of `saddle data pack`")?;
        let number = |at: usize| {
            rest.get(at..at + 4).and_then(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?)))
        };
        let (Some(version), Some(length)) = (number(0), number(4)) else {
            bail!("is cut short; {REMEDY}");
        };
        ensure!(
            version == VERSION,
            "has version {version} of the format, and this program reads {VERSION}; {REMEDY}"
        );
        let end = BEFORE_HEADER + length as usize;
        let json = bytes.get(BEFORE_HEADER..end).with_context(|| format!("is cut short; {REMEDY}"))?;
        let header =
            serde_json::from_slice(json).with_context(|| format!("has a damaged header; {REMEDY}"))?;
        Ok((header, end))
    }

    /// Refuses settings other than those that made the samples.
    fn check(&self, settings: &Pictures) -> Result<()> {
        for (name, wanted) in in_words(settings) {
            let packed = self.settings.iter().find(|(packed, _)| packed == name).map(|(_, value)| value);
            let packed = packed.with_context(|| format!("does not say its {name}; {REMEDY}"))?;
            ensure!(
                *packed == wanted,
                "was made with {name}={packed}, and the run has {name}={wanted}; --set {name}={packed}, or {REMEDY}"
            );
        }
        Ok(())
    }
}

/// The settings that decide a sample's bytes and label, as `--set` takes them.
pub fn in_words(settings: &Pictures) -> [(&'static str, String); 7] {
    [
        ("image_size", settings.size.to_string()),
        ("crop", settings.crop.name().to_owned()),
        ("resize_filter", settings.filter.name().to_owned()),
        ("greyscale", settings.greyscale.to_string()),
        ("allow_truncated", settings.allow_truncated.to_string()),
        ("labels", settings.labels.name().to_owned()),
        ("attributes", settings.attributes.to_string()),
    ]
}

/// A pack's samples.
pub struct Pack {
    source: Identity,
    shape: [usize; 3],
    file: Mmap,
    /// Where the samples begin.
    samples: usize,
}

impl Pack {
    /// The pack at `path`, which `settings` must have made.
    ///
    /// # Errors
    /// A file that is no pack, cut, changed or made with other settings.
    pub fn open(path: &Path, settings: &Pictures) -> Result<Self> {
        Self::open_file(path, settings).with_context(|| path.display().to_string())
    }

    fn open_file(path: &Path, settings: &Pictures) -> Result<Self> {
        let file = File::open(path).context("cannot be opened")?;
        // SAFETY: packs are renamed into place whole and never written again; whoever changes one in place may make
        // samples wrong, which are mere bytes.
        let bytes = unsafe { Mmap::map(&file) }.context("cannot be mapped into memory")?;
        let (header, samples) = Header::read(&bytes)?;
        header.check(settings)?;
        let (source, shape) = (header.source, prepare::shape(settings));
        let count =
            source.samples.filter(|&count| count > 0).with_context(|| format!("holds nothing; {REMEDY}"))?;
        let length = sample_length(shape);
        let all = (count as usize).checked_mul(length).and_then(|all| all.checked_add(samples + CHECKSUM));
        let whole = all.with_context(|| format!("has a damaged header; {REMEDY}"))?;
        ensure!(bytes.len() == whole, "has {} bytes where it should have {whole}; {REMEDY}", bytes.len());
        let checksum = checksum(&file, whole - CHECKSUM).context("cannot be read")?;
        ensure!(bytes[whole - CHECKSUM..] == checksum.to_le_bytes(), "has a wrong checksum; {REMEDY}");
        Ok(Self { source, shape, file: bytes, samples })
    }

    /// Where the sample at `index` begins, and where its pixels end and its label is.
    fn place(&self, index: u64) -> (usize, usize) {
        let start = self.samples + index as usize * sample_length(self.shape);
        (start, start + self.shape.iter().product::<usize>())
    }
}

/// Bytes of a sample of this shape: its pixels, and its label.
pub fn sample_length(shape: [usize; 3]) -> usize {
    shape.iter().product::<usize>() + size_of::<u16>()
}

/// The CRC-32 of the next `length` bytes; read rather than mapped, so that they do not stay in memory.
pub fn checksum(mut file: &File, length: usize) -> io::Result<u32> {
    let mut hasher = Hasher::new();
    let mut buffer = vec![0; 1 << 20];
    let mut left = length;
    while left > 0 {
        let part = left.min(buffer.len());
        file.read_exact(&mut buffer[..part])?;
        hasher.update(&buffer[..part]);
        left -= part;
    }
    Ok(hasher.finalize())
}

impl Dataset for Pack {
    fn name(&self) -> &str {
        &self.source.name
    }

    fn shape(&self) -> [usize; 3] {
        self.shape
    }

    fn len(&self) -> Option<u64> {
        self.source.samples
    }

    fn classes(&self) -> usize {
        self.source.classes
    }

    fn digest(&self) -> u64 {
        self.source.digest
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        let sample = |&index: &u64| {
            let (start, label) = self.place(index);
            (&self.file[start..label], u16::from_le_bytes([self.file[label], self.file[label + 1]]))
        };
        let samples: Vec<_> = indices.iter().map(sample).collect();
        if samples.iter().any(|&(_, label)| usize::from(label) >= self.source.classes) {
            return Err(Error::data(self.name(), format!("its pack has a wrong label; {REMEDY}")));
        }
        Ok(batch_of(&samples))
    }

    /// Asks the system for the pages, where it can be asked: they may still be on the disk.
    #[cfg(unix)]
    fn prefetch(&self, indices: &[u64]) {
        for &index in indices {
            let (start, label) = self.place(index);
            // A mere hint: what is refused is read when its turn comes.
            let _ = self.file.advise_range(memmap2::Advice::WillNeed, start, label - start);
        }
    }
}
