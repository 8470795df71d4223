//! Local structure: patches of 7x7 pixels, as rows of numbers whose channels have mean 0 and deviation 1 over all of them.

use super::pyramid::Planes;
use crate::train::rng::{Purpose, Rng};

/// Pixels on a patch's side (Karras et al. 2018, section 5).
pub const SIDE: usize = 7;

/// `count` places of patches in an image of this `size`, row and column of each one's first pixel; the same for one `image`
/// and `size` always.
pub fn places([height, width]: [usize; 2], image: usize, count: usize) -> Vec<[usize; 2]> {
    let mut rng =
        Rng::named(super::SEED, Purpose::Scores, &format!("patches {height}x{width}"), image as u64);
    let mut below = |side: usize| rng.below((side - SIDE + 1) as u64) as usize;
    (0..count).map(|_| [below(height), below(width)]).collect()
}

/// Writes the patches of `planes` at `places` into `rows`: each channel's pixels, row after row.
pub fn gather(planes: &Planes, places: &[[usize; 2]], rows: &mut [f32]) {
    let [height, width] = planes.size;
    let mut rows = rows.chunks_exact_mut(SIDE);
    for &[top, left] in places {
        for plane in planes.values.chunks_exact(height * width) {
            for (row, to) in (0..SIDE).zip(&mut rows) {
                to.copy_from_slice(&plane[(top + row) * width + left..][..SIDE]);
            }
        }
    }
}

/// Gives each of the `channels` of `rows` mean 0 and deviation 1; a channel that is the same everywhere becomes nothing.
pub fn normalise(rows: &mut [f32], channels: usize) {
    let length = SIDE * SIDE;
    for channel in 0..channels {
        let of_channel = || {
            let parts = rows.chunks_exact(length).skip(channel).step_by(channels);
            parts.flatten().map(|&value| f64::from(value))
        };
        let count = (rows.len() / channels) as f64;
        let mean = of_channel().sum::<f64>() / count;
        let variance = of_channel().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        let scale = if variance > 0.0 { 1.0 / variance.sqrt() } else { 0.0 };
        let parts = rows.chunks_exact_mut(length).skip(channel).step_by(channels);
        parts.flatten().for_each(|value| *value = ((f64::from(*value) - mean) * scale) as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_holds_each_channels_pixels_and_places_stay_within_the_image() {
        let values = (0..2 * 9 * 8).map(|at| at as f32).collect();
        let mut rows = vec![0.0; 2 * SIDE * SIDE];
        gather(&Planes { size: [9, 8], values }, &[[2, 1]], &mut rows);
        assert_eq!([rows[0], rows[7], rows[48], rows[49]], [17.0, 25.0, 71.0, 89.0]);
        let places = places([9, 8], 3, 500);
        assert!(places.iter().all(|&[top, left]| top <= 2 && left <= 1));
        assert!([[0, 0], [2, 1]].iter().all(|corner| places.contains(corner)));
    }

    #[test]
    fn channels_get_one_mean_and_one_deviation_each() {
        let mut rows: Vec<_> =
            (0..3 * 2 * 49).map(|at| if at / 49 % 2 == 0 { at as f32 } else { 5.0 }).collect();
        normalise(&mut rows, 2);
        let of =
            |channel| rows.chunks_exact(49).skip(channel).step_by(2).flatten().copied().collect::<Vec<_>>();
        let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
        let squares: Vec<_> = of(0).iter().map(|value| value * value).collect();
        assert!(mean(&of(0)).abs() < 1e-6 && (mean(&squares) - 1.0).abs() < 1e-5);
        assert!(of(1).iter().all(|&value| value == 0.0));
    }
}
