//! Everything that is drawn, as PNG files, but for the film.
//!
//! ```text
//! samples ── grid     images side by side
//!        └── scatter  points of the plane
//! translations        a source, its translation, its target
//! film                saved pictures one after the other, as a GIF file
//! curves              metrics over the steps
//!
//! plot                what scatter and curves share
//! png                 the file's bytes, for all
//! ```

pub mod curves;
pub mod film;
mod grid;
mod plot;
mod png;
mod samples;
mod scatter;
mod translations;

pub use grid::byte;
pub use samples::{
    IMAGES, IMAGES_OF_A_CLASS, of_circles, of_interpolation, of_samples, of_training, preview, rows_of,
    rows_of_classes, single,
};
pub use translations::of_translations;
