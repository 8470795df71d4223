//! The mean and covariance of features in a file, as pytorch-fid saves and reads them: a .npz with `mu` and `sigma`.
//!
//! A .npz is a ZIP archive of .npy files: numpy.lib.format, version 1.0, of 64-bit floats.

use crate::system::files::write_whole;
use anyhow::{Context as _, Result, anyhow, bail, ensure};
use saddle::metrics::{frechet::Moments, inception::FEATURES};
use std::{
    fs::File,
    io::{Cursor, Read as _, Write as _},
    path::Path,
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

const MAGIC: &[u8] = b"\x93NUMPY";
/// Where an array's numbers begin is a multiple of this.
const ALIGNMENT: usize = 64;

/// Writes the statistics of two samples or more to `path`.
pub fn write(path: &Path, moments: &Moments) -> Result<()> {
    let mean = moments.mean();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Random digits do not get smaller.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, array) in [
        ("mu.npy", array(&[mean.len()], mean)),
        ("sigma.npy", array(&[mean.len(); 2], &moments.covariance())),
    ] {
        archive.start_file(name, options)?;
        archive.write_all(&array)?;
    }
    write_whole(path, archive.finish()?.get_ref())
}

/// The statistics of Inception's features in `path`.
///
/// # Errors
/// A file that is missing, damaged, or holds others.
pub fn read(path: &Path) -> Result<Moments> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let read = || -> Result<Moments> {
        let mut archive = ZipArchive::new(file)?;
        let mean = part(&mut archive, "mu.npy", &[FEATURES])?;
        let covariance = part(&mut archive, "sigma.npy", &[FEATURES; 2])?;
        Ok(Moments::with_covariance(mean, covariance)?)
    };
    read().with_context(|| {
        format!(
            "{} holds no statistics; `saddle stats` and pytorch-fid --save-stats write some",
            path.display()
        )
    })
}

/// The array `name` of this `shape`.
fn part(archive: &mut ZipArchive<File>, name: &str, shape: &[usize]) -> Result<Vec<f64>> {
    let mut bytes = Vec::new();
    archive.by_name(name).with_context(|| format!("{name} is missing"))?.read_to_end(&mut bytes)?;
    numbers(&bytes, shape).with_context(|| name.to_owned())
}

/// A .npy file with `values`.
fn array(shape: &[usize], values: &[f64]) -> Vec<u8> {
    let lengths: String = shape.iter().map(|length| format!("{length}, ")).collect();
    let lengths = lengths.trim_end_matches(if shape.len() == 1 { " " } else { ", " });
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({lengths}), }}");
    // Its length has two bytes after the eight of magic and version, and a new line ends it.
    let padded = (header.len() + 11).next_multiple_of(ALIGNMENT) - 11;
    let mut file = [MAGIC, &[1, 0], &(padded as u16 + 1).to_le_bytes()].concat();
    file.extend(format!("{header:padded$}\n").bytes());
    file.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    file
}

/// The numbers of a .npy file of this `shape`, of 32 or 64 bits each. A covariance is its own transpose, so that the order of
/// rows and columns is all one.
fn numbers(bytes: &[u8], shape: &[usize]) -> Result<Vec<f64>> {
    let cut = || anyhow!("is no array, or cut off");
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(cut)?;
    let (version, rest) = rest.split_first_chunk::<2>().ok_or_else(cut)?;
    let (length, rest) = match version[0] {
        1 => rest.split_first_chunk().map(|(&length, rest)| (u16::from_le_bytes(length).into(), rest)),
        _ => rest.split_first_chunk().map(|(&length, rest)| (u32::from_le_bytes(length) as usize, rest)),
    }
    .ok_or_else(cut)?;
    let (header, data) = rest.split_at_checked(length).ok_or_else(cut)?;
    let header = String::from_utf8_lossy(header);
    let found: Vec<usize> = header
        .split_once("'shape': (")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(lengths, _)| lengths.split(',').filter_map(|length| length.trim().parse().ok()).collect())
        .ok_or_else(cut)?;
    ensure!(found == shape, "has the shape {found:?}, not {shape:?}: features of another net");
    let numbers: Vec<f64> = if header.contains("'<f8'") {
        data.as_chunks().0.iter().map(|&number| f64::from_le_bytes(number)).collect()
    } else if header.contains("'<f4'") {
        data.as_chunks().0.iter().map(|&number| f32::from_le_bytes(number).into()).collect()
    } else {
        bail!("holds no floats of 32 or 64 bits: {}", header.trim());
    };
    ensure!(numbers.len() == shape.iter().product::<usize>(), "is cut off");
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("real.npz");
        let mean = (0..FEATURES).map(|at| at as f64 / 7.0).collect();
        let covariance = (0..FEATURES * FEATURES).map(|at| (at as f64).sin()).collect();
        let moments = Moments::with_covariance(mean, covariance).unwrap();
        write(&path, &moments).unwrap();
        assert!(read(&path).unwrap() == moments);
    }

    #[test]
    fn an_array_is_written_as_numpy_writes_it() {
        // numpy.save of [[1.5, -2.0, 0.0]]
        let file = array(&[1, 3], &[1.5, -2.0, 0.0]);
        assert_eq!(file.len(), 128 + 24);
        assert_eq!(&file[..10], b"\x93NUMPY\x01\x00\x76\x00");
        let header = String::from_utf8_lossy(&file[10..128]);
        assert_eq!(header.trim_end(), "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3), }");
        assert!(header.ends_with(" \n"));
        assert_eq!(numbers(&file, &[1, 3]).unwrap(), [1.5, -2.0, 0.0]);
        assert!(String::from_utf8_lossy(&array(&[3], &[0.0; 3])).contains("'shape': (3,), }"));
    }

    #[test]
    fn other_files_are_refused_with_the_reason() {
        let file = array(&[3], &[0.0; 3]);
        let problem = |bytes: &[u8], shape: &[usize]| numbers(bytes, shape).unwrap_err().to_string();
        assert!(problem(&file, &[4]).contains("has the shape [3], not [4]"));
        for length in [0, 5, 9, 60, file.len() - 1] {
            assert!(problem(&file[..length], &[3]).contains("cut off"), "{length}");
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text.npz");
        std::fs::write(&path, "Dear Sir").unwrap();
        let problem = format!("{:#}", read(&path).unwrap_err());
        assert!(problem.contains("text.npz holds no statistics"), "{problem}");
    }
}
