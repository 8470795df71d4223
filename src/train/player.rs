//! A net that learns, with all that belongs to its learning.

use super::{
    checkpoint::{Checkpoint, Progress},
    ema::Ema,
    optimiser::{Optimiser, gradients},
    weights::{Named, named, replaced, trained},
};
use crate::{Result, nets::Sequential};
use burn::{
    module::Module,
    tensor::{Device, Gradients, Tensor},
};

/// What a player's EMA and its optimiser's moments are called in a checkpoint, after the player's own name.
const EMA: &str = "ema";
const OPTIMISER: &str = "optimiser";

/// A net, the rule that moves it, and the moving average of its weights where one is kept.
pub struct Player {
    /// On the autodiff device.
    pub net: Sequential,
    /// What moves the weights.
    pub optimiser: Optimiser,
    /// The average of the weights that samples are drawn with.
    pub ema: Option<Ema>,
}

impl Player {
    /// A player without an average.
    pub fn new(net: Sequential, optimiser: Optimiser) -> Self {
        Self { net, optimiser, ema: None }
    }

    /// With an average that starts at its present weights.
    pub fn with_ema(self) -> Self {
        Self { ema: Some(Ema::new(&self.net, 0)), ..self }
    }

    /// The part of `gradients` that is the net's, by path, with four axes.
    pub fn gradients(&self, gradients: &mut Gradients) -> Vec<(String, Tensor<4>)> {
        gradients::of_net(&self.net, gradients)
    }

    /// Moves the weights by one step of the learning rate `lr` against their `gradients`.
    pub fn step(&mut self, lr: f64, gradients: Vec<(String, Tensor<4>)>) {
        self.optimiser.step(&mut self.net, lr, gradients);
    }

    /// Lets the singular vectors of the net follow its weights by one power iteration, where it `is_spectral`.
    pub fn advance_power_iteration(&mut self, is_spectral: bool) {
        if is_spectral {
            self.net = self.net.clone().advance_power_iteration();
        }
    }

    /// Lets the average follow the weights, keeping the share `decay` of itself.
    pub fn update_ema(&mut self, decay: f64) {
        if let Some(ema) = &mut self.ema {
            ema.update(&self.net, decay);
        }
    }

    /// The net off the graph: averaged where `ema` asks for it and an average is kept.
    pub fn weights(&self, ema: bool) -> Sequential {
        match &self.ema {
            Some(average) if ema => average.net().clone(),
            _ => self.net.valid(),
        }
    }

    /// Every tensor that a checkpoint holds of the player called `name`.
    pub fn named(&self, name: &str) -> Vec<Named> {
        let ema = self.ema.as_ref().map_or_else(Vec::new, |ema| named(ema.net()));
        let parts = [
            (name.to_owned(), named(&self.net)),
            (format!("{name}.{EMA}"), ema),
            (format!("{name}.{OPTIMISER}"), self.optimiser.moments()),
        ];
        let tensors = parts.into_iter().flat_map(|(part, tensors)| {
            tensors.into_iter().map(move |tensor| Named { name: format!("{part}.{}", tensor.name), ..tensor })
        });
        tensors.collect()
    }

    /// Takes over what `checkpoint` holds of the player called `name`.
    ///
    /// # Errors
    /// [`crate::Error::Checkpoint`] where a tensor is missing or of another shape.
    pub fn restore(&mut self, name: &str, checkpoint: &Checkpoint, device: &Device) -> Result<()> {
        let Progress { step, updates, .. } = &checkpoint.progress;
        let weights = trained(&self.net).into_iter().filter_map(|Named { name: weight, values, .. }| {
            let updates = *updates.get(&format!("{name}.{weight}"))?;
            Some((weight, values.dims(), updates))
        });
        self.optimiser.restore(weights, |moment, length| {
            checkpoint.tensor(&format!("{name}.{OPTIMISER}.{moment}"), &[length], device)
        })?;
        if self.ema.is_some() {
            let average = restored(checkpoint, &format!("{name}.{EMA}"), self.net.valid(), device)?;
            self.ema = Some(Ema::new(&average, *step));
        }
        self.net = restored(checkpoint, name, self.net.clone(), device)?;
        Ok(())
    }
}

/// `net` with the tensors that `checkpoint` holds for `part`.
fn restored(checkpoint: &Checkpoint, part: &str, net: Sequential, device: &Device) -> Result<Sequential> {
    let mut failure = None;
    let net = replaced(net, |name, shape, values| {
        let read = checkpoint.tensor(&format!("{part}.{name}"), shape, device);
        read.map(Tensor::unsqueeze).unwrap_or_else(|error| {
            failure.get_or_insert(error);
            values
        })
    });
    failure.map_or(Ok(net), Err)
}
