//! A picture file's bytes as upright red, green and blue pixels; the format is told by content, not by name.
//!
//! JPEG goes through zune-jpeg itself, in its strict mode: others fill what a cut-off file lacks with grey.

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, RgbImage, metadata::Orientation};
use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

/// The picture in `bytes`: of a moving one the first frame; what is transparent lies over white. Of a JPEG that is cut
/// off, what is missing is grey if `allow_truncated`.
///
/// # Errors
/// Damaged or cut-off files, and formats that are none of those in [`super::listing::EXTENSIONS`].
pub fn decode(bytes: &[u8], allow_truncated: bool) -> Result<RgbImage> {
    ensure!(!bytes.is_empty(), "is empty");
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => {
            let (image, orientation) = decode_jpeg(bytes, allow_truncated)?;
            let mut image = DynamicImage::from(image);
            image.apply_orientation(orientation);
            Ok(image.into_rgb8())
        }
        Ok(format) => decode_other(bytes, format),
        Err(_) => bail!("is no picture"),
    }
}

/// The picture in `bytes` as Pillow's `convert("RGB")` gives it, which published scores are taken of: it lies as it is stored,
/// without its alpha, and of 16 bits the upper eight count.
///
/// # Errors
/// Those of [`decode`]; greyscale of 16 bits, most of which Pillow turns white.
pub fn decode_as_pillow(bytes: &[u8]) -> Result<RgbImage> {
    ensure!(!bytes.is_empty(), "is empty");
    let format = image::guess_format(bytes).map_err(|_| anyhow!("is no picture"))?;
    if format == ImageFormat::Jpeg {
        return Ok(decode_jpeg(bytes, false)?.0);
    }
    let image =
        DynamicImage::from_decoder(ImageReader::with_format(Cursor::new(bytes), format).into_decoder()?)?;
    let upper = |values: &[u16], channels: usize, used: [usize; 3]| {
        let pixels = values.chunks_exact(channels).flat_map(|pixel| used.map(|at| (pixel[at] >> 8) as u8));
        RgbImage::from_raw(image.width(), image.height(), pixels.collect()).context("is damaged")
    };
    match &image {
        DynamicImage::ImageLuma16(_) => {
            bail!("is greyscale of 16 bits, which the reference programs turn white; save it with 8 bits")
        }
        DynamicImage::ImageLumaA16(values) => upper(values, 2, [0; 3]),
        DynamicImage::ImageRgb16(values) => upper(values, 3, [0, 1, 2]),
        DynamicImage::ImageRgba16(values) => upper(values, 4, [0, 1, 2]),
        _ => Ok(image.into_rgb8()),
    }
}

/// What `decode` makes of a picture: damaged files have made decoders panic, which is an error here.
pub fn guarded<T>(decode: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| Err(anyhow!("is damaged: its decoder failed")))
}

fn decode_jpeg(bytes: &[u8], allow_truncated: bool) -> Result<(RgbImage, Orientation)> {
    ensure!(allow_truncated || has_its_end(bytes), "is cut off");
    let options =
        DecoderOptions::default().set_strict_mode(!allow_truncated).jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode().context("is damaged")?;
    let image = decoder
        .dimensions()
        .and_then(|(width, height)| RgbImage::from_raw(width as u32, height as u32, pixels))
        .context("is damaged")?;
    let orientation = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    Ok((image, orientation.unwrap_or(Orientation::NoTransforms)))
}

/// Whether a JPEG reaches its end of image (FF D9): the decoder does not miss the last few rows. What a camera appends
/// after it may hold anything.
fn has_its_end(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[first, marker]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        at += match (first, marker) {
            (0xff, 0xd9) => return true,
            // A segment says how long it is; in a scan, FF is followed by 00 or a restart, and nothing else is a marker.
            (0xff, 0x01..0xd0 | 0xda..=0xfe) => match bytes.get(at + 2..).and_then(<[u8]>::first_chunk) {
                Some(&length) => 2 + usize::from(u16::from_be_bytes(length)),
                None => return false,
            },
            _ => 1,
        };
    }
    false
}

