//! From a picture of any size to a sample: the crop, and the way to the image size.

use anyhow::{Context as _, Result, ensure};
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{RgbImage, imageops::crop_imm};
use saddle::recipe::{Choice as _, Crop, ResizeFilter, parts::Pictures};
use std::cell::RefCell;

/// Pixels of the shorter side that [`Crop::Scaled96`] is of.
const SCALED: usize = 96;

/// A square picture may be enlarged up to this many times: more shows nothing.
const ENLARGED: usize = 4;

/// What of a picture is prepared.
#[derive(Clone, Copy, Debug)]
pub enum Region {
    /// All of it.
    Whole,
    /// Its left half.
    Left,
    /// Its right half.
    Right,
}

impl Region {
    /// This region of `image`.
    ///
    /// # Errors
    /// An odd width, which has no halves.
    pub fn of(self, image: RgbImage) -> Result<RgbImage> {
        let (width, height) = image.dimensions();
        let from = match self {
            Self::Whole => return Ok(image),
            Self::Left => 0,
            Self::Right => width / 2,
        };
        ensure!(width.is_multiple_of(2), "is {width}x{height} pixels, an odd width, which has no halves");
        Ok(crop_imm(&image, from, 0, width / 2, height).to_image())
    }
}

thread_local! {
    /// Keeps its buffers from one picture to the next.
    static RESIZER: RefCell<Resizer> = RefCell::new(Resizer::new());
}

/// A sample's shape under `settings`: `[channel, height, width]`.
pub fn shape(settings: &Pictures) -> [usize; 3] {
    [if settings.greyscale { 1 } else { 3 }, settings.size, settings.size]
}

/// The sample that `image` makes: bytes, `[channel, height, width]`.
///
/// # Errors
/// An image that is smaller than the crop.
pub fn prepare(image: &RgbImage, settings: &Pictures) -> Result<Vec<u8>> {
    let (width, height) = image.dimensions();
    let side = crop_side(width.min(height) as usize, settings).with_context(|| {
        format!("is {width}x{height} pixels, too small for crop={}", settings.crop.name())
    })?;
    let start = |length: u32| match settings.crop {
        Crop::Scaled96 => (f64::from(length) - side) / 2.0,
        _ => ((f64::from(length) - side) / 2.0).floor(),
    };
    let options = ResizeOptions::new()
        .crop(start(width), start(height), side, side)
        .resize_alg(algorithm(settings.filter));
    let from = ImageRef::new(width, height, image.as_raw(), PixelType::U8x3)?;
    let size = settings.size as u32;
    let mut to = Image::new(size, size, PixelType::U8x3);
    RESIZER.with_borrow_mut(|resizer| resizer.resize(&from, &mut to, &options))?;
    Ok(planes(to.buffer(), settings.greyscale))
}

/// Refuses settings that no picture meets.
pub fn check(settings: &Pictures) -> Result<()> {
    ensure!(
        settings.crop != Crop::Scaled96 || settings.size <= SCALED,
        "image_size={} is more than the {SCALED} pixels that crop=scaled_96 leaves; choose a smaller image size",
        settings.size
    );
    Ok(())
}

/// The side in pixels of the square that is cut from a picture whose shorter side is `shorter`, if it holds one.
fn crop_side(shorter: usize, settings: &Pictures) -> Option<f64> {
    let fixed = |side: usize| (side <= shorter).then_some(side as f64);
    match settings.crop {
        Crop::Square => (shorter * ENLARGED >= settings.size).then_some(shorter as f64),
        Crop::Celeba => fixed(128),
        Crop::Celeba178 => fixed(178),
        Crop::Scaled96 => {
            (shorter * ENLARGED >= SCALED).then_some((shorter * settings.size) as f64 / SCALED as f64)
        }
    }
}

fn algorithm(filter: ResizeFilter) -> ResizeAlg {
    ResizeAlg::Convolution(match filter {
        ResizeFilter::Bilinear => FilterType::Bilinear,
        ResizeFilter::Bicubic => FilterType::CatmullRom,
        ResizeFilter::Lanczos => FilterType::Lanczos3,
        ResizeFilter::Box => FilterType::Box,
        ResizeFilter::Nearest => return ResizeAlg::Nearest,
    })
}

