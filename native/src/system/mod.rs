//! What the commands ask of the system beneath them.
//!
//! - [`device`]: the CPU or a GPU;
//! - [`failure`]: messages and exit codes;
//! - [`files`]: files that are whole or absent;
//! - [`memory`]: how much of it this process takes;
//! - [`processes`]: several that train one run together.

pub mod device;
pub mod failure;
pub mod files;
pub mod memory;
pub mod processes;
