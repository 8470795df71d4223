//! What a task does to an image.

use super::skeleton;
use crate::{recipe::TaskName, train::rng::Rng};

/// A change of an image `[channel, height, width]` of numbers in `[-1, 1]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// White where a neighbour is brighter, on black; one channel.
    Outline,
    /// Bright strokes one pixel thin, on black; one channel.
    Skeleton,
    /// Grey in the middle, a half of the height by a half of the width.
    Hole,
    /// The mean of every square of four by four.
    LowResolution,
    /// Under normal noise.
    Noise,
    /// Its brightness; one channel.
    Grey,
    /// The negative.
    Invert,
    /// Each pixel as bright as the brightest of it and its neighbours.
    Thicken,
    /// Each row moved to the right by half of its height over the middle.
    Slant,
}

/// How much brighter, from 0 to 1, a neighbour of an outline's pixel is.
const RISE: f32 = 0.2;
/// The standard deviation of [`Change::Noise`].
const NOISE: f32 = 0.8;
/// Of red, green and blue in brightness (ITU-R BT.601).
const LUMA: [f32; 3] = [0.299, 0.587, 0.114];
/// How far [`Change::Slant`] moves a row for each one above the middle.
const SLOPE: f32 = 0.5;

impl Change {
    /// The side of [`Self::LowResolution`]'s squares.
    pub const SQUARE: usize = 4;

    /// The one that makes the other image of a pair.
    pub fn of(task: TaskName) -> Self {
        match task {
            TaskName::Outline => Self::Outline,
            TaskName::Skeleton => Self::Skeleton,
            TaskName::Hole => Self::Hole,
            TaskName::LowResolution => Self::LowResolution,
            TaskName::Noise => Self::Noise,
            TaskName::Colour => Self::Grey,
            TaskName::Invert => Self::Invert,
            TaskName::Thicken => Self::Thicken,
            TaskName::Slant => Self::Slant,
            TaskName::Hand | TaskName::Folders | TaskName::Halves => {
                unreachable!("both sets of these tasks are read as they are")
            }
        }
    }

    /// The shape that an image of this `[channel, height, width]` has afterwards.
    pub fn output_shape(self, [channels, height, width]: [usize; 3]) -> [usize; 3] {
        let has_one_channel = matches!(self, Self::Outline | Self::Skeleton | Self::Grey);
        [if has_one_channel { 1 } else { channels }, height, width]
    }

    /// `image` of `shape`, changed; `rng` is for what is drawn.
    pub fn apply(self, image: &[f32], shape: [usize; 3], rng: &mut Rng) -> Vec<f32> {
        let [_, height, width] = shape;
        let channels = image.chunks_exact(height * width);
        let each = |change: &dyn Fn(&Plane) -> Vec<f32>| {
            channels.clone().flat_map(|pixels| change(&Plane { pixels, height, width })).collect()
        };
        let brightness = || brightness(image, height * width);
        match self {
            Self::Outline => Plane { pixels: &brightness(), height, width }.outline(),
            Self::Skeleton => skeleton::thinned(&brightness(), width),
            Self::Grey => brightness(),
            Self::Hole => each(&|plane| plane.with_hole()),
            Self::LowResolution => each(&|plane| plane.in_squares()),
            Self::Thicken => {
                each(&|plane| plane.map(|plane, row, column| plane.greatest_around(row, column)))
            }
            Self::Slant => each(&|plane| plane.slanted()),
            Self::Invert => image.iter().map(|value| -value).collect(),
            Self::Noise => {
                let noise = rng.normals(image.len());
                image
                    .iter()
                    .zip(noise)
                    .map(|(value, noise)| (value + NOISE * noise).clamp(-1.0, 1.0))
                    .collect()
            }
        }
    }
}

/// The brightness of each of so many pixels.
fn brightness(image: &[f32], pixels: usize) -> Vec<f32> {
    if image.len() == pixels {
        return image.to_vec();
    }
    (0..pixels)
        .map(|pixel| {
            LUMA.iter().enumerate().map(|(colour, share)| share * image[colour * pixels + pixel]).sum()
        })
        .collect()
}

/// One channel of an image.
struct Plane<'a> {
    pixels: &'a [f32],
    height: usize,
    width: usize,
}