/// The channels of `pixels`, `[height, width, 3]`, one after the other; or their brightness by ITU-R 601.
fn planes(pixels: &[u8], greyscale: bool) -> Vec<u8> {
    let (pixels, _) = pixels.as_chunks::<3>();
    if greyscale {
        let luma = |&[red, green, blue]: &[u8; 3]| {
            let [red, green, blue] = [red, green, blue].map(u32::from);
            ((19_595 * red + 38_470 * green + 7_471 * blue + 0x8000) >> 16) as u8
        };
        return pixels.iter().map(luma).collect();
    }
    let mut planes = Vec::with_capacity(3 * pixels.len());
    for channel in 0..3 {
        planes.extend(pixels.iter().map(|pixel| pixel[channel]));
    }
    planes
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;
    use saddle::recipe::{PictureLabels, parts::Attributes};

    const SMALL: Pictures = Pictures {
        size: 32,
        crop: Crop::Square,
        filter: ResizeFilter::Bilinear,
        greyscale: false,
        flip: false,
        allow_truncated: false,
        labels: PictureLabels::None,
        attributes: Attributes::NONE,
    };

    /// A picture that is white in a square of `side` around its middle and black elsewhere.
    fn centred(width: u32, height: u32, side: u32) -> RgbImage {
        let within = |at: u32, length: u32| (at as i32 * 2 + 1 - length as i32).unsigned_abs() <= side;
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([if within(x, width) && within(y, height) { 255 } else { 0 }; 3])
        })
    }

    #[test]
    fn each_crop_takes_its_square_of_a_celeba_picture() {
        for (crop, side) in
            [(Crop::Square, 178), (Crop::Celeba, 128), (Crop::Celeba178, 178), (Crop::Scaled96, 60)]
        {
            let settings = Pictures { crop, ..SMALL };
            let cut = prepare(&centred(178, 218, side), &settings).unwrap();
            let white = cut.iter().filter(|&&value| value > 127).count();
            assert!(white > 30 * 30 * 3, "{crop:?}: {white}");
            let wider = prepare(&centred(178, 218, side - 20), &settings).unwrap();
            assert!(wider[0] == 0 && wider[16 * 32 + 16] == 255, "{crop:?}");
        }
    }

    #[test]
    fn halves_are_cut_at_the_middle() {
        let both = RgbImage::from_fn(80, 40, |x, _| Rgb([if x < 40 { 10 } else { 200 }; 3]));
        for (region, value) in [(Region::Left, 10), (Region::Right, 200)] {
            let sample = prepare(&region.of(both.clone()).unwrap(), &SMALL).unwrap();
            assert!(sample.iter().all(|&pixel| pixel == value), "{region:?}");
        }
        let problem = Region::Left.of(RgbImage::new(81, 40)).unwrap_err();
        assert!(problem.to_string().contains("81x40"), "{problem}");
    }

    #[test]
    fn channels_follow_each_other_and_greyscale_weighs_them() {
        let image = RgbImage::from_pixel(40, 50, Rgb([255, 0, 100]));
        let colour = prepare(&image, &SMALL).unwrap();
        let values = [255, 0, 100];
        assert!(colour.chunks(32 * 32).zip(values).all(|(plane, value)| plane.iter().all(|&v| v == value)));
        let grey = prepare(&image, &Pictures { greyscale: true, ..SMALL }).unwrap();
        assert_eq!((grey.len(), grey[7]), (32 * 32, 88));
    }

    #[test]
    fn a_plain_picture_stays_so_through_every_filter() {
        let image = RgbImage::from_pixel(97, 61, Rgb([13, 130, 240]));
        for filter in ResizeFilter::all() {
            let sample = prepare(&image, &Pictures { filter, ..SMALL }).unwrap();
            assert!(
                sample.chunks(32 * 32).zip([13, 130, 240]).all(|(plane, v)| plane.iter().all(|&p| p == v))
            );
        }
    }

    #[test]
    fn stripes_finer_than_the_samples_pixels_blur_to_grey_but_for_nearest() {
        let stripes = RgbImage::from_fn(320, 320, |x, _| Rgb([if x % 2 == 0 { 0 } else { 255 }; 3]));
        for filter in ResizeFilter::all() {
            let sample = prepare(&stripes, &Pictures { filter, ..SMALL }).unwrap();
            let grey = sample.iter().all(|value| (110..145).contains(value));
            assert_eq!(grey, filter != ResizeFilter::Nearest, "{filter:?}");
        }
    }

    #[test]
    fn pictures_smaller_than_the_crop_are_refused_with_their_size() {
        for (crop, side) in
            [(Crop::Square, 7), (Crop::Celeba, 127), (Crop::Celeba178, 177), (Crop::Scaled96, 23)]
        {
            let problem = prepare(&RgbImage::new(300, side), &Pictures { crop, ..SMALL }).unwrap_err();
            assert!(problem.to_string().contains(&format!("300x{side}")), "{problem}");
            assert!(prepare(&RgbImage::new(300, side + 1), &Pictures { crop, ..SMALL }).is_ok());
        }
        assert!(check(&Pictures { crop: Crop::Scaled96, size: 97, ..SMALL }).is_err());
    }
}
