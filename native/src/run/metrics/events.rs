//! `events.out.tfevents.saddle`: a TensorBoard event file with what was measured and the sample grids.
//!
//! A record is its length (8 bytes, the lowest first), the masked CRC-32C of these, the event, and its masked CRC-32C.

use super::proto::{Head, Message, head};
use crate::system::files::cannot_write;
use anyhow::{Context as _, Result};
use image::{ImageDecoder as _, codecs::png::PngDecoder};
use saddle::session::Reading;
use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, Cursor, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

/// What the sample grids are called in TensorBoard.
const SAMPLES: &str = "samples";

/// The file, open for more events.
pub struct Events {
    path: PathBuf,
    file: File,
    /// The step of the last sample grid.
    last_samples: Option<u64>,
}

impl Events {
    /// Opens the events of a run that is at `step`. From the first one on that is later or damaged, all are cut off.
    pub fn open(path: &Path, step: u64) -> Result<Self> {
        let in_file = || format!("cannot open {}", path.display());
        let mut options = OpenOptions::new();
        let file =
            options.read(true).write(true).create(true).truncate(false).open(path).with_context(in_file)?;
        let (end, last_samples) = kept(&file, step).with_context(in_file)?;
        let mut events = Self { path: path.into(), file, last_samples };
        events.cut(end).map_err(|error| cannot_write(path, error))?;
        if end == 0 {
            events.write(Message::version(now()))?;
        }
        Ok(events)
    }

    /// Adds what was read at a step.
    pub fn scalars(&mut self, reading: &Reading) -> Result<()> {
        let summary = Message::default();
        let summary =
            reading.values.iter().fold(summary, |summary, (name, value)| summary.scalar(name, *value));
        self.write(Message::event(now(), reading.step).summary(&summary))
    }

    /// Adds the sample grid of `step`, a PNG file, unless it is there: a resume with other settings saves its step again.
    pub fn samples(&mut self, step: u64, png: &[u8]) -> Result<()> {
        if self.last_samples == Some(step) {
            return Ok(());
        }
        let decoder = PngDecoder::new(Cursor::new(png)).context("the sample grid is no PNG file")?;
        let (width, height) = decoder.dimensions();
        let channels = decoder.color_type().channel_count();
        let summary = Message::default().image(SAMPLES, [width, height], channels, png);
        self.write(Message::event(now(), step).summary(&summary))?;
        self.last_samples = Some(step);
        Ok(())
    }

    /// Brings the events to the disk.
    pub fn sync(&self) -> Result<()> {
        self.file.sync_data().map_err(|error| cannot_write(&self.path, error))
    }

    fn cut(&mut self, end: u64) -> io::Result<()> {
        if self.file.metadata()?.len() > end {
            self.file.set_len(end)?;
        }
        self.file.seek(SeekFrom::Start(end)).map(|_| ())
    }

    /// Adds a record, in one write.
    fn write(&mut self, event: Message) -> Result<()> {
        let event = event.into_bytes();
        let length = (event.len() as u64).to_le_bytes();
        let checksums = [&length[..], &event].map(|bytes| masked_crc(bytes).to_le_bytes());
        let record = [&length[..], &checksums[0], &event, &checksums[1]].concat();
        self.file.write_all(&record).map_err(|error| cannot_write(&self.path, error))
    }
}

/// Where the events up to `step` end, and the step of the last sample grid among them.
fn kept(file: &File, step: u64) -> io::Result<(u64, Option<u64>)> {
    let mut file = BufReader::new(file);
    let (mut end, mut last_samples) = (0, None);
    while let Some(event) = next_event(&mut file)? {
        let Some(Head { step: at, has_image }) = head(&event).filter(|head| head.step <= step) else {
            break;
        };
        if has_image {
            last_samples = Some(at);
        }
        end += 16 + event.len() as u64;
    }
    Ok((end, last_samples))
}

/// The next record's event; none at the end or where the record is cut short or damaged.
fn next_event(file: &mut BufReader<&File>) -> io::Result<Option<Vec<u8>>> {
    let mut checked = |length: u64| -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes)?;
        let mut checksum = [0; 4];
        match file.read_exact(&mut checksum) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
            read => {
                read.map(|()| Some(bytes).filter(|bytes| masked_crc(bytes) == u32::from_le_bytes(checksum)))
            }
        }
    };
    let Some(length) = checked(8)? else {
        return Ok(None);
    };
    match <[u8; 8]>::try_from(length) {
        Ok(length) => checked(u64::from_le_bytes(length)),
        Err(_) => Ok(None),
    }
}

/// CRC-32C, rotated and shifted as TensorFlow's records have it, so that a checksum of checksums is none of zeros.
fn masked_crc(bytes: &[u8]) -> u32 {
    crc32c::crc32c(bytes).rotate_right(15).wrapping_add(0xa282_ead8)
}

/// Seconds since 1970.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn reading(step: u64) -> Reading {
        Reading { step, values: vec![("loss_d", 0.5)] }
    }

    fn steps(path: &Path) -> Vec<u64> {
        let mut file = &File::open(path).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        let mut reader = BufReader::new(file);
        std::iter::from_fn(|| next_event(&mut reader).unwrap())
            .map(|event| head(&event).unwrap().step)
            .collect()
    }

    #[test]
    fn events_past_the_checkpoint_and_events_cut_short_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let mut events = Events::open(&path, 0).unwrap();
        for step in [10, 20, 30] {
            events.scalars(&reading(step)).unwrap();
        }
        assert_eq!(steps(&path), [0, 10, 20, 30]);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        Events::open(&path, 30).unwrap().scalars(&reading(40)).unwrap();
        assert_eq!(steps(&path), [0, 10, 20, 40]);
        Events::open(&path, 10).unwrap().scalars(&reading(20)).unwrap();
        assert_eq!(steps(&path), [0, 10, 20]);
    }

    #[test]
    fn a_damaged_file_is_begun_anew_and_a_sample_grid_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        fs::write(&path, [0xff; 40]).unwrap();
        let mut png = Cursor::new(Vec::new());
        image::GrayImage::new(3, 2).write_to(&mut png, image::ImageFormat::Png).unwrap();
        Events::open(&path, 0).unwrap().samples(0, png.get_ref()).unwrap();
        Events::open(&path, 0).unwrap().samples(0, png.get_ref()).unwrap();
        assert_eq!(steps(&path), [0, 0]);
    }

    #[test]
    fn checksums_are_masked_as_tensorflow_does() {
        // As tensorboard 2.21's `masked_crc32c` has it of the length that begins most event files.
        assert_eq!(masked_crc(&24u64.to_le_bytes()), 0x224b_7fa3);
    }
}
