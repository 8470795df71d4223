//! Images made of other images: what a run translates, and what it makes of images that it is given.

use super::{JsResult, Run, object, promise, weights, with_classes};
use crate::{
    Error,
    session::{Direction, Samples},
};
use js_sys::{Promise, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// What the run translates: `{shape, returns}`, a source's `[channel, height, width]`, and whether it can also translate
    /// back. Nothing where samples are made of latents.
    pub fn translation(&self) -> JsValue {
        let Some(sources) = self.session.sources() else { return JsValue::UNDEFINED };
        let shape = sources.shape().map(|length| length as u32);
        object([
            ("shape", Uint32Array::from(shape.as_slice()).into()),
            ("returns", self.session.recipe().is_cycle().into()),
        ])
    }

    /// The first `count` sources: `{values, classes}`; of pairs, those of `real`.
    pub fn sources(&self, count: usize) -> JsResult<JsValue> {
        Ok(with_classes(self.session.real_sources(count)?))
    }

    /// What becomes of `images`, one after the other: of sources, or `back` of targets: `{values, classes}`.
    pub fn translate(&self, images: Vec<f32>, back: bool, averaged: bool) -> JsResult<Promise> {
        let direction = if back { Direction::Back } else { Direction::There };
        let [shape, _] = self.session.shapes(direction)?;
        let length = shape.iter().product::<usize>();
        if images.is_empty() || !images.len().is_multiple_of(length) {
            let reason = format!("{} numbers are not whole images of {length}", images.len());
            return Err(Error::field("images", reason).into());
        }
        let images = Samples { shape, values: images, labels: Vec::new() };
        let translated = self.session.translate(images, direction, weights(averaged));
        Ok(promise(async move { Ok(with_classes(translated.await?)) }))
    }
}
