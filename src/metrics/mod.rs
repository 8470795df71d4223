//! What is measured of samples, each measure against its reference.
//!
//! - [`modes`]: how many of a mixture's modes the generated points reach, and how many points reach one;
//! - [`stacked`]: how many of the thousand modes of stacked MNIST generated images reach;
//! - [`divergence`]: how far generated points are from real ones, by histograms of the plane;
//! - [`precision_recall`]: how many samples lie among those of the other set;
//! - [`points`]: all that is measured of points;
//! - [`classifier`]: a small net that reads digits, whose features and answers the others use;
//! - [`scores`]: what a classifier's answers say of generated images;
//! - [`frechet`]: the distance between two sets of features;
//! - [`sliced_wasserstein`]: how far the local structure of generated images is from that of real ones, on every scale;
//! - [`score`]: what makes one number of samples, by which a run's checkpoints are ranked.

// Blocking reads, the eigenvalue solver and sorting by all threads are for the workstation alone.
#[cfg(not(target_family = "wasm"))]
pub mod classifier;
pub mod divergence;
#[cfg(not(target_family = "wasm"))]
pub mod frechet;
pub mod modes;
pub mod points;
pub mod precision_recall;
pub mod score;
pub mod scores;
#[cfg(not(target_family = "wasm"))]
pub mod sliced_wasserstein;
pub mod stacked;
