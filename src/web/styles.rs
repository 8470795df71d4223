//! Styles of two latents in one sample, and the levels of nets that grow.

use super::{JsResult, Run, class_of, object, promise, weights, with_classes};
use crate::session::Growth;
use js_sys::{Promise, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// How many styles a mapping network makes for a sample; 0 where there is none.
    #[wasm_bindgen(js_name = styleLevels)]
    pub fn style_levels(&self) -> usize {
        self.session.style_levels()
    }

    /// A sample with the styles of the latent `coarse` up to the level `from`, and from there on those of `fine`, of `class` in
    /// a conditional run, truncated at `bound`, if there is one: `{values, classes}`.
    #[wasm_bindgen(js_name = mixStyles)]
    pub fn mix_styles(
        &self,
        coarse: &[f32],
        fine: &[f32],
        from: usize,
        averaged: bool,
        class: Option<u16>,
        bound: Option<f64>,
    ) -> JsResult<Promise> {
        let sampling = self.session.sampling(1, bound)?;
        let classes = class_of(class);
        let samples = self.session.mix_styles([coarse, fine], from, weights(averaged), &classes, sampling)?;
        Ok(promise(async move { Ok(with_classes(samples.await?)) }))
    }

    /// How far the nets have grown: `{sides, level, share}`, the height and width of each level, the newest that runs, and how
    /// much of it has faded in, up to 1. Nothing where they do not grow.
    pub fn growth(&self) -> JsValue {
        let Some(Growth { sides, level, share }) = self.session.growth() else { return JsValue::UNDEFINED };
        let sides: Vec<_> = sides.into_iter().map(|side| side as u32).collect();
        object([
            ("sides", Uint32Array::from(sides.as_slice()).into()),
            ("level", (level as f64).into()),
            ("share", share.into()),
        ])
    }

    /// What each level of the generator up to the newest makes of a latent, of `class` in a conditional run:
    /// `{values, classes}`, the smallest first. Nothing where the nets do not grow.
    #[wasm_bindgen(js_name = sampleLevels)]
    pub fn sample_levels(&self, latent: &[f32], averaged: bool, class: Option<u16>) -> JsResult<Promise> {
        let samples = self.session.sample_levels(latent, weights(averaged), &class_of(class))?;
        Ok(promise(async move {
            Ok(match samples {
                Some(samples) => with_classes(samples.await?),
                None => JsValue::UNDEFINED,
            })
        }))
    }
}
