//! What the plots share: a canvas that becomes a PNG file, a built-in font, and colours.

use super::png::encode;
use anyhow::{Context as _, Result, anyhow};
use image::RgbImage;
use plotters::{
    coord::Shift,
    prelude::{BitMapBackend, DrawingArea, FontStyle, IntoDrawingArea as _, RGBColor, WHITE},
    style::register_font,
};
use std::sync::OnceLock;

/// The name of the built-in font, with which a plot looks the same on a machine without fonts.
pub const FONT: &str = "sans";

/// Colours that colour-blind people can tell apart (Okabe & Ito 2008).
pub const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(204, 121, 167)];

/// Where plots are drawn.
pub type Canvas<'a> = DrawingArea<BitMapBackend<'a>, Shift>;

/// A white canvas of `width` x `height` pixels, painted, as a PNG file.
pub fn png(width: u32, height: u32, paint: impl FnOnce(&Canvas) -> Result<()>) -> Result<Vec<u8>> {
    static FONT_IS_THERE: OnceLock<bool> = OnceLock::new();
    let register = || register_font(FONT, FontStyle::Normal, dejavu::sans::regular()).is_ok();
    if !FONT_IS_THERE.get_or_init(register) {
        return Err(anyhow!("the font for plots is damaged"));
    }

    let mut pixels = vec![0; width as usize * height as usize * 3];
    {
        let canvas = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
        canvas.fill(&WHITE)?;
        paint(&canvas).context("cannot draw a plot")?;
        canvas.present()?;
    }
    let picture = RgbImage::from_raw(width, height, pixels).context("a plot of another size")?;
    encode(picture.into())
}
