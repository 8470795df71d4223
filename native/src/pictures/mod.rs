//! Everything that is drawn, as PNG files.
//!
//! ```text
//! samples   ── grid     images side by side
//!          └── scatter  points of the plane ── plot
//! curves    the metrics ── plot
//! ```

pub mod curves;
mod grid;
mod plot;
mod samples;
mod scatter;

pub use samples::{of_samples, of_training};
