//! A picture of any size as Inception-v3 takes it, by each of the three programs whose scores are published.
//!
//! Their scores of the same files differ, so a score says whose resizer it had.
//!
//! ```text
//! pytorch-fid      bilinear between the nearest four pixels, whose centres lie at half a pixel            2 x / 255 - 1
//! torch-fidelity   the same as TensorFlow 1 had it, with pixels at whole numbers from the upper left on   (x - 128) / 128
//! clean-fid        Pillow's bicubic over as many pixels as become one, in floats                          (x - 128) / 128
//! ```
//!
//! Parmar et al. 2022, arXiv:2104.11222, show what they leave of a picture: only the last one smooths what it makes smaller.

use super::SIDE;

/// Whose way of resizing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resizer {
    /// pytorch-fid 0.3: `F.interpolate(mode="bilinear", align_corners=False)`.
    PytorchFid,
    /// torch-fidelity 0.4: `interpolate_bilinear_2d_like_tensorflow1x(align_corners=False)`.
    TorchFidelity,
    /// clean-fid 0.1.35, mode "clean": Pillow's `resize(BICUBIC)` of each channel as floats.
    CleanFid,
}

impl Resizer {
    pub const ALL: [Self; 3] = [Self::PytorchFid, Self::TorchFidelity, Self::CleanFid];

    pub const fn name(self) -> &'static str {
        match self {
            Self::PytorchFid => "pytorch-fid",
            Self::TorchFidelity => "torch-fidelity",
            Self::CleanFid => "clean-fid",
        }
    }

    /// `[3, 299, 299]`, from the bytes of a picture's red, green and blue, `[height, width, 3]`.
    ///
    /// # Panics
    /// Where `pixels` are not of that size, or of none.
    pub fn resize(self, pixels: &[u8], [height, width]: [usize; 2]) -> Vec<f32> {
        assert_eq!(pixels.len(), height * width * 3, "the pixels of a picture");
        let [down, across] = [height, width].map(|length| self.taps(length));
        let mut planes = Vec::with_capacity(3 * SIDE * SIDE);
        for channel in 0..3 {
            let plane: Vec<f32> =
                pixels.iter().skip(channel).step_by(3).map(|&byte| self.before(byte)).collect();
            // A row first, as all three do.
            let rows: Vec<f32> =
                plane.chunks_exact(width).flat_map(|row| across.iter().map(|taps| taps.of(row, 1))).collect();
            for taps in &down {
                planes.extend((0..SIDE).map(|column| self.after(taps.of(&rows[column..], SIDE))));
            }
        }
        planes
    }

    /// A byte as the program resizes it.
    fn before(self, byte: u8) -> f32 {
        match self {
            Self::PytorchFid => f32::from(byte) / 255.0,
            Self::TorchFidelity | Self::CleanFid => f32::from(byte),
        }
    }

    /// What the net is given of a resized number.
    fn after(self, value: f32) -> f32 {
        match self {
            Self::PytorchFid => 2.0 * value - 1.0,
            Self::TorchFidelity => (value - 128.0) / 128.0,
            // Bicubic overshoots at edges.
            Self::CleanFid => (value.clamp(0.0, 255.0) - 128.0) / 128.0,
        }
    }

    /// What each of the 299 places of an axis of so many pixels is made of.
    fn taps(self, length: usize) -> Vec<Taps> {
        let taps = match self {
            Self::PytorchFid => half_pixel_bilinear,
            Self::TorchFidelity => tensorflow_bilinear,
            Self::CleanFid => pillow_bicubic,
        };
        (0..SIDE).map(|place| taps(place, length)).collect()
    }
}

/// The pixels along an axis that make one of the output, and how much of each.
struct Taps {
    first: usize,
    weights: Vec<f64>,
}

impl Taps {
    /// Of `values`, which lie so many numbers apart.
    fn of(&self, values: &[f32], apart: usize) -> f32 {
        let values = values[self.first * apart..].iter().step_by(apart);
        self.weights.iter().zip(values).map(|(weight, &value)| weight * f64::from(value)).sum::<f64>() as f32
    }

    /// Between the pixel at `position` and the next one, in single precision as the programs have it.
    fn between(position: f32, length: usize) -> Self {
        let first = (position as usize).min(length - 1);
        let share = f64::from(position - first as f32);
        let weights = if first + 1 < length { vec![1.0 - share, share] } else { vec![1.0] };
        Self { first, weights }
    }
}

fn half_pixel_bilinear(place: usize, length: usize) -> Taps {
    let scale = length as f32 / SIDE as f32;
    Taps::between((scale * (place as f32 + 0.5) - 0.5).max(0.0), length)
}

fn tensorflow_bilinear(place: usize, length: usize) -> Taps {
    let scale = (length as f64 / SIDE as f64) as f32;
    Taps::between(place as f32 * scale, length)
}

/// Pillow's `precompute_coeffs` (`src/libImaging/Resample.c`): a kernel that grows with the pixels that become one.
fn pillow_bicubic(place: usize, length: usize) -> Taps {
    let scale = length as f64 / SIDE as f64;
    let wide = scale.max(1.0);
    let (reach, centre) = (2.0 * wide, (place as f64 + 0.5) * scale);
    let first = (centre - reach + 0.5).max(0.0) as usize;
    let end = ((centre + reach + 0.5) as usize).min(length);
    let weights: Vec<f64> = (first..end).map(|pixel| bicubic((pixel as f64 - centre + 0.5) / wide)).collect();
    let sum: f64 = weights.iter().sum();
    Taps { first, weights: weights.iter().map(|weight| weight / sum).collect() }
}

/// Keys 1981, with a = -0.5.
fn bicubic(x: f64) -> f64 {
    const A: f64 = -0.5;
    let x = x.abs();
    if x < 1.0 {
        ((A + 2.0) * x - (A + 3.0)) * x * x + 1.0
    } else if x < 2.0 {
        (((x - 5.0) * x + 8.0) * x - 4.0) * A
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_the_nets_size_is_itself_and_of_one_pixel_everywhere_the_same() {
        let pixels: Vec<u8> = (0..SIDE * SIDE * 3).map(|at| (at * at % 256) as u8).collect();
        for resizer in Resizer::ALL {
            let found = resizer.resize(&pixels, [SIDE; 2]);
            for (place, found) in found.iter().enumerate() {
                let expected =
                    resizer.after(resizer.before(pixels[place % (SIDE * SIDE) * 3 + place / (SIDE * SIDE)]));
                assert!((found - expected).abs() < 1e-6, "{resizer:?}: {found} for {expected}");
            }
            let one = resizer.resize(&[255, 0, 51], [1, 1]);
            assert!(
                one.chunks_exact(SIDE * SIDE)
                    .all(|plane| plane.iter().all(|value| (value - plane[0]).abs() < 1e-6))
            );
        }
        assert_eq!(Resizer::PytorchFid.resize(&[255, 0, 51], [1, 1])[..2], [1.0, 1.0]);
    }
}
