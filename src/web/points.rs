//! What the page shows of points of the plane in figures.

use super::{JsResult, Run, object};
use crate::{
    data::mixture,
    metrics::points::{PointScores, point_scores},
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Run {
    /// How generated points, x and y in turn, do beside the data's first ones, as many: `{kl, js, precision, recall}`, and
    /// where the data has modes `{modes, of, good}`; `asked` as well where `classes` holds the class that each point was
    /// asked for. Shares are from 0 to 1, divergences in nats.
    #[wasm_bindgen(js_name = pointScores)]
    pub fn point_scores(&self, points: &[f32], classes: &[u16]) -> JsResult<JsValue> {
        let real = self.session.real(points.len() / 2)?.values;
        Ok(self.scores_beside(&real, points, classes))
    }

    /// The same of as many real points as `count`, others than the first: what a perfect generator would score.
    #[wasm_bindgen(js_name = pointScoresOfData)]
    pub fn point_scores_of_data(&self, count: usize) -> JsResult<JsValue> {
        let real = self.session.real(count)?.values;
        Ok(self.scores_beside(&real, &self.session.real_from(count, count)?.values, &[]))
    }

    fn scores_beside(&self, real: &[f32], points: &[f32], classes: &[u16]) -> JsValue {
        let mixture = mixture(self.session.recipe().data.name);
        let PointScores { coverage, divergences, shares } =
            point_scores(mixture.as_ref(), real, points, classes);
        let mut scores = vec![("kl", divergences.kl.into()), ("js", divergences.js.into())];
        if let Some(shares) = shares {
            scores.extend([("precision", shares.precision.into()), ("recall", shares.recall.into())]);
        }
        if let (Some(mixture), Some(found)) = (mixture, coverage) {
            scores.push(("modes", (found.modes as f64).into()));
            scores.push(("of", (mixture.centres.len() as f64).into()));
            scores.push(("good", found.high_quality.into()));
            scores.push(("asked", found.asked.into()));
        }
        object(scores)
    }
}