impl Plane<'_> {
    fn at(&self, row: usize, column: usize) -> f32 {
        self.pixels[row * self.width + column]
    }

    fn map(&self, pixel: impl Fn(&Self, usize, usize) -> f32) -> Vec<f32> {
        (0..self.height * self.width)
            .map(|place| pixel(self, place / self.width, place % self.width))
            .collect()
    }

    /// The greatest of a pixel and those above, below, left and right.
    fn greatest_around(&self, row: usize, column: usize) -> f32 {
        let rows =
            [row.saturating_sub(1), row, (row + 1).min(self.height - 1)].map(|row| self.at(row, column));
        let columns =
            [column.saturating_sub(1), (column + 1).min(self.width - 1)].map(|column| self.at(row, column));
        rows.into_iter().chain(columns).fold(f32::MIN, f32::max)
    }

    fn outline(&self) -> Vec<f32> {
        self.map(|plane, row, column| {
            // Numbers are from -1 to 1, brightness from 0 to 1.
            let rise = (plane.greatest_around(row, column) - plane.at(row, column)) / 2.0;
            if rise > RISE { 1.0 } else { -1.0 }
        })
    }

    fn with_hole(&self) -> Vec<f32> {
        let is_middle = |place: usize, side: usize| (side / 4..side - side / 4).contains(&place);
        self.map(|plane, row, column| {
            let is_hole = is_middle(row, plane.height) && is_middle(column, plane.width);
            if is_hole { 0.0 } else { plane.at(row, column) }
        })
    }

    fn in_squares(&self) -> Vec<f32> {
        let side = Change::SQUARE;
        self.map(|plane, row, column| {
            let (top, left) = (row - row % side, column - column % side);
            let square = (0..side * side).map(|place| plane.at(top + place / side, left + place % side));
            square.sum::<f32>() / (side * side) as f32
        })
    }

    /// Between two pixels of a row, by how near each is; beyond its ends, the last.
    fn slanted(&self) -> Vec<f32> {
        self.map(|plane, row, column| {
            let above_middle = (plane.height as f32 - 1.0) / 2.0 - row as f32;
            let from = (column as f32 - SLOPE * above_middle).clamp(0.0, plane.width as f32 - 1.0);
            let (left, share) = (from.floor() as usize, from.fract());
            let right = (left + 1).min(plane.width - 1);
            plane.at(row, left) * (1.0 - share) + plane.at(row, right) * share
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::Purpose;

    fn changed(change: Change, image: &[f32], shape: [usize; 3]) -> Vec<f32> {
        change.apply(image, shape, &mut Rng::new(1, Purpose::Drawing, 0))
    }

    /// Black but for these pixels.
    fn dots(side: usize, white: &[(usize, usize)]) -> Vec<f32> {
        let mut image = vec![-1.0; side * side];
        white.iter().for_each(|(row, column)| image[row * side + column] = 1.0);
        image
    }

    #[test]
    fn an_outline_lies_around_what_is_bright() {
        let around = dots(4, &[(0, 1), (1, 0), (1, 2), (2, 1)]);
        assert_eq!(changed(Change::Outline, &dots(4, &[(1, 1)]), [1, 4, 4]), around);
        assert_eq!(changed(Change::Outline, &[0.5; 16], [1, 4, 4]), [-1.0; 16]);
    }

    #[test]
    fn a_thick_stroke_has_its_neighbours_too() {
        let thick = dots(4, &[(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)]);
        assert_eq!(changed(Change::Thicken, &dots(4, &[(1, 1)]), [1, 4, 4]), thick);
    }

    #[test]
    fn squares_are_as_bright_as_their_pixels_together() {
        let mut image = vec![0.0; 64];
        image[0] = 1.0;
        let squares = changed(Change::LowResolution, &image, [1, 8, 8]);
        assert_eq!((squares[0], squares[27], squares[4]), (1.0 / 16.0, 1.0 / 16.0, 0.0));
    }

    #[test]
    fn the_upper_half_leans_to_the_right_and_the_lower_one_to_the_left() {
        let upright = dots(5, &[(0, 2), (1, 2), (2, 2), (3, 2), (4, 2)]);
        let slanted = changed(Change::Slant, &upright, [1, 5, 5]);
        let brightest = |row: usize| {
            (0..5).max_by(|one, other| slanted[5 * row + one].total_cmp(&slanted[5 * row + other]))
        };
        assert_eq!([0, 2, 4].map(brightest), [Some(3), Some(2), Some(1)]);
    }

    #[test]
    fn grey_weighs_the_colours() {
        let [red, green, blue] = [1.0, 0.0, -1.0];
        let grey = changed(Change::Grey, &[red, green, blue], [3, 1, 1]);
        assert!((grey[0] - (0.299 - 0.114)).abs() < 1e-6);
    }

    #[test]
    fn noise_stays_in_range_and_is_the_same_each_time() {
        let image = vec![0.0; 1000];
        let noisy = changed(Change::Noise, &image, [1, 10, 100]);
        assert_eq!(noisy, changed(Change::Noise, &image, [1, 10, 100]));
        assert!(noisy.iter().all(|value| value.abs() <= 1.0));
        let square = noisy.iter().map(|value| value * value).sum::<f32>() / 1000.0;
        assert!((0.3..0.6).contains(&square), "{square}");
    }
}
