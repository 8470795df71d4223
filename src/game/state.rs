//! All that a run has reached: its players and tensors by name, and the places of its streams.

use super::{Metrics, grown, loss::Scalar, translation};
use crate::{
    Error, Result,
    data::{Batch, Batches, Dataset, Domains},
    nets::{self, Given, Mixing, Sequential},
    recipe::{Recipe, Stage},
    train::{
        checkpoint::{Checkpoint, Progress},
        latents::Latents,
        noise::Noise,
        optimiser::{Optimiser, ParamGroup},
        player::Player,
        process_group::{ProcessGroup, Share},
        weights::Named,
    },
};
use burn::{
    module::Module,
    tensor::{Device, Gradients, Tensor, TensorData},
};
use std::{collections::BTreeMap, sync::Arc};

/// What tensors that belong to no player are called in a checkpoint: `state.k`.
const STATE: &str = "state";
/// Where the weights of a mapping network stand in the generator.
const MAPPING: &str = "layers.0.mapping";

/// What a step draws from: each is at a place that a checkpoint can hold.
pub struct Streams {
    pub batches: Batches,
    /// What is translated into the batches' samples, where images are made of images.
    pub sources: Option<Batches>,
    pub latents: Latents,
    pub noise: Noise,
}

/// All that a run has reached.
pub struct State {
    /// The nets that learn, by the names that their game knows them by.
    pub players: BTreeMap<&'static str, Player>,
    /// Numbers of the game that are no weights, by name, off the graph. They stay on the device, so that no step
    /// waits for them to be read.
    pub tensors: BTreeMap<&'static str, Scalar>,
    /// What steps draw from.
    pub streams: Streams,
    /// Steps taken.
    pub step: u64,
    /// How many of the discriminator's layers make its features: all that come before its head.
    pub feature_layers: usize,
    /// Where training happens: an autodiff device.
    pub device: Device,
}

impl State {
    /// Before the first step of `recipe` on `device`, an autodiff device.
    ///
    /// # Errors
    /// [`crate::Error::Field`] where the nets do not fit the data.
    pub fn new(recipe: &Recipe, dataset: Box<dyn Dataset>, device: Device) -> Result<Self> {
        let dataset: Arc<dyn Dataset> = dataset.into();
        if recipe.is_translation() {
            return Self::of_translation(recipe, dataset, device);
        }
        let nets = nets::players(recipe, dataset.shape(), dataset.classes(), &device)?;
        let [generator, discriminator] = super::players(recipe);
        let optimiser = || Optimiser::new(recipe.optimiser);
        let of_generator = if recipe.has_mapping() {
            optimiser().with_group(ParamGroup::new(MAPPING, recipe.styles.lr, recipe.optimiser))
        } else {
            optimiser()
        };
        Ok(Self {
            players: BTreeMap::from([
                (generator, Player::new(nets.generator, of_generator).with_ema()),
                (discriminator, Player::new(nets.discriminator, optimiser())),
            ]),
            tensors: super::tensors(recipe, [0; 2], &device),
            streams: Streams {
                batches: Batches::new(dataset, recipe.run.seed).with_flips(recipe.pictures.flip),
                sources: None,
                latents: Latents::new(recipe, 0),
                noise: Noise::new(recipe.run.seed, BTreeMap::new()),
            },
            step: 0,
            feature_layers: nets.feature_layers,
            device,
        })
    }

    /// As [`Self::new`], where images are made of images.
    fn of_translation(recipe: &Recipe, dataset: Arc<dyn Dataset>, device: Device) -> Result<Self> {
        let domains = Domains::new(recipe, dataset)?;
        let players = translation::players(recipe, &domains, &device)?;
        let players = players.into_iter().map(|(name, net, is_averaged)| {
            let player = Player::new(net, Optimiser::new(recipe.optimiser));
            (name, if is_averaged { player.with_ema() } else { player })
        });
        let Domains { source, target } = domains;
        let lengths = [&source, &target].map(|set| set.shape().iter().product());
        let batches = |set| Batches::new(set, recipe.run.seed).with_flips(recipe.pictures.flip);
        let sources = if recipe.is_cycle() { batches(source).in_order("sources") } else { batches(source) };
        Ok(Self {
            players: players.collect(),
            tensors: super::tensors(recipe, lengths, &device),
            streams: Streams {
                batches: batches(target),
                sources: Some(sources),
                latents: Latents::new(recipe, 0),
                noise: Noise::new(recipe.run.seed, BTreeMap::new()),
            },
            step: 0,
            feature_layers: 0,
            device,
        })
    }

