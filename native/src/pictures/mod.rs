//! Everything that is drawn, as PNG files.
//!
//! ```text
//! samples ── grid     images side by side
//!        └── scatter  points of the plane
//! curves              metrics over the steps
//!
//! plot                what scatter and curves share
//! png                 the file's bytes, for all
//! ```

pub mod curves;
mod grid;
mod plot;
mod png;
mod samples;
mod scatter;

pub use samples::{IMAGES, IMAGES_OF_A_CLASS, of_samples, of_training};
