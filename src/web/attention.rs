//! Where the nets look.

use super::{JsResult, Run, class_of, object, promise, weights};
use crate::{Result, session::Attention};
use js_sys::{Float32Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// Where each pixel of the generator's attending layer looks while it makes a sample of this latent, of `class` in a
    /// conditional run: `{height, width, gamma, weights}`, for each pixel, row by row, a weight for each square of four
    /// pixels; a pixel's sum to one. Nothing where it does not attend.
    #[wasm_bindgen(js_name = generatorAttention)]
    pub fn generator_attention(
        &self,
        latent: &[f32],
        averaged: bool,
        class: Option<u16>,
    ) -> JsResult<Promise> {
        let attention = self.session.generator_attention(latent, weights(averaged), &class_of(class))?;
        Ok(promise(looked(attention)))
    }

    /// As `generatorAttention`, of the discriminator at one sample.
    #[wasm_bindgen(js_name = discriminatorAttention)]
    pub fn discriminator_attention(&self, sample: &[f32], class: Option<u16>) -> JsResult<Promise> {
        let attention = self.session.discriminator_attention(sample, &class_of(class))?;
        Ok(promise(looked(attention)))
    }
}

async fn looked(attention: Option<impl Future<Output = Result<Attention>>>) -> Result<JsValue> {
    let Some(attention) = attention else { return Ok(JsValue::UNDEFINED) };
    let Attention { size: [height, width], gamma, weights } = attention.await?;
    Ok(object([
        ("height", (height as f64).into()),
        ("width", (width as f64).into()),
        ("gamma", gamma.into()),
        ("weights", Float32Array::from(weights.as_slice()).into()),
    ]))
}