    /// From now on for one `share` of every batch.
    ///
    /// # Errors
    /// [`crate::Error::Field`] where the batch cannot be shared evenly, in twos or more.
    pub fn join(&mut self, recipe: &Recipe, share: Share) -> Result<()> {
        let (batch, processes, pack) = (recipe.run.batch, share.processes, recipe.discriminator.pack);
        if !batch.is_multiple_of(processes * pack) || batch < 2 * processes {
            let groups = if pack > 1 { format!(", in whole groups of {pack}") } else { String::new() };
            let reason = format!(
                "{batch} samples cannot be shared evenly by {processes} processes, two or more to each{groups}"
            );
            return Err(Error::field("batch", reason));
        }
        let Streams { batches, sources, latents, noise } = &mut self.streams;
        (batches.share, latents.share, noise.share) = (share, share, share);
        sources.iter_mut().for_each(|sources| sources.share = share);
        Ok(())
    }

    /// The places reached.
    pub fn progress(&self) -> Progress {
        let updates = self.players.iter().flat_map(|(name, player)| {
            player.optimiser.updates().map(move |(weight, updates)| (format!("{name}.{weight}"), updates))
        });
        Progress {
            step: self.step,
            samples: self.streams.batches.position(),
            latents: self.streams.latents.drawn(),
            noise: self.streams.noise.drawn().clone(),
            updates: updates.collect(),
        }
    }

    /// Every tensor that a checkpoint holds.
    pub fn named(&self) -> Vec<Named> {
        let players = self.players.iter().flat_map(|(name, player)| player.named(name));
        let tensors = self.tensors.iter().map(|(name, values)| Named {
            name: format!("{STATE}.{name}"),
            shape: values.dims().to_vec(),
            values: values.clone().unsqueeze(),
        });
        players.chain(tensors).collect()
    }

    /// Takes over what `checkpoint` holds of `recipe`'s run.
    ///
    /// # Errors
    /// [`crate::Error::Checkpoint`] where a tensor is missing or of another shape.
    pub fn restore(&mut self, recipe: &Recipe, checkpoint: &Checkpoint) -> Result<()> {
        let device = self.device.clone().inner();
        let Progress { step, samples, latents, noise, .. } = checkpoint.progress.clone();
        self.streams.batches.seek(samples);
        self.streams.sources.iter_mut().for_each(|sources| sources.seek(samples));
        self.streams.latents = Latents::new(recipe, latents);
        self.streams.noise = Noise::new(recipe.run.seed, noise);
        self.step = step;
        for (name, player) in &mut self.players {
            player.restore(name, checkpoint, &device)?;
        }
        for (name, values) in &mut self.tensors {
            *values = checkpoint.tensor(&format!("{STATE}.{name}"), &values.dims(), &device)?;
        }
        Ok(())
    }

    /// The net of the player called `name`.
    ///
    /// # Panics
    /// Where the game has no such player.
    pub fn net(&self, name: &str) -> &Sequential {
        &self.players[name].net
    }

    /// A copy of that net to be looked at, whose parameters gather no gradients. Batch norm takes the statistics of what is looked
    /// at, as in training, and the run's own stay: a mere clone shares them.
    pub fn observed(&self, name: &str) -> Sequential {
        self.net(name).valid().train().no_grad()
    }

    /// The player called `name`.
    ///
    /// # Panics
    /// Where the game has no such player.
    pub fn player(&mut self, name: &'static str) -> &mut Player {
        self.players.get_mut(name).expect("a game asks for the players that it has")
    }

