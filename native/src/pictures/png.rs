//! A picture as a PNG file.

use anyhow::{Context as _, Result};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

/// The bytes of the file.
pub fn encode(picture: DynamicImage) -> Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).context("cannot encode a picture")?;
    Ok(file.into_inner())
}
