//! Images made of other images: what a run translates, and what it makes of images that it is given.

use super::{JsResult, Run, object, promise, weights, with_classes};
use crate::{
    Error, Result,
    recipe::Opinion,
    session::{Direction, Samples},
};
use js_sys::{Float32Array, Promise, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// What the run translates: `{shape, returns, opinion}`, a source's `[channel, height, width]`, whether it can also translate
    /// back, and what its discriminators' numbers say of a patch. Nothing where samples are made of latents.
    pub fn translation(&self) -> JsValue {
        let Some(sources) = self.session.sources() else { return JsValue::UNDEFINED };
        let shape = sources.shape().map(|length| length as u32);
        object([
            ("shape", Uint32Array::from(shape.as_slice()).into()),
            ("returns", self.session.recipe().is_cycle().into()),
            ("opinion", self.session.opinion_of_patches().map(Opinion::name).into()),
        ])
    }

    /// The first `count` sources: `{values, classes}`; of pairs, those of `real`.
    pub fn sources(&self, count: usize) -> JsResult<JsValue> {
        Ok(with_classes(self.session.real_sources(count)?))
    }

    /// What the discriminator makes of each patch of `images`, which are targets or are made of the run's first sources, in
    /// their order: `{values, shape}`.
    #[wasm_bindgen(js_name = judgePatches)]
    pub fn judge_patches(&self, images: Vec<f32>) -> JsResult<Promise> {
        let [_, shape] = self.session.shapes(Direction::There)?;
        let images = whole_images(images, shape)?;
        let sources = self.session.real_sources(images.count())?;
        let patches = self.session.judge_patches(&images, &sources)?;
        Ok(promise(async move {
            let Samples { shape, values, .. } = patches.await?;
            let shape = shape.map(|length| length as u32);
            Ok(object([
                ("values", Float32Array::from(values.as_slice()).into()),
                ("shape", Uint32Array::from(shape.as_slice()).into()),
            ]))
        }))
    }

    /// What becomes of `images`, one after the other: of sources, or `back` of targets: `{values, classes}`.
    pub fn translate(&self, images: Vec<f32>, back: bool, averaged: bool) -> JsResult<Promise> {
        let direction = if back { Direction::Back } else { Direction::There };
        let [shape, _] = self.session.shapes(direction)?;
        let images = whole_images(images, shape)?;
        let translated = self.session.translate(images, direction, weights(averaged));
        Ok(promise(async move { Ok(with_classes(translated.await?)) }))
    }
}

/// Images of this `[channel, height, width]`, one after the other.
fn whole_images(values: Vec<f32>, shape: [usize; 3]) -> Result<Samples> {
    let length = shape.iter().product::<usize>();
    if values.is_empty() || !values.len().is_multiple_of(length) {
        let reason = format!("{} numbers are not whole images of {length}", values.len());
        return Err(Error::field("images", reason));
    }
    Ok(Samples { shape, values, labels: Vec::new() })
}