fn decode_other(bytes: &[u8], format: ImageFormat) -> Result<RgbImage> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(over_white(image))
}

fn over_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [colour @ .., alpha] = image.get_pixel(x, y).0.map(u32::from);
        image::Rgb(colour.map(|channel| ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, ImageBuffer, Luma, Rgb, Rgba, RgbaImage};
    use jpeg_encoder::{ColorType, Encoder};

    fn jpeg(pixels: &[u8], colour: ColorType, exif: Option<&[u8]>, progressive: bool) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 95);
        encoder.set_progressive(progressive);
        if let Some(exif) = exif {
            encoder.add_exif_metadata(exif).unwrap();
        }
        encoder.encode(pixels, 48, 32, colour).unwrap();
        file
    }

    fn decode(bytes: &[u8]) -> Result<RgbImage> {
        super::decode(bytes, false)
    }

    /// 48x32 pixels of `values`.
    fn plain<const CHANNELS: usize>(values: [u8; CHANNELS]) -> Vec<u8> {
        values.repeat(48 * 32)
    }

    fn written(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        image.into().write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    fn is_close(image: &RgbImage, expected: [u8; 3]) -> bool {
        image.pixels().all(|pixel| (0..3).all(|at| pixel.0[at].abs_diff(expected[at]) <= 4))
    }

    #[test]
    fn jpegs_of_every_kind_of_colour_become_rgb() {
        for (file, expected) in [
            (jpeg(&plain([200, 80, 40]), ColorType::Rgb, None, false), [200, 80, 40]),
            (jpeg(&plain([200, 80, 40]), ColorType::Rgb, None, true), [200, 80, 40]),
            (jpeg(&plain([90]), ColorType::Luma, None, false), [90, 90, 90]),
            (jpeg(&plain([55, 175, 215, 0]), ColorType::Cmyk, None, false), [200, 80, 40]),
            (jpeg(&plain([55, 175, 215, 0]), ColorType::CmykAsYcck, None, false), [200, 80, 40]),
        ] {
            let image = decode(&file).unwrap();
            assert_eq!(image.dimensions(), (48, 32));
            assert!(is_close(&image, expected), "{:?}, not {expected:?}", image.get_pixel(0, 0));
        }
    }

    #[test]
    fn a_jpeg_cut_anywhere_is_refused() {
        let busy: Vec<u8> = (0..48 * 32 * 3).map(|at| (at * at % 251) as u8).collect();
        for progressive in [false, true] {
            let file = jpeg(&busy, ColorType::Rgb, None, progressive);
            assert!(decode(&file).is_ok());
            for length in (0..file.len()).step_by(7).chain([file.len() - 2, file.len() - 1]) {
                assert!(decode(&file[..length]).is_err(), "{length} of {} bytes", file.len());
            }
        }
    }

    #[test]
    fn what_a_cut_jpeg_lacks_is_grey_where_that_is_allowed() {
        let file = jpeg(&plain([200, 80, 40]), ColorType::Rgb, None, false);
        let whole = super::decode(&file, true).unwrap();
        assert_eq!(whole, decode(&file).unwrap());
        let busy: Vec<u8> = (0..48 * 32 * 3).map(|at| (at * at % 251) as u8).collect();
        let file = jpeg(&busy, ColorType::Rgb, None, false);
        let half = super::decode(&file[..file.len() * 3 / 4], true).unwrap();
        assert_eq!(half.dimensions(), (48, 32));
        let whole = decode(&file).unwrap();
        assert_eq!(half.get_pixel(0, 0), whole.get_pixel(0, 0));
        assert!((0..48).all(|x| is_close(&RgbImage::from_pixel(1, 1, *half.get_pixel(x, 31)), [128; 3])));
    }

    #[test]
    fn bytes_after_a_jpegs_end_are_no_part_of_it() {
        let mut file = jpeg(&plain([200, 80, 40]), ColorType::Rgb, None, false);
        file.extend([0, 0xff, 0xda, 0, 0xff, 0xff]);
        assert!(is_close(&decode(&file).unwrap(), [200, 80, 40]));
    }

    #[test]
    fn pictures_are_turned_as_their_exif_says() {
        let mut pixels = plain([255, 255, 255]);
        pixels[..48 * 16 * 3].fill(0);
        let mut exif = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let image = decode(&jpeg(&pixels, ColorType::Rgb, Some(&exif), false)).unwrap();
        assert_eq!(image.dimensions(), (32, 48));
        assert!(image.get_pixel(31, 0).0[0] < 8 && image.get_pixel(0, 0).0[0] > 247);
        exif[18] = 1;
        let image = decode(&jpeg(&pixels, ColorType::Rgb, Some(&exif), false)).unwrap();
        assert_eq!(image.dimensions(), (48, 32));
    }

    #[test]
    fn other_formats_are_read_whatever_their_depth_and_alpha_lies_over_white() {
        let colour = RgbImage::from_pixel(9, 7, Rgb([10, 20, 30]));
        for format in
            [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Tiff, ImageFormat::WebP, ImageFormat::Gif]
        {
            assert!(is_close(&decode(&written(colour.clone(), format)).unwrap(), [10, 20, 30]), "{format:?}");
        }
        let deep = ImageBuffer::from_pixel(9, 7, Rgb([257 * 10_u16, 257 * 20, 257 * 30]));
        let deep = written(DynamicImage::ImageRgb16(deep), ImageFormat::Png);
        assert!(is_close(&decode(&deep).unwrap(), [10, 20, 30]));
        let grey = written(GrayImage::from_pixel(9, 7, Luma([40])), ImageFormat::Png);
        assert!(is_close(&decode(&grey).unwrap(), [40, 40, 40]));
        let half = RgbaImage::from_pixel(9, 7, Rgba([0, 100, 255, 51]));
        assert!(is_close(&decode(&written(half, ImageFormat::Png)).unwrap(), [204, 224, 255]));
    }

    #[test]
    fn pillow_drops_alpha_keeps_the_upper_bits_and_turns_nothing() {
        let of = |file: &[u8]| decode_as_pillow(file).unwrap().get_pixel(0, 0).0;
        let half = RgbaImage::from_pixel(9, 7, Rgba([0, 100, 255, 51]));
        assert_eq!(of(&written(half, ImageFormat::Png)), [0, 100, 255]);
        let deep = ImageBuffer::from_pixel(9, 7, Rgb([0x12fe_u16, 0x80ff, 0xffff]));
        assert_eq!(of(&written(DynamicImage::ImageRgb16(deep), ImageFormat::Png)), [0x12, 0x80, 0xff]);
        let deep = ImageBuffer::from_pixel(9, 7, image::LumaA([0x12fe_u16, 0x8000]));
        assert_eq!(of(&written(DynamicImage::ImageLumaA16(deep), ImageFormat::Png)), [0x12; 3]);
        let grey = GrayImage::from_pixel(9, 7, Luma([40]));
        assert_eq!(of(&written(grey, ImageFormat::Png)), [40; 3]);
        let deep = ImageBuffer::from_pixel(9, 7, Luma([0x12fe_u16]));
        let problem =
            decode_as_pillow(&written(DynamicImage::ImageLuma16(deep), ImageFormat::Png)).unwrap_err();
        assert!(problem.to_string().contains("greyscale of 16 bits"), "{problem}");
        let turned = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let file = jpeg(&plain([200, 80, 40]), ColorType::Rgb, Some(&turned), false);
        assert_eq!(decode_as_pillow(&file).unwrap().dimensions(), (48, 32));
        assert!(decode_as_pillow(&file[..file.len() / 2]).unwrap_err().to_string().contains("cut off"));
    }

    #[test]
    fn what_is_no_whole_picture_is_refused_with_the_reason() {
        let png = written(RgbImage::new(40, 40), ImageFormat::Png);
        assert!(decode(&png[..png.len() / 2]).is_err());
        for (bytes, reason) in
            [(&b""[..], "empty"), (b"Dear Sir", "no picture"), (b"\xff\xd8\xff", "cut off")]
        {
            assert!(decode(bytes).unwrap_err().to_string().contains(reason));
        }
    }
}
