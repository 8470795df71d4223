//! The Laplacian pyramid of Burt & Adelson 1983: what each halving of an image's size takes away.
//!
//! The filter is [1, 4, 6, 4, 1] / 16 along both axes; an image is mirrored about the pixels of its edge.

const FILTER: [f32; 5] = [1.0 / 16.0, 4.0 / 16.0, 6.0 / 16.0, 4.0 / 16.0, 1.0 / 16.0];

/// The least side of a level (Karras et al. 2018, section 5).
const LEAST: usize = 16;

/// Planes of one size: the channels of an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Planes {
    /// `[height, width]`.
    pub size: [usize; 2],
    /// One plane after the other, row after row.
    pub values: Vec<f32>,
}

/// The sizes of the levels of images of this `size`: it, and its halves while they are whole and 16 or more.
pub fn sizes(size: [usize; 2]) -> Vec<[usize; 2]> {
    let half = |size: &[usize; 2]| {
        size.iter().all(|side| side % 2 == 0 && side / 2 >= LEAST).then(|| size.map(|side| side / 2))
    };
    std::iter::successors(Some(size), half).collect()
}

/// The level `level` of `image`'s pyramid of so many `levels`: what is lost in the next halving, or in the last level what
/// is left.
pub fn level(image: Planes, level: usize, levels: usize) -> Planes {
    let mut kept = (0..level).fold(image, |image, _| halved(&image));
    if level + 1 < levels {
        let coarse = doubled(&halved(&kept));
        kept.values.iter_mut().zip(coarse.values).for_each(|(value, coarse)| *value -= coarse);
    }
    kept
}

/// Every other pixel of the smoothed planes.
fn halved(planes: &Planes) -> Planes {
    let [height, width] = planes.size;
    let rows = planes.values.chunks_exact(width).flat_map(|row| smoothed(row, 2).collect::<Vec<_>>());
    let narrow = rows.collect::<Vec<_>>();
    let size = [height / 2, width / 2];
    columns_of(&narrow, [height, size[1]], |column| smoothed(column, 2).collect(), size[0])
}

/// Each pixel followed by zeros across and down, smoothed to four times the sum.
fn doubled(planes: &Planes) -> Planes {
    let [height, width] = planes.size;
    let spread = |line: &[f32]| -> Vec<f32> {
        let zeros: Vec<_> = line.iter().flat_map(|&value| [2.0 * value, 0.0]).collect();
        smoothed(&zeros, 1).collect()
    };
    let wide: Vec<_> = planes.values.chunks_exact(width).flat_map(spread).collect();
    columns_of(&wide, [height, 2 * width], spread, 2 * height)
}

/// `change` of every column of planes of this `size`, which makes it of `length`.
fn columns_of(
    planes: &[f32],
    [height, width]: [usize; 2],
    change: impl Fn(&[f32]) -> Vec<f32>,
    length: usize,
) -> Planes {
    let mut values = vec![0.0; planes.len() / height * length];
    for (plane, to) in planes.chunks_exact(height * width).zip(values.chunks_exact_mut(length * width)) {
        for at in 0..width {
            let column: Vec<_> = plane.iter().skip(at).step_by(width).copied().collect();
            to.iter_mut().skip(at).step_by(width).zip(change(&column)).for_each(|(to, value)| *to = value);
        }
    }
    Planes { size: [length, width], values }
}

/// Every `step`-th number of `line` after the filter.
fn smoothed(line: &[f32], step: usize) -> impl Iterator<Item = f32> + '_ {
    (0..line.len()).step_by(step).map(move |at| {
        let taps = FILTER.iter().enumerate();
        taps.map(|(tap, weight)| weight * line[mirrored(at as isize + tap as isize - 2, line.len())]).sum()
    })
}

/// The place in a line of this `length` that stands at `at` where the line is mirrored about its ends.
fn mirrored(at: isize, length: usize) -> usize {
    let last = length as isize - 1;
    (last - (at.abs() - last).abs()) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_halve_as_long_as_they_are_whole_and_sixteen_or_more() {
        let sides = |side| sizes([side, side]).into_iter().map(|[height, _]| height).collect::<Vec<_>>();
        assert_eq!(sides(128), [128, 64, 32, 16]);
        assert_eq!(sides(32), [32, 16]);
        assert_eq!(sides(28), [28]);
    }

    #[test]
    fn an_even_image_has_nothing_but_its_last_level() {
        let image = Planes { size: [32, 32], values: [vec![7.0; 1024], vec![-3.0; 1024]].concat() };
        let all = |planes: Planes, expected: [f32; 2]| {
            let half = planes.values.len() / 2;
            planes.values.iter().enumerate().all(|(at, value)| (value - expected[at / half]).abs() < 1e-5)
        };
        assert!(all(level(image.clone(), 0, 2), [0.0, 0.0]));
        assert!(all(level(image, 1, 2), [7.0, -3.0]));
    }

    #[test]
    fn the_levels_add_up_to_the_image() {
        let values: Vec<_> = (0..32 * 32).map(|at| (at * at % 251) as f32).collect();
        let image = Planes { size: [32, 32], values };
        let fine = level(image.clone(), 0, 2);
        let coarse = doubled(&level(image.clone(), 1, 2));
        let sums = fine.values.iter().zip(&coarse.values).map(|(fine, coarse)| fine + coarse);
        assert!(sums.zip(&image.values).all(|(sum, value)| (sum - value).abs() < 1e-3));
    }
}
