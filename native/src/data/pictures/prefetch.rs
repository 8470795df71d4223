//! Samples made ahead of their turn by a few threads of their own.
//!
//! ```text
//! prefetch(indices) ──> queue ──> threads ──> samples made ──> take(indices)
//! ```

use super::Sample;
use anyhow::{Context as _, Result};
use rayon::{ThreadPool, ThreadPoolBuilder};
use saddle::Error;
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

/// Bytes of samples that wait for their turn at most.
const MOST_BYTES: usize = 64 << 20;

/// Makes the sample at an index; the same one whenever it is asked.
type Make = dyn Fn(u64) -> saddle::Result<Sample> + Send + Sync;

/// Threads, and what they have made.
pub struct Prefetcher {
    threads: ThreadPool,
    work: Arc<Work>,
    /// Samples that are made ahead at most.
    most: usize,
}

struct Work {
    make: Box<Make>,
    asked: Mutex<Asked>,
    made: Condvar,
}

/// What is asked for, by index.
#[derive(Default)]
struct Asked {
    samples: HashMap<u64, Wanted>,
    /// How many have ever been asked for.
    count: u64,
}

struct Wanted {
    /// Its place in the order of asking.
    turn: u64,
    /// `None` until it is made.
    sample: Option<saddle::Result<Sample>>,
}

impl Prefetcher {
    /// `threads` of them, which `make` samples of `length` bytes.
    pub fn new(
        threads: usize,
        length: usize,
        make: impl Fn(u64) -> saddle::Result<Sample> + Send + Sync + 'static,
    ) -> Result<Self> {
        let threads =
            ThreadPoolBuilder::new().num_threads(threads).thread_name(|at| format!("pictures {at}"));
        let work = Work { make: Box::new(make), asked: Mutex::default(), made: Condvar::new() };
        Ok(Self {
            threads: threads.build().context("cannot start the threads that read pictures")?,
            work: Arc::new(work),
            most: MOST_BYTES / length,
        })
    }

    /// Begins the samples at `indices`, as many as there is room for.
    pub fn prefetch(&self, indices: &[u64]) {
        let mut asked = self.work.lock();
        for &index in indices {
            if asked.samples.len() < self.most {
                self.begin(&mut asked, index);
            }
        }
    }

    /// The samples at `indices`, once they are all made. What was announced before the first of them is forgotten:
    /// nobody took it when its turn came.
    ///
    /// # Errors
    /// The first that `make` meets.
    pub fn take(&self, indices: &[u64]) -> saddle::Result<Vec<Sample>> {
        let mut asked = self.work.lock();
        indices.iter().for_each(|&index| self.begin(&mut asked, index));
        asked.forget_before(indices);
        let mut taken = Vec::with_capacity(indices.len());
        for &index in indices {
            let sample = loop {
                match asked.samples.get(&index) {
                    Some(Wanted { sample: None, .. }) => {
                        asked = self.work.made.wait(asked).unwrap_or_else(PoisonError::into_inner);
                    }
                    Some(Wanted { sample: Some(_), .. }) => {
                        if let Some(sample) = asked.samples.remove(&index).and_then(|wanted| wanted.sample) {
                            break sample;
                        }
                    }
                    // It was taken a moment ago: the same index may be asked for twice.
                    None => self.begin(&mut asked, index),
                }
            };
            taken.push(sample?);
        }
        Ok(taken)
    }

    /// Queues the sample at `index`, unless it is queued or made already.
    fn begin(&self, asked: &mut Asked, index: u64) {
        if asked.samples.contains_key(&index) {
            return;
        }
        asked.samples.insert(index, Wanted { turn: asked.count, sample: None });
        asked.count += 1;
        let work = Arc::clone(&self.work);
        self.threads.spawn_fifo(move || {
            if !work.lock().samples.contains_key(&index) {
                return;
            }
            let sample = catch_unwind(AssertUnwindSafe(|| (work.make)(index)));
            let sample = sample.unwrap_or_else(|_| {
                Err(Error::data(format!("sample {index}"), "reading it failed; RUST_BACKTRACE=1 shows where"))
            });
            if let Some(wanted) = work.lock().samples.get_mut(&index) {
                wanted.sample = Some(sample);
            }
            work.made.notify_all();
        });
    }
}

impl Asked {
    /// Drops what was asked for before any of `indices`.
    fn forget_before(&mut self, indices: &[u64]) {
        let turns = indices.iter().filter_map(|index| self.samples.get(index));
        let first = turns.map(|wanted| wanted.turn).min().unwrap_or(0);
        self.samples.retain(|_, wanted| wanted.turn >= first);
    }
}

impl Work {
    fn lock(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn numbered(index: u64) -> saddle::Result<Sample> {
        match index {
            13 => Err(Error::data("13", "cannot be read")),
            14 => panic!("a fault in a decoder"),
            _ => Ok(Sample { pixels: vec![index as u8], label: 0 }),
        }
    }

    fn first_pixels(samples: Vec<Sample>) -> Vec<u8> {
        samples.iter().map(|sample| sample.pixels[0]).collect()
    }

    #[test]
    fn samples_come_in_the_order_asked_for_announced_or_not_and_twice_over() {
        let prefetcher = Prefetcher::new(3, 1, numbered).unwrap();
        prefetcher.prefetch(&[5, 6, 7, 5]);
        assert_eq!(first_pixels(prefetcher.take(&[7, 1, 5, 7, 9]).unwrap()), [7, 1, 5, 7, 9]);
        assert_eq!(first_pixels(prefetcher.take(&[6]).unwrap()), [6]);
        assert!(prefetcher.work.lock().samples.is_empty());
    }

    #[test]
    fn an_announced_sample_is_made_once_and_no_more_are_than_there_is_room_for() {
        let made = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&made);
        let prefetcher = Prefetcher::new(1, MOST_BYTES / 10, move |index| {
            count.fetch_add(1, Ordering::Relaxed);
            numbered(index)
        });
        let prefetcher = prefetcher.unwrap();
        prefetcher.prefetch(&(100..150).collect::<Vec<_>>());
        assert_eq!(prefetcher.work.lock().samples.len(), 10);
        prefetcher.take(&(100..120).collect::<Vec<_>>()).unwrap();
        assert_eq!(made.load(Ordering::Relaxed), 20);
    }

    #[test]
    fn what_nobody_takes_in_its_turn_gives_its_room_back() {
        let prefetcher = Prefetcher::new(2, MOST_BYTES / 4, numbered).unwrap();
        prefetcher.prefetch(&[1, 2]);
        prefetcher.prefetch(&[3, 4]);
        assert_eq!(first_pixels(prefetcher.take(&[3]).unwrap()), [3]);
        prefetcher.prefetch(&[5, 6, 7, 8]);
        let mut held: Vec<_> = prefetcher.work.lock().samples.keys().copied().collect();
        held.sort_unstable();
        assert_eq!(held, [4, 5, 6, 7]);
    }

    #[test]
    fn errors_and_panics_reach_the_reader_and_the_next_read_goes_on() {
        let prefetcher = Prefetcher::new(2, 1, numbered).unwrap();
        for (index, says) in [(13, "cannot be read"), (14, "RUST_BACKTRACE")] {
            let problem = prefetcher.take(&[1, index, 2]).unwrap_err().to_string();
            assert!(problem.contains(says), "{problem}");
        }
        assert_eq!(first_pixels(prefetcher.take(&[2, 3]).unwrap()), [2, 3]);
    }
}
