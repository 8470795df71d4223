//! Ink: the pen's path becomes 28x28 pixels with soft edges.

use crate::data::pixels::normalised;

/// Height and width of the image in pixels.
pub const SIDE: usize = 28;

/// Half the width of the edge over which ink fades, in pixels: the scanner's blur.
pub const FADE: f32 = 0.6;

/// The row and the column of the pixel on which the centre of mass comes to lie.
const MIDDLE: isize = 14;

/// Pixels that are drawn side by side; the image's side is a multiple.
const LANES: usize = 4;

/// A straight piece of the path, in pixels.
pub struct Segment {
    /// Where the pen starts.
    pub from: [f32; 2],
    /// Where it arrives.
    pub to: [f32; 2],
    /// The pressure on the pen: the line's local width over its mean width.
    pub pressure: f32,
}

/// Draws `path` with a round pen of `radius` pixels into `sample`, `[1, 28, 28]` in `[-1, 1]`.
pub fn draw(path: &[Segment], radius: f32, sample: &mut [f32]) {
    // The smallest distance from each pixel's centre to the path, squared and over the pressure squared.
    let mut nearest = [[f32::INFINITY; LANES]; SIDE * SIDE / LANES];
    for segment in path {
        let reach = (radius + FADE) * segment.pressure;
        let columns = span(segment.from[0], segment.to[0], reach);
        let rows = span(segment.from[1], segment.to[1], reach);
        let along = [segment.to[0] - segment.from[0], segment.to[1] - segment.from[1]];
        let squared_length = along[0] * along[0] + along[1] * along[1];
        let per_length = 1.0 / squared_length.max(1e-12);
        let per_pressure = 1.0 / (segment.pressure * segment.pressure);
        // Whole blocks: pixels beyond the reach stay without ink.
        let blocks = columns.start / LANES..columns.end.div_ceil(LANES);
        for row in rows {
            let y = row as f32 + 0.5 - segment.from[1];
            let line = &mut nearest[row * (SIDE / LANES)..][..SIDE / LANES];
            for (block, least) in blocks.clone().zip(&mut line[blocks.clone()]) {
                for (lane, least) in least.iter_mut().enumerate() {
                    let x = (block * LANES + lane) as f32 + 0.5 - segment.from[0];
                    let part = ((x * along[0] + y * along[1]) * per_length).clamp(0.0, 1.0);
                    let (x, y) = (x - part * along[0], y - part * along[1]);
                    let squared = (x * x + y * y) * per_pressure;
                    // `min` would ask for NaN, too, and keep the lanes apart.
                    *least = if squared < *least { squared } else { *least };
                }
            }
        }
    }
    let mut cover = [0.0; SIDE * SIDE];
    for (cover, squared) in cover.iter_mut().zip(nearest.as_flattened()) {
        *cover = ((radius + FADE - squared.sqrt()) / (2.0 * FADE)).clamp(0.0, 1.0);
    }
    centre(&cover, sample);
}

/// Copies `cover`, in `[0, 1]`, into `sample`, in `[-1, 1]`, with its centre of mass on the pixel in the middle.
///
/// MNIST does the same: it moves an image by whole pixels and so keeps its edges.
fn centre(cover: &[f32; SIDE * SIDE], sample: &mut [f32]) {
    let (mut mass, mut moment) = (1e-6, [0.0; 2]);
    for (row, line) in cover.chunks_exact(SIDE).enumerate() {
        for (column, &ink) in line.iter().enumerate() {
            mass += ink;
            moment[0] += ink * column as f32;
            moment[1] += ink * row as f32;
        }
    }
    let [right, down] = moment.map(|moment| MIDDLE - libm::roundf(moment / mass) as isize);
    let moved = |at: usize, by: isize| at.checked_add_signed(-by).filter(|&from| from < SIDE);
    for (row, line) in sample.chunks_exact_mut(SIDE).enumerate() {
        for (column, value) in line.iter_mut().enumerate() {
            let from = moved(row, down).zip(moved(column, right));
            *value = normalised(from.map_or(0.0, |(row, column)| cover[row * SIDE + column]), 1.0);
        }
    }
}

/// The pixels of one axis that a line from `from` to `to` may touch.
fn span(from: f32, to: f32, reach: f32) -> core::ops::Range<usize> {
    // `as` saturates: what lies outside the image ends at its border.
    let first = (from.min(to) - reach) as usize;
    let last = (from.max(to) + reach + 1.0) as usize;
    first.min(SIDE)..last.min(SIDE)
}
