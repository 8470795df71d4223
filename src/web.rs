//! The Rust/JS boundary, and nothing else: text and bytes in, promises and arrays out.
//!
//! Every future owns what it reads, so that a run may step while a reading is under way. Errors reach
//! JavaScript as `Error` objects whose messages are meant for people.

mod attention;
mod digit_scores;
mod explore;
mod fidelity;
mod files;
#[cfg(feature = "gpu")]
mod gpu;
mod points;
mod probes;
mod steps;
mod styles;
mod translation;

use crate::{
    Error, Result,
    classes::Classes,
    game::METRICS,
    recipe::{Choice as _, DataName, Head, PictureLabels, Recipe, TaskName, fields},
    session::{Samples, Session, Weights},
    train::checkpoint::Checkpoint,
    zoo::{Link, Variant, ZOO},
};
use burn::tensor::Device;
pub use files::DataFiles;
use js_sys::{Float32Array, Object, Promise, Reflect, Uint8Array, Uint16Array, Uint32Array, WebAssembly};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::future_to_promise;

type JsResult<T> = std::result::Result<T, JsError>;

/// Makes panics readable in the console; runs when the module loads.
#[wasm_bindgen(start)]
fn start() {
    #[cfg(feature = "gpu")]
    gpu::run_constructors();
    console_error_panic_hook::set_once();
}

/// The recipe's table, what steps measure, and the zoo, as JSON:
/// `{"fields": [...], "metrics": [...], "variants": [...]}`.
#[wasm_bindgen]
pub fn catalogue() -> String {
    let variants: Vec<_> = ZOO
        .iter()
        .map(|variant| {
            serde_json::json!({
                "name": variant.name, "title": variant.title, "idea": variant.idea,
                "paper": variant.paper, "presets": presets(variant),
            })
        })
        .collect();
    serde_json::json!({"fields": fields_of_page(), "metrics": METRICS, "variants": variants}).to_string()
}

/// Every field, with the data sets that a page can read, the classes of pictures that it can tell, and the tasks that it can
/// make of them.
fn fields_of_page() -> serde_json::Value {
    let mut fields = serde_json::json!(fields().collect::<Vec<_>>());
    let labels = [PictureLabels::None, PictureLabels::Folders];
    let known = [
        ("data", data_of_page().map(DataName::name).collect::<Vec<_>>()),
        ("labels", labels.map(PictureLabels::name).to_vec()),
        ("task", TaskName::all().filter(|task| !task.reads_both()).map(TaskName::name).collect()),
    ];
    for field in fields.as_array_mut().into_iter().flatten() {
        let Some((_, known)) = known.iter().find(|(name, _)| field["name"] == *name) else { continue };
        if let Some(options) = field["options"].as_array_mut() {
            options.retain(|option| known.iter().any(|name| option["name"] == *name));
        }
    }
    fields
}

fn data_of_page() -> impl Iterator<Item = DataName> {
    DataName::all().filter(|data| !data.is_native())
}

/// Height and width of own pictures at first: a browser's processor takes a second for a step at 64.
const OWN_SIZE: usize = 32;

/// A variant's settings by the data they are for: `{"digits": {...}, ...}`.
fn presets(variant: &Variant) -> serde_json::Value {
    let recipe = |data| match data {
        DataName::Folder => variant.for_own_pictures(OWN_SIZE),
        _ => variant.recipe(data),
    };
    let preset = |data: DataName| (data.name().to_owned(), recipe(data).to_json());
    serde_json::Value::Object(data_of_page().filter(|data| variant.suits(*data)).map(preset).collect())
}

/// What a link's URL parameters ask for, as JSON: `{"recipe": {...}, "ignored": [...], "problems": [...]}`.
#[wasm_bindgen]
pub fn recipe_from_link(query: &str) -> String {
    let Link { recipe, ignored, problems } = Link::read(query);
    serde_json::json!({"recipe": recipe.to_json(), "ignored": ignored, "problems": problems}).to_string()
}

/// The recipe in JSON with every field that it leaves out, as JSON.
#[wasm_bindgen]
pub fn recipe_from_json(json: &str) -> JsResult<String> {
    Ok(Recipe::from_json(json)?.to_json().to_string())
}

/// The names of the fields that the recipe in JSON makes use of, as JSON. It may contradict itself.
#[wasm_bindgen]
pub fn fields_in_use(json: &str) -> JsResult<String> {
    let recipe = Recipe::draft_from_json(json)?;
    let names = fields().filter(|field| recipe.uses(field)).map(|field| field.name);
    Ok(serde_json::Value::from_iter(names).to_string())
}

/// URL parameters that stand for the recipe in JSON.
#[wasm_bindgen]
pub fn recipe_to_query(json: &str) -> JsResult<String> {
    Ok(Recipe::from_json(json)?.to_query())
}

/// The recipe of a checkpoint file, as JSON.
#[wasm_bindgen]
pub fn recipe_in_checkpoint(bytes: &[u8]) -> JsResult<String> {
    Ok(Checkpoint::read(bytes)?.recipe.to_json().to_string())
}

/// The size of this module's memory in bytes.
#[wasm_bindgen]
pub fn heap_bytes() -> f64 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    f64::from(memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length())
}

