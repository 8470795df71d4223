//! What is measured of samples, each measure against its reference.
//!
//! - [`modes`]: how many of a mixture's modes the generated points reach, and how many points reach one;
//! - [`divergence`]: how far generated points are from real ones, by histograms of the plane;
//! - [`precision_recall`]: how many samples lie among those of the other set;
//! - [`points`]: all that is measured of points;
//! - [`classifier`]: a small net that reads digits, whose features and answers the others use;
//! - [`scores`]: what a classifier's answers say of generated images;
//! - [`frechet`]: the distance between two sets of features.

// Blocking reads and the eigenvalue solver are for the workstation alone.
#[cfg(not(target_family = "wasm"))]
pub mod classifier;
pub mod divergence;
#[cfg(not(target_family = "wasm"))]
pub mod frechet;
pub mod modes;
pub mod points;
pub mod precision_recall;
pub mod scores;
