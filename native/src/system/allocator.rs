//! The allocator: a step on the CPU makes and drops hundreds of tensors, and glibc's asks the system for each large one.

use libmimalloc_sys::{mi_option_set_default, mi_option_t};
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// `mi_option_purge_delay` of `mimalloc.h`, version 3; the crate does not name it.
const PURGE_DELAY: mi_option_t = 15;

/// Keeps memory that is freed for the next step, which needs as much again: mimalloc gives it back to the system after a second,
/// which then clears every page anew (measured: docs/performance.md). The environment's `MIMALLOC_PURGE_DELAY` goes first.
pub fn keep_freed_memory() {
    const NEVER: std::ffi::c_long = -1;
    // SAFETY: it is not to be called by two threads at a time, and there is one yet.
    unsafe { mi_option_set_default(PURGE_DELAY, NEVER) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use libmimalloc_sys::mi_option_get;

    #[test]
    fn the_option_is_the_one_that_waits_a_second() {
        // SAFETY: no other test asks for an option.
        let value = || unsafe { mi_option_get(PURGE_DELAY) };
        if std::env::var_os("MIMALLOC_PURGE_DELAY").is_none() {
            assert_eq!(value(), 1000, "mimalloc.h has another option in this place");
            keep_freed_memory();
            assert_eq!(value(), -1);
        }
    }
}
