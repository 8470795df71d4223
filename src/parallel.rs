//! Work by all threads where there are threads, and by the one there is in the page.

#[cfg(not(target_family = "wasm"))]
use rayon::prelude::*;

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
