//! What a thread works with, kept from one call to the next, and how work is dealt out to threads.

use super::{Geometry, Sizes, patches::Patches};
use crate::parallel;
use std::cell::RefCell;

/// A thread's memory from one call to the next: a fresh piece for each would cost its clearing, and stay taken.
#[derive(Default)]
struct Buffers {
    patches: Vec<f32>,
    frame: Vec<f32>,
    output: Vec<f32>,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// What a thread works with.
pub struct Work<'a> {
    pub patches: Patches<'a>,
    /// Room for a few samples' outputs of a group, `[outputs, samples x positions]`.
    pub output: &'a mut [f32],
}

/// So many zeros, every chunk changed by `work(what to work with, index, chunk)`, on all threads where there are threads.
pub fn zeros_changed(
    count: usize,
    chunk: usize,
    geometry: &Geometry,
    work: impl Fn(&mut Work, usize, &mut [f32]) + Sync + Send,
) -> Vec<f32> {
    parallel::zeros_changed(count, chunk, |index, chunk| {
        BUFFERS.with_borrow_mut(|Buffers { patches, frame, output }| {
            let sizes = Sizes::of(geometry);
            let output = room(output, sizes.at_once * sizes.output);
            work(&mut Work { patches: Patches::new(geometry, patches, frame), output }, index, chunk);
        });
    })
}

/// So many numbers of a buffer, which grows where it has fewer.
pub fn room(buffer: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
    &mut buffer[..length]
}
