//! Data that the person gives the page: MNIST's files, or pictures that the page made samples of.

use crate::{
    Result,
    data::{
        self, Dataset, MnistFiles,
        idx::File,
        pictures::{self, Prepared},
    },
    recipe::{DataName, Recipe},
};
use wasm_bindgen::prelude::*;

/// The files of a data set; each is for one run.
#[wasm_bindgen]
pub struct DataFiles(Kind);

enum Kind {
    Mnist { images_name: String, images: Vec<u8>, labels_name: String, labels: Vec<u8> },
    Pictures(Prepared),
}

#[wasm_bindgen]
impl DataFiles {
    /// Images and labels in MNIST's format, each under the name that it has on the person's disk.
    #[wasm_bindgen(constructor)]
    pub fn new(images_name: String, images: Vec<u8>, labels_name: String, labels: Vec<u8>) -> Self {
        Self(Kind::Mnist { images_name, images, labels_name, labels })
    }

    /// Pictures from the folder `name`: bytes, `[picture, channel, height, width]`, and the class of each.
    pub fn pictures(name: String, channels: usize, size: usize, pixels: Vec<u8>, labels: Vec<u8>) -> Self {
        Self(Kind::Pictures(Prepared { name, shape: [channels, size, size], pixels, labels }))
    }
}

/// The data of `recipe`.
///
/// # Errors
/// [`crate::Error::Data`] where files are missing or are not those of the recipe; [`crate::Error::Field`] for settings of
/// pictures that no page has.
pub fn open(recipe: &Recipe, files: Option<DataFiles>) -> Result<Box<dyn Dataset>> {
    let mnist = match files {
        Some(DataFiles(Kind::Pictures(prepared))) if recipe.data.name == DataName::Folder => {
            return Ok(Box::new(pictures::open(&recipe.pictures, prepared)?));
        }
        Some(DataFiles(Kind::Mnist { images_name, images, labels_name, labels })) => {
            Some((images_name, images, labels_name, labels))
        }
        _ => None,
    };
    let files = mnist.as_ref().map(|(images_name, images, labels_name, labels)| MnistFiles {
        images: File { name: images_name, bytes: images },
        labels: File { name: labels_name, bytes: labels },
    });
    data::open(recipe, files)
}
