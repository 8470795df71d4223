//! Steps of pix2pix and of CycleGAN, from images to moved weights: by SGD, so that how far a weight moves is its gradient.

use crate::{
    Bar,
    fixture::{Case, Fixture, Values},
    flex,
};
use burn::tensor::Tensor;
use saddle::{
    Result,
    data::{Batch, Dataset},
    game::{self, State},
    recipe::Recipe,
    train::{
        process_group::{Alone, at_once},
        weights::trained,
    },
};
use std::{collections::BTreeMap, sync::Arc};

/// Learning rates, as in tests/fixtures/translations.py: large, so that little is lost where a weight is rounded.
const GENERATOR_LR: f64 = 1.0;
const DISCRIMINATOR_LR: f64 = 10.0;

/// Channels of a net's first layer, and the seed of dropout.
const FILTERS: usize = 1;
const SEED: u64 = 7;

/// Images in the order in which they are drawn, and those that are translated into them.
struct GivenImages {
    images: Values,
    source: Option<Arc<GivenImages>>,
}

impl GivenImages {
    fn of(case: &Case) -> Self {
        let [source, target] = ["source", "target"].map(|name| case.values(name).clone());
        Self { images: target, source: Some(Arc::new(Self { images: source, source: None })) }
    }
}

impl Dataset for GivenImages {
    fn name(&self) -> &'static str {
        "given"
    }

    fn shape(&self) -> [usize; 3] {
        self.images.shape[1..].try_into().expect("images")
    }

    /// An endless set is drawn in turn.
    fn len(&self) -> Option<u64> {
        None
    }

    fn classes(&self) -> usize {
        1
    }

    fn digest(&self) -> u64 {
        0
    }

    fn source(&self) -> Option<Arc<dyn Dataset>> {
        let source = self.source.clone()?;
        Some(source)
    }

    fn read(&self, indices: &[u64]) -> Result<Batch> {
        let length = self.shape().iter().product();
        Ok(Batch::of(indices, length, |index, image| {
            image.copy_from_slice(&self.images.numbers[index as usize * length..][..length]);
            0
        }))
    }
}

/// Takes one step of `query` on the images and weights of the fixture's case, and compares what it measured and every
/// gradient.
fn assert_step_is_pytorchs(name: &str, query: &str, bar: &Bar) {
    let fixture = Fixture::open("translations");
    let mut case = fixture.case(name);
    let batch = case.values("source").shape[0];
    let query = format!("{query}&data=folder&task=folders&batch={batch}&optimiser=sgd&patch=34&seed={SEED}");
    let mut recipe = Recipe::from_query(&query).expect("a valid recipe");
    recipe.translation_nets.filters = FILTERS;
    (recipe.generator.lr, recipe.discriminator.lr) = (GENERATOR_LR, DISCRIMINATOR_LR);
    let mut state = State::new(&recipe, Box::new(GivenImages::of(&case)), bar.device.clone()).expect("nets");

    let mut before = BTreeMap::new();
    let mut players = BTreeMap::new();
    for (&player, kept) in &mut state.players {
        let of_player = fixture.case(&format!("{name}.{player}"));
        kept.net = of_player.fill(kept.net.clone(), &bar.device);
        before.insert(player, trained(&kept.net));
        players.insert(player, of_player);
    }
    let metrics = at_once(game::named(&recipe, &state).step(&mut state, &Alone)).expect("a step");

    let mut compared = 0;
    for (metric, value) in metrics {
        if case.has(metric) {
            compared += 1;
            case.compare(metric, value);
        }
    }
    assert_eq!(compared, if recipe.is_cycle() { 5 } else { 3 }, "{name}: every loss is compared");
    let mut passed = vec![case.passes(bar)];
    for (player, mut of_player) in players {
        let lr = if player.starts_with("generator") { GENERATOR_LR } else { DISCRIMINATOR_LR };
        let before = before.remove(player).expect("weights");
        let after = trained(state.net(player));
        assert!(!after.is_empty() && before.len() == after.len(), "{player}");
        for (before, after) in before.into_iter().zip(after) {
            let gradient: Tensor<4> = (before.values - after.values) / lr;
            of_player.compare(&format!("of_loss.{}", after.name), gradient);
        }
        passed.push(of_player.passes(bar));
    }
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

fn assert_steps_are_pytorchs(bar: &Bar) {
    assert_step_is_pytorchs("pairs", "variant=pix2pix&generator_norm=batch&discriminator_norm=batch", bar);
    assert_step_is_pytorchs("cycle", "variant=cyclegan&translator=unet&dropout=0.5", bar);
}

#[test]
fn steps_of_pix2pix_and_cyclegan_are_pytorchs() {
    assert_steps_are_pytorchs(&flex());
}
