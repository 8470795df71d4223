//! What our classifier says of the digits that a run generates.

use super::{JsResult, Run, object};
use crate::{
    Error,
    metrics::digit_scores::{self, DigitScore},
};
use burn::tensor::Device;
use js_sys::Uint32Array;
use wasm_bindgen::prelude::*;

/// The classifier, and the digits that it has seen.
#[wasm_bindgen]
pub struct DigitScores(digit_scores::DigitScores);

#[wasm_bindgen]
impl DigitScores {
    /// Takes in more real digits.
    #[wasm_bindgen(js_name = addReal)]
    pub fn add_real(&mut self, digits: &[f32]) -> JsResult<()> {
        Ok(self.0.add_real(digits)?)
    }

    /// Forgets the generated ones.
    pub fn begin(&mut self) {
        self.0.begin();
    }

    /// Takes in more generated ones.
    pub fn add(&mut self, digits: &[f32]) {
        self.0.add(digits);
    }

    /// What the generated ones score: `{score, frechet, classes, confidence, histogram}`.
    pub fn scores(&self) -> JsResult<JsValue> {
        let DigitScore { scores, frechet } = self.0.score()?;
        let histogram: Vec<_> = scores.histogram.iter().map(|&count| count as u32).collect();
        Ok(object([
            ("score", scores.score.into()),
            ("frechet", frechet.into()),
            ("classes", (scores.covered as u32).into()),
            ("confidence", scores.confidence.into()),
            ("histogram", Uint32Array::from(histogram.as_slice()).into()),
        ]))
    }
}

#[wasm_bindgen]
impl Run {
    /// A classifier of these `weights`, on the processor, which has seen no digits yet.
    #[wasm_bindgen(js_name = digitScores)]
    pub fn digit_scores(&self, weights: &[u8]) -> JsResult<DigitScores> {
        let shape = self.session.shape();
        if shape != [1, 28, 28] {
            let reason = format!("{shape:?} are no digits of [1, 28, 28]");
            return Err(Error::field("data", reason).into());
        }
        Ok(DigitScores(digit_scores::DigitScores::new(weights, &Device::flex())?))
    }
}
