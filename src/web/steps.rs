//! How a run moves on: by itself, or together with other workers of the page.

use super::{JsResult, Run};
use crate::{
    Error, Result,
    session::Half,
    train::process_group::{ProcessGroup, Share},
};
use async_trait::async_trait;
use js_sys::{Float32Array, Function, Promise};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;

/// The workers, as one of them sees them.
struct Workers {
    share: Share,
    /// Takes this worker's numbers, and promises the mean of all workers'.
    mean: Function,
}

#[async_trait(?Send)]
impl ProcessGroup for Workers {
    fn share(&self) -> Share {
        self.share
    }

    async fn mean(&self, own: Vec<f32>) -> Result<Vec<f32>> {
        let own = Float32Array::from(own.as_slice());
        let mean =
            async { JsFuture::from(self.mean.call1(&JsValue::NULL, &own)?.dyn_into::<Promise>()?).await };
        let mean = mean.await.and_then(JsCast::dyn_into::<Float32Array>);
        mean.map(|mean| mean.to_vec()).map_err(|error| Error::Device(words(&error)))
    }
}

/// What a JavaScript error says.
fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| error.message().into())
}

fn half(player: &str) -> Result<Half> {
    match player {
        "discriminator" => Ok(Half::Discriminator),
        "generator" => Ok(Half::Generator),
        _ => Err(Error::field("player", format!("`{player}` is no player"))),
    }
}

#[wasm_bindgen]
impl Run {
    /// Queues one step.
    pub fn step(&mut self) -> JsResult<()> {
        Ok(self.session.step()?)
    }

    /// Queues one update of one player, `discriminator` or `generator`, alone.
    #[wasm_bindgen(js_name = halfStep)]
    pub fn half_step(&mut self, player: &str) -> JsResult<()> {
        Ok(self.session.half_step(half(player)?)?)
    }

    /// The run as the worker of this `rank` trains it together with others, each on its share of every batch: before its first
    /// step. `mean` takes a `Float32Array` and promises the mean of what all workers give it, number by number.
    pub fn join(self, rank: usize, processes: usize, mean: Function) -> JsResult<Run> {
        let workers = Workers { share: Share { rank, processes }, mean };
        Ok(Self { session: self.session.join(Box::new(workers))? })
    }

    /// As `step`, together with the other workers. Until it is done, nothing else may be asked of the run.
    #[wasm_bindgen(js_name = stepTogether)]
    pub async fn step_together(&mut self) -> JsResult<()> {
        Ok(self.session.step_together().await?)
    }

    /// As `halfStep`, together with the other workers. Until it is done, nothing else may be asked of the run.
    #[wasm_bindgen(js_name = halfStepTogether)]
    pub async fn half_step_together(&mut self, player: String) -> JsResult<()> {
        Ok(self.session.half_step_together(half(&player)?).await?)
    }
}
