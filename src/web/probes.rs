//! What the page shows of a run's nets from outside.

use super::{Run, class_of, object, promise, weights, with_classes};
use crate::{
    Result,
    session::{Penalised, Pulled},
};
use js_sys::{Float32Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// What the discriminator's numbers say: `probability`, `score` or `energy`; nothing where no player judges.
    pub fn opinion(&self) -> Option<String> {
        self.session.opinion().map(|opinion| opinion.name().to_owned())
    }

    /// The discriminator's opinion of each of these samples, of `class` in a conditional run: a `Float32Array`. Nothing
    /// where no player judges.
    pub fn judge(&self, samples: &[f32], class: Option<u16>) -> Promise {
        let opinions = self.session.judge(samples, &class_of(class));
        promise(async move { each(opinions?).await })
    }

    /// `count` generated samples, of `class` in a conditional run, and the way in which each lowers the generator's loss
    /// fastest: `{samples: {values, classes}, directions}`. Nothing where no player judges.
    pub fn pull(&self, count: usize, class: Option<u16>) -> Promise {
        let pulled = self.session.pull(count, &class_of(class));
        promise(async move {
            let Some(pulled) = pulled? else { return Ok(JsValue::UNDEFINED) };
            let Pulled { samples, directions } = pulled.await?;
            let directions = Float32Array::from(directions.as_slice()).into();
            Ok(object([("samples", with_classes(samples)), ("directions", directions)]))
        })
    }

    /// How steep the discriminator's raw score or energy is at each of these samples, of `class` in a conditional run: a
    /// `Float32Array`. Nothing where no player judges.
    pub fn slopes(&self, samples: &[f32], class: Option<u16>) -> Promise {
        let slopes = self.session.slopes(samples, &class_of(class));
        promise(async move { each(slopes?).await })
    }

    /// Where the gradient penalty would be taken, of `count` pairs of samples, and how steep the discriminator is there:
    /// `{samples: {values, classes}, slopes}`. Nothing without a penalty.
    #[wasm_bindgen(js_name = penaltyPoints)]
    pub fn penalty_points(&self, count: usize) -> Promise {
        let points = self.session.penalty_points(count);
        promise(async move {
            let Some(points) = points? else { return Ok(JsValue::UNDEFINED) };
            let Penalised { samples, slopes } = points.await?;
            let slopes = Float32Array::from(slopes.as_slice()).into();
            Ok(object([("samples", with_classes(samples)), ("slopes", slopes)]))
        })
    }

    /// What the generator makes of a grid of `side` x `side` latents, row by row, of `class` in a conditional run:
    /// `{values, classes}`.
    pub fn manifold(&self, side: usize, averaged: bool, class: Option<u16>) -> Promise {
        let samples = self.session.manifold(side, weights(averaged), &class_of(class));
        promise(async move { Ok(with_classes(samples.await?)) })
    }
}

/// One number a sample as a `Float32Array`; nothing where there is none.
async fn each(numbers: Option<impl Future<Output = Result<Vec<f32>>>>) -> Result<JsValue> {
    Ok(match numbers {
        Some(numbers) => Float32Array::from(numbers.await?.as_slice()).into(),
        None => JsValue::UNDEFINED,
    })
}
