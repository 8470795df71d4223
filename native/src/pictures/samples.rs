//! Pictures of samples: a grid of images, or points of the plane beside the real ones.

use super::{grid, png, scatter};
use anyhow::Result;
use pollster::block_on;
use saddle::session::{Samples, Session, Weights};

/// Images in a training picture: a grid of 8x8.
const IMAGES: usize = 64;
/// Points in a training picture, and real ones in any: enough to show a density.
const POINTS: usize = 1024;

/// Draws as many samples as a training picture shows, as a PNG file.
pub fn of_training(session: &Session) -> Result<Vec<u8>> {
    let count = if session.recipe().data.is_points() { POINTS } else { IMAGES };
    of_samples(session, count, Weights::Ema)
}

/// Draws `count` samples, as a PNG file.
pub fn of_samples(session: &Session, count: usize, weights: Weights) -> Result<Vec<u8>> {
    let samples = block_on(session.sample(count, weights))?;
    if session.recipe().data.is_points() {
        scatter::png(points(&session.real(POINTS)), points(&samples))
    } else {
        png::encode(grid::draw(&samples)?)
    }
}

fn points(samples: &Samples) -> &[[f32; 2]] {
    samples.values.as_chunks().0
}
