//! SVHN's cropped digits in their MATLAB file (Netzer et al. 2011, <http://ufldl.stanford.edu/housenumbers>).
//!
//! `X` is `[32, 32, 3, count]`, the first index the fastest; `y` has a digit each, where 10 stands for 0.

use anyhow::{Context as _, Result, ensure};
use matfile::{Array, MatFile, NumericData};
use saddle::data::Images;
use std::{fs::File, io::BufReader, path::Path};

const FILE: &str = "train_32x32.mat";
const SIDE: usize = 32;
const SHAPE: [usize; 3] = [3, SIDE, SIDE];

/// The training digits in `data_dir`.
///
/// # Errors
/// A file that is missing, or holds something else.
pub fn open(data_dir: &Path) -> Result<Images> {
    let path = data_dir.join(FILE);
    read(&path).with_context(|| path.display().to_string())
}

fn read(path: &Path) -> Result<Images> {
    let file = File::open(path).context("cannot be opened; SVHN's cropped digits are in that file")?;
    let file =
        MatFile::parse(BufReader::new(file)).ok().context("is no MATLAB file of version 5, or not whole")?;
    let array = |name: &str| file.find_by_name(name).with_context(|| format!("holds no array {name}"));
    let labels = labels(array("y")?).context("y does not hold digits from 1 to 10")?;
    let images = array("X")?;
    let NumericData::UInt8 { real: columns, .. } = images.data() else {
        anyhow::bail!("X does not hold bytes");
    };
    ensure!(
        !labels.is_empty()
            && *images.size() == [SIDE, SIDE, 3, labels.len()]
            && columns.len() == labels.len() * SHAPE.iter().product::<usize>(),
        "X is {:?} and y has {} digits; images are [32, 32, 3, count]",
        images.size(),
        labels.len()
    );
    Ok(Images::new("svhn".to_owned(), SHAPE, rows(columns), labels))
}

/// Planes stored column by column, row by row.
fn rows(columns: &[u8]) -> Vec<u8> {
    let mut rows = vec![0; columns.len()];
    for (rows, columns) in rows.chunks_exact_mut(SIDE * SIDE).zip(columns.chunks_exact(SIDE * SIDE)) {
        for (at, value) in rows.iter_mut().enumerate() {
            *value = columns[at % SIDE * SIDE + at / SIDE];
        }
    }
    rows
}

/// The digits, unless some are none.
fn labels(array: &Array) -> Option<Vec<u8>> {
    let digit = |value: f64| (1..=10).find(|&digit| f64::from(digit) == value).map(|digit: u8| digit % 10);
    match array.data() {
        NumericData::UInt8 { real, .. } => real.iter().map(|&value| digit(value.into())).collect(),
        NumericData::Double { real, .. } => real.iter().map(|&value| digit(value)).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::data::{Batch, Dataset as _};
    use std::{fs, slice};

    /// Types of MATLAB's elements and arrays.
    const INT8: u32 = 1;
    const UINT8: u32 = 2;
    const INT32: u32 = 5;
    const UINT32: u32 = 6;
    const MATRIX: u32 = 14;
    const UINT8_ARRAY: u32 = 9;

    fn element(kind: u32, bytes: &[u8]) -> Vec<u8> {
        let head = [kind, bytes.len() as u32].map(u32::to_le_bytes).concat();
        let padding = vec![0; bytes.len().next_multiple_of(8) - bytes.len()];
        [&head[..], bytes, &padding].concat()
    }

    fn array(name: &str, size: &[i32], values: &[u8]) -> Vec<u8> {
        let size: Vec<u8> = size.iter().flat_map(|length| length.to_le_bytes()).collect();
        let parts = [
            element(UINT32, &[UINT8_ARRAY, 0].map(u32::to_le_bytes).concat()),
            element(INT32, &size),
            element(INT8, name.as_bytes()),
            element(UINT8, values),
        ];
        element(MATRIX, &parts.concat())
    }

    /// A file of version 5 with these arrays.
    fn file(arrays: &[Vec<u8>]) -> Vec<u8> {
        let mut head = b"MATLAB 5.0 MAT-file".to_vec();
        head.resize(124, b' ');
        head.extend([0, 1, b'I', b'M']);
        [head, arrays.concat()].concat()
    }

    fn opened(bytes: &[u8]) -> Result<Images> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), bytes).unwrap();
        open(folder.path())
    }

    #[test]
    fn columns_become_rows_and_ten_is_nought() {
        let mut pixels = vec![0; 2 * 3072];
        // Of the second image the blue plane, row 3, column 7.
        pixels[3072 + 2 * 1024 + 7 * 32 + 3] = 255;
        let images =
            opened(&file(&[array("X", &[32, 32, 3, 2], &pixels), array("y", &[2, 1], &[10, 4])])).unwrap();
        assert_eq!((images.shape(), images.len(), images.name()), (SHAPE, Some(2), "svhn"));
        let Batch { samples, labels } = images.read(&[0, 1]).unwrap();
        assert_eq!(labels, [0, 4]);
        let lit: Vec<_> = (0..2 * 3072).filter(|&at| samples[at] == 1.0).collect();
        assert_eq!(lit, [3072 + 2 * 1024 + 3 * 32 + 7]);
    }

    #[test]
    fn what_is_no_file_of_svhn_is_refused_with_the_reason() {
        let digits = array("y", &[2, 1], &[1, 2]);
        let images = array("X", &[32, 32, 3, 2], &[0; 2 * 3072]);
        for (bytes, words) in [
            (b"no".to_vec(), "is no MATLAB file"),
            (file(slice::from_ref(&images)), "holds no array y"),
            (file(slice::from_ref(&digits)), "holds no array X"),
            (file(&[array("X", &[32, 32, 3, 1], &[0; 3072]), digits]), "y has 2 digits"),
            (file(&[images, array("y", &[2, 1], &[1, 11])]), "digits from 1 to 10"),
        ] {
            let problem = format!("{:#}", opened(&bytes).unwrap_err());
            assert!(problem.contains(words) && problem.contains(FILE), "{problem}");
        }
        let nowhere = open(Path::new("/nowhere")).unwrap_err().to_string();
        assert!(nowhere.contains("/nowhere/train_32x32.mat"), "{nowhere}");
    }
}
