//! The threads that operations on the CPU are shared out to.

use super::device;
use rayon::ThreadPoolBuilder;
use std::env;

/// Makes the main thread, on which runs take their steps, one of rayon's: it begins an operation at once, where it would otherwise
/// wake another thread and wait for it. To be called once, before anything is shared out.
pub fn share_out_from_main() {
    let asked = env::var("RAYON_NUM_THREADS").ok().and_then(|threads| threads.parse().ok());
    let threads = asked.filter(|threads| *threads > 0).unwrap_or_else(device::threads);
    // A single thread that waits for another's pictures would have to read them itself.
    if threads > 1 {
        // There is a pool already where this is called again, which is as well.
        let _ = ThreadPoolBuilder::new().num_threads(threads).use_current_thread().build_global();
    }
}
