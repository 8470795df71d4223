//! What the page explores of samples: their latents, their scores, and the real ones that are most like them.

use super::{JsResult, Run, class_of, object, promise, weights, with_classes};
use crate::{
    classes::Classes,
    session::{Directions, LatentSpace, Nearest},
};
use js_sys::{Float32Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// The latents behind `count` samples within `bound`, if there is one, and what is known of all:
    /// `{latents, size, mean, deviation, least, most}`.
    #[wasm_bindgen(js_name = latentSpace)]
    pub fn latent_space(&self, count: usize, bound: Option<f64>) -> JsResult<JsValue> {
        let LatentSpace { size, mean, deviation, range: [least, most], latents } =
            self.session.latent_space(self.session.sampling(count, bound)?);
        Ok(object([
            ("latents", Float32Array::from(latents.as_slice()).into()),
            ("size", (size as f64).into()),
            ("mean", mean.into()),
            ("deviation", deviation.into()),
            ("least", least.into()),
            ("most", most.into()),
        ]))
    }

    /// The principal directions of the generator's first layer, and their shares of its variance: `{vectors, shares}`.
    pub fn directions(&self, averaged: bool) -> Promise {
        let directions = self.session.directions(weights(averaged));
        promise(async move {
            let Directions { vectors, shares } = directions.await?;
            Ok(object([
                ("vectors", Float32Array::from(vectors.as_slice()).into()),
                ("shares", Float32Array::from(shares.as_slice()).into()),
            ]))
        })
    }

    /// What the generator makes of these latents, of `class` in a conditional run: `{values, classes}`, as among samples
    /// within `bound`, if there is one.
    #[wasm_bindgen(js_name = sampleLatents)]
    pub fn sample_latents(
        &self,
        latents: &[f32],
        averaged: bool,
        class: Option<u16>,
        bound: Option<f64>,
    ) -> JsResult<Promise> {
        let sampling = self.session.sampling(1, bound)?;
        let samples = self.session.sample_latents(latents, weights(averaged), &class_of(class), sampling);
        Ok(promise(async move { Ok(with_classes(samples.await?)) }))
    }

    /// `count` latents from one to another, along the great circle around the prior's mean.
    #[wasm_bindgen(js_name = greatCircle)]
    pub fn great_circle(&self, from: &[f32], to: &[f32], count: usize) -> JsResult<Float32Array> {
        Ok(Float32Array::from(self.session.great_circle(from, to, count)?.as_slice()))
    }

    /// As `judge`, each sample of its own class, which only a conditional discriminator is told.
    #[wasm_bindgen(js_name = judgeEach)]
    pub fn judge_each(&self, samples: &[f32], classes: &[u16]) -> Promise {
        let classes = match self.session.classes() {
            Some(_) => Classes::Listed(classes.to_vec()),
            None => Classes::InTurn,
        };
        let opinions = self.session.judge(samples, &classes);
        promise(async move {
            Ok(match opinions? {
                Some(opinions) => Float32Array::from(opinions.await?.as_slice()).into(),
                None => JsValue::UNDEFINED,
            })
        })
    }

    /// Which of the data's `count` samples from place `from` on is nearest to `sample`: `{index, distance, searched}`, the
    /// distance being the root of the mean squared difference. Nothing where the data have none there.
    pub fn nearest(&self, sample: &[f32], from: f64, count: f64) -> JsResult<JsValue> {
        let places = from as u64..(from + count) as u64;
        let Some(Nearest { index, distance, searched }) = self.session.nearest(sample, places)? else {
            return Ok(JsValue::UNDEFINED);
        };
        Ok(object([
            ("index", (index as f64).into()),
            ("distance", distance.into()),
            ("searched", (searched as f64).into()),
        ]))
    }

    /// The data's sample at this place.
    #[wasm_bindgen(js_name = realAt)]
    pub fn real_at(&self, place: f64) -> JsResult<Float32Array> {
        Ok(Float32Array::from(self.session.real_from(place as usize, 1)?.values.as_slice()))
    }
}
