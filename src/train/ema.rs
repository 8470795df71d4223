//! The generator's moving average: steadier samples than any one step's weights give.

use super::weights::{is_singular_vector, named, replaced};
use crate::{fused::lerp, nets::Sequential};
use burn::module::Module;

/// An exponential moving average of a net's weights, on the device without autodiff.
pub struct Ema {
    net: Sequential,
    updates: u64,
}

impl Ema {
    /// Starts at `net` itself, or goes on after `updates`.
    pub fn new(net: &Sequential, updates: u64) -> Self {
        Self { net: net.valid(), updates }
    }

    /// The averaged net.
    pub fn net(&self) -> &Sequential {
        &self.net
    }

    /// Moves the average towards `live`, keeping the share `decay` of itself: less in the first
    /// updates, which are still far from any average ((1 + t) / (10 + t), as TensorFlow does it).
    pub fn update(&mut self, live: &Sequential, decay: f64) {
        let early = (1 + self.updates) as f64 / (10 + self.updates) as f64;
        let decay = decay.min(early);
        self.updates += 1;
        let pairs = named(&self.net).into_iter().zip(named(live));
        // A mean of singular vectors belongs to no weight: those of the raw weights are the nearest.
        let (vectors, pairs): (Vec<_>, Vec<_>) = pairs.partition(|(_, live)| is_singular_vector(&live.name));
        let pairs = pairs.into_iter().map(|(own, live)| [own.values, live.values]);
        let mut averages = lerp(pairs.collect(), 1.0 - decay).into_iter();
        let mut vectors = vectors.into_iter().map(|(_, live)| live.values);
        self.net = replaced(self.net.clone(), |name, _, values| {
            let next = if is_singular_vector(name) { vectors.next() } else { averages.next() };
            next.unwrap_or(values)
        });
    }
}
