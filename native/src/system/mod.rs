//! What the commands ask of the system beneath them.
//!
//! - [`allocator`]: what keeps freed memory for the next step;
//! - [`device`]: the CPU or a GPU;
//! - [`failure`]: messages and exit codes;
//! - [`files`]: files that are whole or absent;
//! - [`memory`]: how much of it this process takes;
//! - [`processes`]: several that train one run together;
//! - [`threads`]: those that operations on the CPU are shared out to.

pub mod allocator;
pub mod device;
pub mod failure;
pub mod files;
pub mod memory;
pub mod processes;
pub mod threads;