/// One running experiment.
#[wasm_bindgen]
pub struct Run {
    session: Session,
}

#[wasm_bindgen]
impl Run {
    /// A run of the recipe in JSON on `device`, `cpu` or `gpu`, with the files of its data where it needs some.
    pub async fn create(recipe: String, device: String, files: Option<DataFiles>) -> JsResult<Run> {
        let recipe = Recipe::from_json(&recipe)?;
        let dataset = files::open(&recipe, files)?;
        Ok(Self { session: Session::new(recipe, dataset, &open_device(&device).await?)? })
    }

    /// Goes on from a checkpoint file.
    pub async fn resume(checkpoint: Vec<u8>, device: String, files: Option<DataFiles>) -> JsResult<Run> {
        let checkpoint = Checkpoint::read(&checkpoint)?;
        let dataset = files::open(&checkpoint.recipe, files)?;
        Ok(Self { session: Session::resume(&checkpoint, dataset, &open_device(&device).await?)? })
    }

    /// The run's recipe, as JSON.
    pub fn recipe(&self) -> String {
        self.session.recipe().to_json().to_string()
    }

    /// One sample's `[channel, height, width]`.
    pub fn shape(&self) -> Uint32Array {
        Uint32Array::from(self.session.shape().map(|length| length as u32).as_slice())
    }

    /// Steps taken.
    pub fn steps(&self) -> f64 {
        self.session.steps() as f64
    }

    /// The last step's metrics: `{step, values: {name: number}}`.
    pub fn read(&self) -> Promise {
        let reading = self.session.read();
        promise(async move {
            let reading = reading.await?;
            let values = object(reading.values.into_iter().map(|(name, value)| (name, value.into())));
            Ok(object([("step", (reading.step as f64).into()), ("values", values)]))
        })
    }

    /// How many classes the run's nets know; nothing where they are not conditional.
    pub fn classes(&self) -> Option<u32> {
        self.session.classes().map(|classes| classes as u32)
    }

    /// `count` samples from the latents that are the same through the run: `{values, classes}`. Of a conditional run, they
    /// are of `class`, or without one `count` of every class, class after class, all from the same latents; those beyond
    /// `bound` are drawn again, if there is one.
    pub fn sample(
        &self,
        count: usize,
        averaged: bool,
        class: Option<u16>,
        bound: Option<f64>,
    ) -> JsResult<Promise> {
        let weights = weights(averaged);
        let classes = match class {
            Some(class) => Classes::Only(class),
            None if self.session.classes().is_some() => Classes::Each,
            None => Classes::InTurn,
        };
        let samples = self.session.sample_from(self.session.sampling(count, bound)?, weights, &classes);
        Ok(promise(async move { Ok(with_classes(samples.await?)) }))
    }

    /// The data's first `count` samples: `{values, classes}`.
    pub fn real(&self, count: usize) -> JsResult<JsValue> {
        Ok(with_classes(self.session.real(count)?))
    }

    /// Whether the run rebuilds real samples: its discriminator is an auto-encoder, or it is a VAE.
    pub fn reconstructs(&self) -> bool {
        self.session.recipe().game.loss.head() != Head::Score
    }

    /// What the run makes of [`Self::real`]; nothing where it rebuilds none.
    pub fn reconstruct(&self, count: usize) -> Promise {
        let rebuilt = self.session.reconstruct(count);
        promise(async move {
            Ok(match rebuilt? {
                Some(rebuilt) => Float32Array::from(rebuilt.await?.values.as_slice()).into(),
                None => JsValue::UNDEFINED,
            })
        })
    }

    /// Changes a field that may change while the run goes on.
    pub fn set(&mut self, field: &str, text: &str) -> JsResult<()> {
        Ok(self.session.set(field, text)?)
    }

    /// Everything needed to go on, as a file's bytes.
    pub fn checkpoint(&self) -> Promise {
        let checkpoint = self.session.checkpoint();
        promise(async move { Ok(Uint8Array::from(checkpoint.await?.as_slice()).into()) })
    }
}

fn promise(future: impl Future<Output = Result<JsValue>> + 'static) -> Promise {
    future_to_promise(async move { future.await.map_err(|error| JsError::from(error).into()) })
}

fn weights(averaged: bool) -> Weights {
    if averaged { Weights::Ema } else { Weights::Raw }
}

/// This class alone, or all in turn.
fn class_of(class: Option<u16>) -> Classes {
    class.map_or(Classes::InTurn, Classes::Only)
}

fn with_classes(Samples { values, labels, .. }: Samples) -> JsValue {
    let values = Float32Array::from(values.as_slice()).into();
    object([("values", values), ("classes", Uint16Array::from(labels.as_slice()).into())])
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // Setting a property of a plain object of our own cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// The device `cpu` or `gpu` of this bundle.
///
/// # Errors
/// [`Error::Device`] where the bundle has no such device or WebGPU does not start.
pub async fn open_device(name: &str) -> Result<Device> {
    match name {
        "cpu" => Ok(Device::flex()),
        #[cfg(feature = "gpu")]
        "gpu" => gpu::open().await,
        _ => Err(Error::Device(format!("`{name}` is not in this bundle"))),
    }
}