    /// Moves the weights of the player called `name`, its learning rate `lr` by the recipe's schedule, against the mean of all
    /// processes' `gradients`; what each `measured` becomes their mean, too, in the same message.
    ///
    /// # Errors
    /// Those of [`ProcessGroup::mean`](crate::train::process_group::ProcessGroup::mean).
    pub async fn update(
        &mut self,
        name: &'static str,
        recipe: &Recipe,
        lr: f64,
        gradients: &mut Gradients,
        measured: &mut Metrics,
        group: &dyn ProcessGroup,
    ) -> Result<()> {
        let lr = lr * recipe.schedule.factor(self.step);
        let player = self.player(name);
        let (names, gradients): (Vec<_>, Vec<_>) = player.gradients(gradients).into_iter().unzip();
        let values = measured.iter().map(|(_, value)| value.clone().unsqueeze());
        let mut means = group.all_mean(gradients.into_iter().chain(values).collect()).await?.into_iter();
        player.step(lr, names.into_iter().zip(means.by_ref()).collect());
        measured.iter_mut().zip(means).for_each(|((_, value), mean)| *value = mean.flatten(0, 3));
        Ok(())
    }

    /// `data` on the device, a constant of the graph.
    pub fn on_device(&self, data: TensorData) -> Tensor<4> {
        Tensor::from_data(data, &self.device)
    }

    /// The next batch of real samples, `[batch, channel, height, width]`, and their classes where `recipe` is conditional.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where a sample cannot be read.
    pub fn real(&mut self, recipe: &Recipe) -> Result<(Tensor<4>, Given)> {
        let batches = &mut self.streams.batches;
        let [channel, height, width] = batches.dataset().shape();
        let Batch { samples, labels } = batches.next(recipe.run.batch)?;
        let samples = self.on_device(TensorData::new(samples, [labels.len(), channel, height, width]));
        let given = self.given(recipe, &labels);
        Ok((grown::as_seen(samples, given.stage, recipe.level_sides().len()), given))
    }

    /// What a pass of training is given for samples of these classes, as many as a batch holds.
    fn given(&mut self, recipe: &Recipe, labels: &[u16]) -> Given {
        let batch = labels.len();
        let stage = recipe.stage(self.step);
        let sides = recipe.noise_sides(stage).into_iter().enumerate();
        let noise = sides
            .map(|(level, side)| {
                let noise =
                    self.streams.noise.normals(&format!("pixel_noise.{level}"), [batch, 1, side, side]);
                self.on_device(noise)
            })
            .collect();
        let mixing = (recipe.mixes_styles()).then(|| self.mixing(recipe, stage, batch));
        Given { stage, noise, mixing, ..Given::classes(recipe.classes.conditional, labels, &self.device) }
    }

    /// Other latents for the finer styles of some samples, from a level drawn for each, among those that run at `stage`.
    fn mixing(&mut self, recipe: &Recipe, stage: Option<Stage>, batch: usize) -> Mixing {
        let latents = self.latents(recipe);
        let levels = recipe.style_levels(stage) as u64;
        let noise = &mut self.streams.noise;
        let coins = noise.coins("style_mixing", batch, recipe.styles.mixing);
        let mixed = coins.iter::<f32>().map(|coin| coin > 0.0);
        let from = noise.below("style_mixing.from", batch, levels - 1).into_iter().zip(mixed);
        let from: Vec<f32> =
            from.map(|(at, is_mixed)| if is_mixed { at + 1 } else { levels } as f32).collect();
        Mixing { latents, from: self.on_device(TensorData::new(from, [batch, 1, 1, 1])) }
    }

    /// How far nets that grow had grown for the step that was taken last, as it measured it.
    pub fn growth(&self, recipe: &Recipe) -> Metrics {
        let Some(Stage { level, share }) = recipe.stage(self.step) else { return Metrics::new() };
        let side = recipe.level_sides()[level] as f64;
        let number = |value| Tensor::full([1], value, &self.device).inner();
        vec![("resolution", number(side)), ("fade", number(share))]
    }

    /// The next batch of latents, `[batch, latent, 1, 1]`.
    pub fn latents(&mut self, recipe: &Recipe) -> Tensor<4> {
        let latents = self.streams.latents.next(recipe.run.batch);
        self.on_device(latents)
    }
}

/// Puts `value` among `metrics`, off the graph.
pub(super) fn record(metrics: &mut Metrics, name: &'static str, value: &Scalar) {
    metrics.push((name, value.clone().inner()));
}
