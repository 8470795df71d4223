//! Pictures of translations: a source, what is made of it, and what it is to become or became again, side by side.

use super::samples::rows_of;
use anyhow::Result;
use pollster::block_on;
use saddle::session::{Direction, Samples, Session, Weights};

/// Rows of a picture, groups in each, and images in a group.
const ROWS: usize = 8;
const GROUPS: usize = 3;
const COLUMNS: usize = 3;

/// Draws the run's first translations as a PNG file, in rows of source, translation and target; of a cycle, the third is the
/// source when it has come back, and below are targets on their way there and back. How many translations there are, too.
pub fn of_translations(session: &Session, weights: Weights) -> Result<(Vec<u8>, usize)> {
    let count = ROWS * GROUPS;
    let images = if session.recipe().is_cycle() {
        let half = count / 2;
        let there = there_and_back(session, session.real_sources(half)?, Direction::There, weights)?;
        let back = there_and_back(session, session.real(half)?, Direction::Back, weights)?;
        joined(side_by_side(&there), side_by_side(&back))
    } else {
        let source = session.real_sources(count)?;
        let translated = block_on(session.translate(source.clone(), Direction::There, weights))?;
        side_by_side(&[source, translated, session.real(count)?])
    };
    Ok((rows_of(&images, COLUMNS * GROUPS)?, count))
}

/// `images`, their translations, and those translated back.
fn there_and_back(
    session: &Session,
    images: Samples,
    direction: Direction,
    weights: Weights,
) -> Result<[Samples; 3]> {
    let other = if direction == Direction::There { Direction::Back } else { Direction::There };
    let translated = block_on(session.translate(images.clone(), direction, weights))?;
    let returned = block_on(session.translate(translated.clone(), other, weights))?;
    Ok([images, translated, returned])
}

fn joined(mut first: Samples, second: Samples) -> Samples {
    first.values.extend(second.values);
    first
}

/// The first images of all `columns`, then their second ones, and so on; in colour if one of them is.
fn side_by_side(columns: &[Samples]) -> Samples {
    let has_colour = columns.iter().any(|samples| samples.shape[0] == 3);
    let columns: Vec<_> =
        columns.iter().map(|samples| if has_colour { coloured(samples) } else { samples.clone() }).collect();
    let shape = columns[0].shape;
    let length = shape.iter().product();
    let count = columns.iter().map(Samples::count).min().unwrap_or_default();
    let places = (0..count)
        .flat_map(|place| columns.iter().map(move |column| &column.values[place * length..][..length]));
    Samples { shape, values: places.flatten().copied().collect(), labels: Vec::new() }
}

/// Grey images in three equal channels; coloured ones as they are.
fn coloured(samples: &Samples) -> Samples {
    let [channels, height, width] = samples.shape;
    if channels == 3 {
        return samples.clone();
    }
    let images = samples.values.chunks_exact(height * width);
    let values = images.flat_map(|image| [image; 3].concat()).collect();
    Samples { shape: [3, height, width], values, labels: samples.labels.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_of_one_place_stand_beside_each_other_in_colour() {
        let grey = Samples { shape: [1, 1, 1], values: vec![0.1, 0.2], labels: Vec::new() };
        let colour =
            Samples { shape: [3, 1, 1], values: vec![0.3, 0.4, 0.5, 0.6, 0.7, 0.8], labels: Vec::new() };
        let both = side_by_side(&[grey, colour]);
        assert_eq!(both.shape, [3, 1, 1]);
        assert_eq!(both.values, [0.1, 0.1, 0.1, 0.3, 0.4, 0.5, 0.2, 0.2, 0.2, 0.6, 0.7, 0.8]);
    }
}
