//! The labels of a set of images: MNIST's single bytes, or QMNIST's table.
//!
//! QMNIST (Yadav & Bottou 2019, arXiv:1905.10498) writes eight columns an image, each a signed integer of 4 bytes, most
//! significant first. The first is the class; the others tell who wrote the digit, and are left.

use super::idx::{Array, Content, File};
use crate::{Error, Result};

/// How QMNIST's labels begin: elements of 32 bits, in two dimensions.
const TABLE: [u8; 4] = [0, 0, 0x0c, 2];

/// The columns of QMNIST's table.
const COLUMNS: usize = 8;

/// The bytes of an integer of that table.
const WIDTH: usize = 4;

/// One class an image, `[count]`, of labels in either form.
///
/// # Errors
/// [`Error::Data`] where the file is damaged or holds no labels, or a class is not of 0 to 255.
pub(super) fn read(file: File) -> Result<Vec<u8>> {
    let mut content = Content::of(file);
    let magic = content.take(4)?;
    if magic == TABLE {
        return first_column(file.name, content);
    }
    Ok(Array::<1>::after_magic(&magic, content)?.values)
}

fn first_column(name: &str, mut content: Content) -> Result<Vec<u8>> {
    let sizes = content.sizes::<2>()?;
    let [_, columns] = sizes;
    if columns as usize != COLUMNS {
        return Err(Error::data(
            name,
            format!("has {columns} columns where QMNIST's labels have {COLUMNS}; take the file from QMNIST"),
        ));
    }
    let bytes = content.rest(&sizes, WIDTH)?;
    (0..).zip(bytes.chunks_exact(COLUMNS * WIDTH)).map(|(image, row)| class(name, image, row)).collect()
}

/// The class in the first integer of `row`.
fn class(name: &str, image: usize, row: &[u8]) -> Result<u8> {
    match *row {
        [0, 0, 0, class, ..] => Ok(class),
        _ => {
            Err(Error::data(name, format!("gives image {image} a class outside 0 to 255; download it again")))
        }
    }
}

/// `classes` as QMNIST's labels, their other columns filled with what is no class.
#[cfg(test)]
pub(super) fn encode_table(classes: &[i32]) -> Vec<u8> {
    let sizes = [classes.len() as u32, COLUMNS as u32].map(u32::to_be_bytes);
    let rows = classes.iter().flat_map(|&class| [class, -1, 70_000, 3, 4, 5, 6, 7]);
    [&TABLE[..], sizes.as_flattened()].concat().into_iter().chain(rows.flat_map(i32::to_be_bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::idx::encode, *};

    fn labels(bytes: &[u8]) -> Result<Vec<u8>> {
        read(File { name: "labels", bytes })
    }

    #[test]
    fn labels_in_bytes_and_in_a_table_read_alike() {
        assert_eq!(labels(&encode(&[3], &[5, 0, 61])).unwrap(), [5, 0, 61]);
        assert_eq!(labels(&encode_table(&[5, 0, 61])).unwrap(), [5, 0, 61]);
    }

    #[test]
    fn a_table_that_is_not_qmnists_is_refused_with_the_reason() {
        let mut narrow = encode_table(&[1]);
        narrow[11] = 0;
        let mut huge = encode_table(&[1]);
        huge[4] = 0x7f;
        for (file, reason) in [
            (narrow, "has 0 columns"),
            (huge, "more than 1 GiB"),
            (encode_table(&[1, -1]), "image 1 a class outside"),
            (encode_table(&[256]), "image 0 a class outside"),
            (encode_table(&[1])[..30].to_vec(), "cut short"),
            ([encode_table(&[1]), vec![0]].concat(), "goes on"),
        ] {
            let problem = labels(&file).unwrap_err().to_string();
            assert!(problem.starts_with("labels: ") && problem.contains(reason), "{problem}");
        }
    }
}
