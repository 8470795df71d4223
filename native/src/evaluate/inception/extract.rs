//! Pictures through Inception-v3, a batch at a time: the next batches are read while the net sees one.

use super::{Extractor, Pictures};
use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use saddle::metrics::{
    features::Features,
    frechet::Moments,
    inception::{FEATURES, resize::Resizer},
};
use std::{sync::mpsc::sync_channel, thread};

/// Pictures that the net sees at once.
const BATCH: usize = 16;
/// Batches that wait for the net, of 17 MB each.
const WAITING: usize = 2;

/// What is kept of each picture beside the sums for the mean and covariance.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// 8 kB a picture.
    pub features: bool,
    /// 4 kB a picture.
    pub logits: bool,
}

/// What the net saw in some pictures.
pub struct Seen {
    pub count: usize,
    pub moments: Moments,
    /// `[pictures, 2048]`, or nothing.
    pub features: Vec<f32>,
    /// `[pictures, 1008]`, or nothing.
    pub logits: Vec<f32>,
}

impl Extractor {
    /// What the net sees in `pictures` as `resizer` makes them, told of by `bar`.
    ///
    /// # Errors
    /// A picture that cannot be read, by its name, and weights that make no finite features.
    pub fn see(&self, pictures: &Pictures, resizer: Resizer, keep: Keep, bar: &ProgressBar) -> Result<Seen> {
        let count = pictures.count();
        let mut seen =
            Seen { count, moments: Moments::new(FEATURES), features: Vec::new(), logits: Vec::new() };
        thread::scope(|scope| {
            let (sender, batches) = sync_channel(WAITING);
            scope.spawn(move || {
                for start in (0..count).step_by(BATCH) {
                    let batch = batch(pictures, start..count.min(start + BATCH), resizer);
                    // Nobody listens any more once there was an error.
                    if sender.send(batch).is_err() {
                        return;
                    }
                }
            });
            for batch in batches {
                self.add(&mut seen, batch?, keep).with_context(|| bar.message())?;
                bar.inc(BATCH as u64);
            }
            bar.finish_and_clear();
            Ok(seen)
        })
    }

    fn add(&self, seen: &mut Seen, batch: Vec<f32>, keep: Keep) -> Result<()> {
        let found = self.net.see(batch);
        seen.moments.add(Features::new(&found.features, FEATURES)?);
        if keep.features {
            seen.features.extend(found.features);
        }
        if keep.logits {
            seen.logits.extend(found.logits);
        }
        Ok(())
    }
}

/// The resized pictures of one batch, one after the other, read by all threads.
fn batch(pictures: &Pictures, places: std::ops::Range<usize>, resizer: Resizer) -> Result<Vec<f32>> {
    let resized = |place| pictures.read(place).map(|(pixels, size)| resizer.resize(&pixels, size));
    Ok(places.into_par_iter().map(resized).collect::<Result<Vec<_>>>()?.concat())
}

/// A bar called `name` on a terminal's stderr, nothing elsewhere.
pub fn bar(pictures: &Pictures, name: &str) -> ProgressBar {
    let bar = ProgressBar::new(pictures.count() as u64).with_message(name.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}
