//! Images side by side in a grid, pixel for pixel.

use anyhow::{Context as _, Result, bail};
use image::{DynamicImage, GrayImage, RgbImage};
use saddle::session::Samples;

/// Pixels between two images and around them all.
const GAP: usize = 2;

/// Draws `samples` of one channel (grey) or three (red, green, blue), `row_length` in a row; without one, in a grid as near
/// to a square as their number allows.
pub fn draw(samples: &Samples, row_length: Option<usize>) -> Result<DynamicImage> {
    let [channels, height, width] = samples.shape;
    let images: Vec<_> = samples.values.chunks_exact(channels * height * width).collect();
    let square = images.len().isqrt() + usize::from(!is_square(images.len()));
    let columns = row_length.unwrap_or(square);
    let rows = images.len().div_ceil(columns.max(1));
    let size = [columns * (width + GAP) + GAP, rows * (height + GAP) + GAP];

    let mut pixels = vec![0u8; size[0] * size[1] * channels];
    for (place, image) in images.iter().enumerate() {
        let left = place % columns * (width + GAP) + GAP;
        let top = place / columns * (height + GAP) + GAP;
        for (at, value) in image.iter().enumerate() {
            let (channel, y, x) = (at / (height * width), at / width % height, at % width);
            pixels[((top + y) * size[0] + left + x) * channels + channel] = byte(*value);
        }
    }

    let [width, height] = size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let picture = match channels {
        1 => GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
        3 => RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
        _ => bail!("samples of {channels} channels cannot be drawn as images"),
    };
    picture.context("so many samples do not fit in one picture")
}

/// The first of `samples` alone, without a border.
pub fn single(samples: &Samples) -> Result<DynamicImage> {
    let (edge, [_, height, width]) = (GAP as u32, samples.shape);
    Ok(draw(samples, Some(1))?.crop_imm(edge, edge, width as u32, height as u32))
}

fn is_square(count: usize) -> bool {
    count.isqrt().pow(2) == count
}

/// A pixel in `[-1, 1]` as a byte.
pub fn byte(value: f32) -> u8 {
    // The cast saturates, and turns NaN into 0.
    ((value + 1.0) * 127.5).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(count: usize, row_length: Option<usize>) -> (u32, u32) {
        let samples = Samples { shape: [1, 28, 28], values: vec![0.0; count * 28 * 28], labels: Vec::new() };
        let picture = draw(&samples, row_length).unwrap();
        (picture.width(), picture.height())
    }

    #[test]
    fn the_grid_is_as_near_to_a_square_as_the_number_allows() {
        assert_eq!(sizes(64, None), (242, 242));
        assert_eq!(sizes(1, None), (32, 32));
        assert_eq!(sizes(5, None), (92, 62));
    }

    #[test]
    fn rows_may_have_a_length() {
        assert_eq!(sizes(6, Some(2)), (62, 92));
    }

    #[test]
    fn each_image_stands_in_its_place_with_its_colours() {
        let values = [[-1.0; 6], [1.0, 0.0, -1.0, 1.0, -1.0, -1.0]].concat();
        let samples = Samples { shape: [3, 1, 2], values, labels: Vec::new() };
        let picture = draw(&samples, None).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (10, 5));
        assert_eq!(picture.get_pixel(2, 2).0, [0, 0, 0]);
        assert_eq!(picture.get_pixel(6, 2).0, [255, 0, 0]);
        assert_eq!(picture.get_pixel(7, 2).0, [128, 255, 0]);
    }
}
