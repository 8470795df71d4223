//! Samples at a bound of truncation, piece by piece, and how true they are beside real ones.

use super::{JsResult, Run, object, promise, weights};
use crate::{
    classes::Classes,
    metrics::{balls, prdc::NEIGHBOURS},
    session::{self, TruncationRange},
};
use js_sys::{Float32Array, Promise};
use wasm_bindgen::prelude::*;

/// Samples to be drawn from the weights as they were when they were asked for.
#[wasm_bindgen]
pub struct Drawing(session::Drawing);

#[wasm_bindgen]
impl Drawing {
    /// Takes one pass more for batch norm's statistics; whether there was one left.
    pub fn prepare(&mut self) -> bool {
        self.0.prepare()
    }

    /// The next samples; nothing once there are all.
    pub fn draw(&mut self) -> Option<Promise> {
        let samples = self.0.draw()?;
        Some(promise(async move { Ok(Float32Array::from(samples.await?.as_slice()).into()) }))
    }
}

/// The balls around samples, by which precision and recall are measured.
#[wasm_bindgen]
pub struct Balls(balls::Balls);

#[wasm_bindgen]
impl Balls {
    /// Finds how far the next `count` reach; whether that was not all yet.
    pub fn grow(&mut self, count: usize) -> bool {
        self.0.grow(count)
    }

    /// How many of `samples` lie in one of them.
    #[wasm_bindgen(js_name = countWithin)]
    pub fn count_within(&self, samples: &[f32]) -> usize {
        self.0.count_within(samples)
    }
}

#[wasm_bindgen]
impl Run {
    /// Where the bound of truncation may lie: `{least, most}`.
    pub fn truncation(&self) -> JsValue {
        let TruncationRange { least, most } = self.session.truncation_range();
        object([("least", least.into()), ("most", most.into())])
    }

    /// `count` samples, classes in turn, to be drawn piece by piece; those beyond `bound` are drawn again, if there is one.
    pub fn drawing(&self, count: usize, averaged: bool, bound: Option<f64>) -> JsResult<Drawing> {
        let sampling = self.session.sampling(count, bound)?;
        Ok(Drawing(self.session.drawing(sampling, weights(averaged), &Classes::InTurn)?))
    }

    /// The balls around these samples of the run's shape; nothing where they are too few.
    pub fn balls(&self, samples: Vec<f32>) -> Option<Balls> {
        let length = self.session.shape().iter().product();
        balls::Balls::new(samples, length, NEIGHBOURS).map(Balls)
    }
}
