//! What is measured of samples, each measure against its reference.
//!
//! - [`modes`]: how many of a mixture's modes the generated points reach, and how many points reach one;
//! - [`classifier`]: a small net that reads digits, whose features and answers the others use;
//! - [`scores`]: what a classifier's answers say of generated images;
//! - [`frechet`]: the distance between two sets of features.

// Blocking reads and the eigenvalue solver are for the workstation alone.
#[cfg(not(target_family = "wasm"))]
pub mod classifier;
#[cfg(not(target_family = "wasm"))]
pub mod frechet;
pub mod modes;
pub mod scores;
