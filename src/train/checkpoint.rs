//! A run as one safetensors file: tensors by name, and in the header the recipe and the places reached.
//!
//! The header's one entry, `saddle`, is JSON: `{"format": 4, "checksum": "...", "data": {...}, "recipe": {...}, "progress": {...}}`,
//! and `"score": {...}` where the checkpoint is kept for that.
//! One entry, since the format's library writes several in no fixed order, and the same run should give the same bytes.

use super::weights::Named;
use crate::{Error, Result, data::Identity, metrics::score::Scored, recipe::Recipe};
use burn::tensor::{Device, Tensor, TensorData, Transaction};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

const ENTRY: &str = "saddle";

/// The format written and read here. It grows by one with every change after which older files are read otherwise;
/// files before format 2 had neither a number nor a checksum, until format 3 all noise came from one stream, and until
/// format 4 all weights of a player had one clock.
const FORMAT: u64 = 4;

/// The places that a run has reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Steps taken.
    pub step: u64,
    /// Real samples drawn.
    pub samples: u64,
    /// Batches of latents drawn.
    pub latents: u64,
    /// Draws of other noise, by its name.
    pub noise: BTreeMap<String, u64>,
    /// The updates that each weight has had, by its name among the tensors; none where its rule remembers nothing.
    pub updates: BTreeMap<String, u64>,
}

/// A checkpoint whose tensors are still on the device.
pub struct Writer {
    /// The run's recipe.
    pub recipe: Recipe,
    /// What it learns from.
    pub data: Identity,
    /// The places it has reached.
    pub progress: Progress,
    /// What its samples score, if that is to be known of it.
    pub score: Option<Scored>,
    /// Its tensors, named apart by what they belong to.
    pub tensors: Vec<Named>,
}

impl Writer {
    /// Fetches the tensors, in one transaction, and lays them out as a file.
    ///
    /// # Errors
    /// [`Error::Diverged`] where a tensor is not finite; [`Error::Device`] where the device fails.
    pub async fn into_bytes(self) -> Result<Vec<u8>> {
        let mut transaction = Transaction::default();
        for tensor in &self.tensors {
            transaction = transaction.register(tensor.values.clone());
        }
        let data = transaction
            .execute_async()
            .await
            .map_err(|error| Error::Device(format!("the checkpoint could not be read back: {error}")))?;
        self.expect_finite(&data)?;
        let views = self.tensors.iter().zip(&data).map(|(tensor, data)| {
            let view = TensorView::new(Dtype::F32, tensor.shape.clone(), data.as_bytes());
            view.map(|view| (tensor.name.as_str(), view))
        });
        let views: Vec<_> = views.collect::<std::result::Result<_, _>>().map_err(damaged)?;
        let mut header = serde_json::json!({
            "format": FORMAT,
            "checksum": checksum(views.iter().map(|(name, view)| (*name, view.data()))),
            "data": self.data,
            "recipe": self.recipe.to_json(),
            "progress": self.progress,
        });
        if let Some(score) = &self.score {
            header["score"] = serde_json::json!(score);
        }
        let metadata = HashMap::from([(ENTRY.to_owned(), header.to_string())]);
        safetensors::serialize(views, Some(metadata)).map_err(damaged)
    }

    /// Refuses what no run could go on from: the step that breaks the weights has measured a finite loss before.
    fn expect_finite(&self, data: &[TensorData]) -> Result<()> {
        for (tensor, data) in self.tensors.iter().zip(data) {
            let values = data.as_slice::<f32>().map_err(|error| Error::Device(format!("{error:?}")))?;
            if let Some(&value) = values.iter().find(|value| !value.is_finite()) {
                return Err(Error::Diverged { term: tensor.name.clone(), step: self.progress.step, value });
            }
        }
        Ok(())
    }
}

/// A checkpoint's bytes, checked and opened.
pub struct Checkpoint<'a> {
    /// The run's recipe.
    pub recipe: Recipe,
    /// What it learnt from.
    pub data: Identity,
    /// The places it has reached.
    pub progress: Progress,
    /// What its samples score, where that is known of it.
    pub score: Option<Scored>,
    tensors: SafeTensors<'a>,
}

/// What every format's header says.
#[derive(Deserialize)]
struct AnyHeader {
    #[serde(default = "before_formats")]
    format: u64,
}

fn before_formats() -> u64 {
    1
}

#[derive(Deserialize)]
struct Header {
    checksum: String,
    data: Identity,
    recipe: serde_json::Value,
    progress: Progress,
    score: Option<Scored>,
}

impl<'a> Checkpoint<'a> {
    /// Reads the header and checks that the tensors are as they were written.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are cut short or changed, [`Error::Checkpoint`] where they are no checkpoint of
    /// ours;
    /// [`Error::Field`] where the recipe in them is not one.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
        let header =
            metadata.metadata().as_ref().and_then(|entries| entries.get(ENTRY)).ok_or_else(|| {
                Error::Checkpoint("a safetensors file, but not one written by Saddle".into())
            })?;
        expect_format(serde_json::from_str::<AnyHeader>(header).map_err(damaged)?.format)?;
        let header: Header = serde_json::from_str(header).map_err(damaged)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
        if checksum(tensors.iter().map(|(name, view)| (name, view.data()))) != header.checksum {
            return Err(damaged("its checksum is not that of its tensors"));
        }
        let recipe = Recipe::from_json(&header.recipe.to_string())?;
        Ok(Self { recipe, data: header.data, progress: header.progress, score: header.score, tensors })
    }

    /// Refuses `data` other than the run's own.
    ///
    /// # Errors
    /// [`Error::OtherData`] with both named.
    pub fn expect_data(&self, data: Identity) -> Result<()> {
        if self.data.is_same_as(&data) {
            return Ok(());
        }
        Err(Error::OtherData { learnt: self.data.clone(), found: data })
    }

    /// The tensor `name`, flat, on `device`.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] where it is missing or of another shape.
    pub fn tensor(&self, name: &str, shape: &[usize], device: &Device) -> Result<Tensor<1>> {
        let missing = |_| Error::Checkpoint(format!("it has no tensor `{name}`, which this recipe needs"));
        let view = self.tensors.tensor(name).map_err(missing)?;
        if view.shape() != shape || view.dtype() != Dtype::F32 {
            return Err(Error::Checkpoint(format!(
                "tensor `{name}` is {:?}, and this recipe's is {shape:?}",
                view.shape()
            )));
        }
        let values: Vec<f32> = view
            .data()
            .chunks_exact(4)
            .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            .collect();
        let count = values.len();
        Ok(Tensor::from_data(TensorData::new(values, [count]), device))
    }
}

fn expect_format(format: u64) -> Result<()> {
    let (age, remedy) = match format.cmp(&FORMAT) {
        std::cmp::Ordering::Equal => return Ok(()),
        std::cmp::Ordering::Less => {
            ("an older", "go on with it by the Saddle that wrote it, or start a new run")
        }
        std::cmp::Ordering::Greater => ("a newer", "go on with it by a newer Saddle"),
    };
    Err(Error::Checkpoint(format!(
        "written in {age} format ({format}; this Saddle reads {FORMAT}); {remedy}"
    )))
}

/// The CRC-32 of all tensors, by name, in hexadecimal.
fn checksum<'a>(tensors: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut tensors: Vec<_> = tensors.collect();
    tensors.sort_unstable_by_key(|(name, _)| *name);
    let mut hasher = crc32fast::Hasher::new();
    for (name, bytes) in tensors {
        hasher.update(name.as_bytes());
        hasher.update(bytes);
    }
    format!("{:08x}", hasher.finalize())
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged(error.to_string())
}
