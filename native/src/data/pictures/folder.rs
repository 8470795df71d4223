//! The pictures of a folder as samples. A picture that cannot be used gives its turn to the next one.

use super::{
    Sample, batch_of,
    decode::{decode, guarded},
    listing::{self, Listing},
    prefetch::Prefetcher,
    prepare::{self, Region, prepare},
};
use crate::system::failure::note;
use anyhow::Result;
use saddle::{
    Error,
    data::{Batch, Dataset},
    recipe::parts::Pictures,
};
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// One picture in so many may be unusable.
const ONE_IN: usize = 100;

/// A folder's samples.
pub struct Folder {
    pictures: Arc<Usable>,
    prefetcher: Prefetcher,
}

impl Folder {
    /// The pictures in `root` as `settings` make samples of them, read by `threads` threads.
    pub fn open(root: &Path, settings: &Pictures, threads: usize) -> Result<Self> {
        Self::open_region(Region::Whole, root, settings, threads)
    }

    /// This `region` of each picture.
    pub fn open_region(region: Region, root: &Path, settings: &Pictures, threads: usize) -> Result<Self> {
        let listing = listing::list(root, settings)?;
        let pictures = Arc::new(Usable { listing, region, settings: *settings, unusable: Mutex::default() });
        let source = Arc::clone(&pictures);
        let length = prepare::shape(settings).iter().product();
        let prefetcher = Prefetcher::new(threads, length, move |index| source.sample(index as usize))?;
        Ok(Self { pictures, prefetcher })
    }

    /// The samples at `indices` as bytes.
    ///
    /// # Errors
    /// A file that the system cannot read, and more unusable pictures than one in 100.
    pub fn samples(&self, indices: &[u64]) -> saddle::Result<Vec<Sample>> {
        self.prefetcher.take(indices)
    }
}

impl Dataset for Folder {
    fn name(&self) -> &str {
        let root = &self.pictures.listing.root;
        root.file_name().and_then(|name| name.to_str()).unwrap_or("folder")
    }

    fn shape(&self) -> [usize; 3] {
        prepare::shape(&self.pictures.settings)
    }

    fn len(&self) -> Option<u64> {
        Some(self.pictures.listing.pictures.len() as u64)
    }

    fn classes(&self) -> usize {
        self.pictures.listing.classes
    }

    fn digest(&self) -> u64 {
        self.pictures.listing.digest
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        let samples = self.samples(indices)?;
        Ok(batch_of(&samples.iter().map(|sample| (&*sample.pixels, sample.label)).collect::<Vec<_>>()))
    }

    fn prefetch(&self, indices: &[u64]) {
        self.prefetcher.prefetch(indices);
    }
}

/// Pictures, and those of them found unusable.
struct Usable {
    listing: Listing,
    region: Region,
    settings: Pictures,
    /// By index, with the reason.
    unusable: Mutex<BTreeMap<usize, String>>,
}

impl Usable {
    /// The sample of the first usable picture from `index` on, around the end: a function of the files alone.
    fn sample(&self, index: usize) -> saddle::Result<Sample> {
        let count = self.listing.pictures.len();
        let mut index = index;
        loop {
            if !self.is_unusable(index) {
                match self.decode(index)? {
                    Ok(pixels) => return Ok(Sample { pixels, label: self.listing.pictures[index].class }),
                    Err(reason) => self.pass_over(index, &reason)?,
                }
            }
            index = (index + 1) % count;
        }
    }

    /// The picture at `index` as a sample, or why there is none in its file.
    fn decode(&self, index: usize) -> saddle::Result<Result<Vec<u8>>> {
        let path = self.listing.path(index);
        let bytes = fs::read(&path).map_err(|source| Error::File { path, source })?;
        Ok(guarded(|| {
            prepare(&self.region.of(decode(&bytes, self.settings.allow_truncated)?)?, &self.settings)
        }))
    }

    fn is_unusable(&self, index: usize) -> bool {
        self.unusable.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&index)
    }

    /// Names the unusable picture once and counts it.
    fn pass_over(&self, index: usize, reason: &anyhow::Error) -> saddle::Result<()> {
        let mut unusable = self.unusable.lock().unwrap_or_else(PoisonError::into_inner);
        let line = format!("{} {reason:#}", self.listing.path(index).display());
        if unusable.insert(index, line.clone()).is_none() {
            note(format_args!("passing over picture {}: {line}", unusable.len()));
        }
        let count = self.listing.pictures.len();
        if unusable.len() * ONE_IN <= count {
            return Ok(());
        }
        let list: Vec<_> = unusable.values().map(String::as_str).collect();
        Err(Error::data(
            self.listing.root.display().to_string(),
            format!(
                "{} of its {count} pictures cannot be used, and at most one in {ONE_IN} may be; mend or remove \
                 them: {}",
                list.len(),
                list.join("; ")
            ),
        ))
    }
}
