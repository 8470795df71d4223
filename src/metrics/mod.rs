//! What is measured of samples, each measure against its reference.
//!
//! - [`modes`]: how many of a mixture's modes the generated points reach, and how many points reach one;
//! - [`stacked`]: how many of the thousand modes of stacked MNIST generated images reach;
//! - [`divergence`]: how far generated points are from real ones, by histograms of the plane;
//! - [`prdc`]: how many samples lie among those of the other set;
//! - [`balls`]: the same piece by piece;
//! - [`points`]: all that is measured of points;
//! - [`classifier`]: a small net that reads digits, whose features and answers the others use;
//! - [`digit_scores`]: what it says of generated digits beside real ones, which come a part at a time;
//! - [`scores`]: what a classifier's answers say of generated images;
//! - [`features`]: what a net sees in samples, checked;
//! - [`inception`]: the net whose features FID compares;
//! - [`frechet`], [`kid`]: distances between two sets of features;
//! - [`inception_score`]: how clear and how many the classes of samples are;
//! - [`ms_ssim`]: how alike images are;
//! - [`sliced_wasserstein`]: how far the local structure of generated images is from that of real ones, on every scale;
//! - [`score`]: what makes one number of samples, by which a run's checkpoints are ranked.

pub mod balls;
pub mod classifier;
pub mod digit_scores;
mod distances;
pub mod divergence;
pub mod features;
pub mod frechet;
// The page is not to carry a net of 95 MB.
#[cfg(not(target_family = "wasm"))]
pub mod inception;
pub mod inception_score;
// Sorting and subsets by all threads are for the workstation alone.
#[cfg(not(target_family = "wasm"))]
pub mod kid;
pub mod modes;
pub mod ms_ssim;
mod numpy;
pub mod points;
pub mod prdc;
// proptest is not built for wasm.
#[cfg(all(test, not(target_family = "wasm")))]
mod properties;
pub mod score;
pub mod scores;
#[cfg(not(target_family = "wasm"))]
pub mod sliced_wasserstein;
pub mod stacked;
