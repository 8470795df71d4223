//! What the commands ask of the system beneath them.
//!
//! - [`device`]: the CPU or a GPU;
//! - [`failure`]: messages and exit codes;
//! - [`files`]: files that are whole or absent.

pub mod device;
pub mod failure;
pub mod files;
