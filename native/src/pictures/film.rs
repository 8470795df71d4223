//! Saved pictures one after the other, as a GIF file that plays again and again.

use anyhow::{Context as _, Result};
use image::{
    Delay, Frame, RgbaImage,
    codecs::gif::{GifEncoder, Repeat},
};
use std::{path::PathBuf, time::Duration};

/// The most frames, so that neither the work nor the file grows with the run.
pub const FRAMES: usize = 100;

const FRAME: Duration = Duration::from_millis(120);
const LAST_FRAME: Duration = Duration::from_secs(2);

/// From 1, the best colours, to 30, the fastest work.
const SPEED: i32 = 20;

/// The file's bytes, of PNG files; those of another size than the last one are left out.
pub fn gif(paths: &[PathBuf]) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut file, SPEED);
    encoder.set_repeat(Repeat::Infinite).context("cannot encode a film")?;
    let (last, before) = paths.split_last().context("there are no pictures of samples to make a film of")?;
    let last = open(last)?;
    for path in before {
        let picture = open(path)?;
        if picture.dimensions() == last.dimensions() {
            encoder.encode_frame(frame(picture, FRAME)).context("cannot encode a film")?;
        }
    }
    encoder.encode_frame(frame(last, LAST_FRAME)).context("cannot encode a film")?;
    drop(encoder);
    Ok(file)
}

fn open(path: &PathBuf) -> Result<RgbaImage> {
    let picture = image::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(picture.to_rgba8())
}

fn frame(picture: RgbaImage, time: Duration) -> Frame {
    Frame::from_parts(picture, 0, 0, Delay::from_saturating_duration(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{AnimationDecoder as _, GrayImage, Luma, codecs::gif::GifDecoder};
    use std::io::Cursor;

    #[test]
    fn a_film_shows_each_picture_of_the_last_ones_size_in_its_grey() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = [(4, 0u8), (9, 50), (4, 100), (4, 255)].into_iter().enumerate();
        let paths: Vec<_> = pictures
            .map(|(place, (side, grey))| {
                let path = folder.path().join(format!("{place}.png"));
                GrayImage::from_pixel(side, side, Luma([grey])).save(&path).unwrap();
                path
            })
            .collect();
        let film = GifDecoder::new(Cursor::new(gif(&paths).unwrap())).unwrap();
        let frames = film.into_frames().collect_frames().unwrap();
        let greys: Vec<_> = frames.iter().map(|frame| frame.buffer().get_pixel(1, 1).0[0]).collect();
        assert_eq!(greys, [0, 100, 255]);
        assert!(gif(&[]).is_err());
    }
}
