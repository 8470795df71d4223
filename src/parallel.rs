//! Work by all threads where there are threads, and by the one there is in the page.

#[cfg(not(target_family = "wasm"))]
use rayon::prelude::*;
use std::mem::MaybeUninit;

/// What `map` makes of 0 to `count - 1`.
#[cfg(not(target_family = "wasm"))]
pub fn mapped<T: Send>(count: usize, map: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    if rayon::current_num_threads() == 1 {
        return (0..count).map(map).collect();
    }
    (0..count).into_par_iter().map(map).collect()
}

/// What `map` makes of 0 to `count - 1`.
#[cfg(target_family = "wasm")]
pub fn mapped<T>(count: usize, map: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(map).collect()
}

/// Calls `change(place, chunk)` for all chunks of so many `values`.
#[cfg(not(target_family = "wasm"))]
pub fn for_chunks<T: Send>(values: &mut [T], size: usize, change: impl Fn(usize, &mut [T]) + Send + Sync) {
    // Handing work to another thread takes some 10 us.
    if values.len() <= size || rayon::current_num_threads() == 1 {
        values.chunks_mut(size).enumerate().for_each(|(place, chunk)| change(place, chunk));
    } else {
        values.par_chunks_mut(size).enumerate().for_each(|(place, chunk)| change(place, chunk));
    }
}

/// Calls `change(place, chunk)` for all chunks of so many `values`.
#[cfg(target_family = "wasm")]
pub fn for_chunks<T>(values: &mut [T], size: usize, change: impl Fn(usize, &mut [T])) {
    values.chunks_mut(size).enumerate().for_each(|(place, chunk)| change(place, chunk));
}

/// So many zeros, chunks of which `change(place, chunk)` changes: each thread clears its own, while they are in its cache.
pub fn zeros_changed(
    count: usize,
    size: usize,
    #[cfg(not(target_family = "wasm"))] change: impl Fn(usize, &mut [f32]) + Send + Sync,
    #[cfg(target_family = "wasm")] change: impl Fn(usize, &mut [f32]),
) -> Vec<f32> {
    let mut values = Vec::with_capacity(count);
    for_chunks(&mut values.spare_capacity_mut()[..count], size, |place, chunk| {
        chunk.fill(MaybeUninit::new(0.0));
        // SAFETY: the line above wrote all of it.
        change(place, unsafe { chunk.assume_init_mut() });
    });
    // SAFETY: the chunks are so many values, and each was written.
    unsafe { values.set_len(count) };
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_that_nobody_changes_stay_and_every_chunk_knows_its_place() {
        for count in [0, 1, 6, 7, 1000] {
            let values = zeros_changed(count, 3, |place, chunk| chunk[0] = place as f32);
            let expected = (0..count).map(|at| if at % 3 == 0 { (at / 3) as f32 } else { 0.0 });
            assert_eq!(values, expected.collect::<Vec<_>>());
        }
    }
}
