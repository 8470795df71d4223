//! Pictures of samples: a grid of images, or points of the plane beside the real ones.

use super::{grid, png, scatter, translations::of_translations};
use anyhow::Result;
use image::DynamicImage;
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Samples, Session, Weights},
    train::latents::Sampling,
};

/// Images in a picture where nobody says: a grid of 8x8.
pub const IMAGES: usize = 64;
/// Images of each class, where every class has a row.
pub const IMAGES_OF_A_CLASS: usize = 10;
/// Classes with a row in a training picture, evenly picked where there are more.
const ROWS: usize = 20;
/// Images in a row of a preview.
const PREVIEW: usize = 4;
/// Points in a training picture, and real points in any picture: enough to show a density.
const POINTS: usize = 1024;

/// Draws as many samples as a training picture shows, as a PNG file; of a conditional run, one class a row.
pub fn of_training(session: &Session) -> Result<Vec<u8>> {
    if session.recipe().is_translation() {
        return Ok(of_translations(session, Weights::Ema)?.0);
    }
    let is_points = session.recipe().data.name.is_points();
    let (count, classes) = match session.classes() {
        Some(classes) if is_points => (POINTS.div_ceil(classes), Classes::Each),
        Some(classes) => {
            (IMAGES_OF_A_CLASS, Classes::Listed(rows_of_classes(classes, ROWS, IMAGES_OF_A_CLASS)))
        }
        None => (if is_points { POINTS } else { IMAGES }, Classes::InTurn),
    };
    of_samples(session, &block_on(session.sample(count, Weights::Ema, &classes))?)
}

/// Draws a few samples for a terminal, whose characters are the pixels: images in two rows, or the training picture of
/// points.
pub fn preview(session: &Session) -> Result<DynamicImage> {
    if session.recipe().data.name.is_points() {
        return Ok(image::load_from_memory(&of_training(session)?)?);
    }
    let samples = block_on(session.sample(2 * PREVIEW, Weights::Ema, &Classes::InTurn))?;
    grid::draw(&samples, Some(PREVIEW))
}

/// Draws `samples` of `session`, as a PNG file: images that come class after class stand in a row each, and points have
/// the colours of their classes.
pub fn of_samples(session: &Session, samples: &Samples) -> Result<Vec<u8>> {
    if session.recipe().data.name.is_points() {
        let real = session.real(POINTS)?;
        // Of an unconditional run, real points are drawn without their classes.
        let labels: &[u16] = if samples.labels.is_empty() { &[] } else { &real.labels };
        scatter::png([(points(&real), labels), (points(samples), &samples.labels)])
    } else {
        png::encode(grid::draw(samples, row_length(&samples.labels))?)
    }
}

/// Draws images `length` in a row, as a PNG file.
pub fn rows_of(samples: &Samples, length: usize) -> Result<Vec<u8>> {
    png::encode(grid::draw(samples, Some(length))?)
}

/// Draws one image without a border, as a PNG file.
pub fn single(image: &Samples) -> Result<Vec<u8>> {
    png::encode(grid::single(image)?)
}

/// Draws images along eight paths between the latents of the training picture, as a PNG file.
pub fn of_interpolation(session: &Session) -> Result<Vec<u8>> {
    of_circles(session, [8, 10], Weights::Ema, &Classes::InTurn)
}

/// Draws samples along `rows` great circles between latents, `columns` of each, as a PNG file; of a conditional run, each
/// row is of one class, the classes in turn where `classes` names none.
pub fn of_circles(
    session: &Session,
    [rows, columns]: [usize; 2],
    weights: Weights,
    classes: &Classes,
) -> Result<Vec<u8>> {
    let classes = match (session.classes(), classes) {
        (Some(known), Classes::InTurn | Classes::Each) => {
            let in_turn = (0..=u16::MAX).take(known).cycle().take(rows);
            Classes::Listed(in_turn.flat_map(|class| std::iter::repeat_n(class, columns)).collect())
        }
        _ => classes.clone(),
    };
    let samples = block_on(session.sample_from(Sampling::GreatCircles { rows, columns }, weights, &classes))?;
    if session.recipe().data.name.is_points() {
        of_samples(session, &samples)
    } else {
        rows_of(&samples, columns)
    }
}

fn points(samples: &Samples) -> &[[f32; 2]] {
    samples.values.as_chunks().0
}

/// The class of each image where at most `rows` of so many `classes` have a row each, of `length` images.
pub fn rows_of_classes(classes: usize, rows: usize, length: usize) -> Vec<u16> {
    let rows = classes.min(rows);
    let picked = (0..rows).map(|row| (row * classes / rows) as u16);
    picked.flat_map(|class| std::iter::repeat_n(class, length)).collect()
}

/// How many samples there are of each class, where they come class after class.
fn row_length(labels: &[u16]) -> Option<usize> {
    let runs: Vec<_> = labels.chunk_by(|one, other| one == other).map(<[u16]>::len).collect();
    match runs[..] {
        [first, _, ..] if first > 1 && runs.iter().all(|&run| run == first) => Some(first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_one_after_the_other_stand_in_rows() {
        assert_eq!(row_length(&[0, 0, 1, 1, 2, 2]), Some(2));
        assert_eq!(row_length(&[0, 1, 2, 0, 1, 2]), None);
        assert_eq!(row_length(&[3, 3, 3, 3]), None);
        assert_eq!(row_length(&[]), None);
    }

    #[test]
    fn of_many_classes_a_few_have_rows() {
        let rows =
            |classes| rows_of_classes(classes, ROWS, 10).chunks(10).map(|row| row[0]).collect::<Vec<_>>();
        assert_eq!(rows(3), [0, 1, 2]);
        assert_eq!(rows(10_177)[..3], [0, 508, 1017]);
        assert_eq!(rows(1 << 16).len(), ROWS);
    }
}
