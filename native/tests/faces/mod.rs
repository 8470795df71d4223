//! Drawn faces as JPEG files of CelebA's size, for tests and measurements: CelebA itself is not ours to pass on.
//!
//! A face is a pure function of seed and index. Eyes and mouths stand where CelebA's aligned pictures have them, so
//! that its crops fit.
//!
//! - [`traits`]: what differs from face to face;
//! - [`shapes`]: ovals and lines with soft edges;
//! - [`paint`]: one pixel, from the background to the grain.

mod paint;
mod shapes;
mod traits;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use saddle::train::rng::{Purpose, Rng};
use traits::Traits;

/// A picture's width in pixels, as CelebA's.
pub const WIDTH: u16 = 178;

/// A picture's height in pixels, as CelebA's.
pub const HEIGHT: u16 = 218;

/// JPEG's quality, for files of about CelebA's length.
const QUALITY: u8 = 88;

/// How far the grain moves a pixel's brightness, of 255.
const GRAIN: f64 = 4.0;

/// The JPEG file of the face at `index`, with half the resolution for colour as cameras write it.
pub fn jpeg(seed: u64, index: u64) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(&draw(seed, index), WIDTH, HEIGHT, ColorType::Rgb)
        .expect("a face's size is one that JPEG has");
    file
}

/// The pixels of the face at `index`, `[height, width, 3]`.
fn draw(seed: u64, index: u64) -> Vec<u8> {
    let mut rng = Rng::new(seed, Purpose::Drawing, index);
    let traits = Traits::new(&mut rng);
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let grain = rng.between(-GRAIN, GRAIN) as f32;
            let colour = paint::pixel(&traits, f32::from(x), f32::from(y));
            pixels.extend(colour.map(|channel| (channel + grain) as u8));
        }
    }
    pixels
}
