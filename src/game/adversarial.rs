//! The adversarial step (Goodfellow et al. 2014, arXiv:1406.2661, Algorithm 1), written once for all games.

use super::{
    Critic, Game, Metrics, Streams,
    consistency::{self, Compared},
    loss::{Began, Loss, Scalar, Scores, pull_away},
    metrics::scores,
    penalty,
};
use crate::{
    nets::Sequential,
    recipe::{LossName, Norm, Recipe},
    train::{noise::Noise, weights::clipped},
};
use burn::{
    module::Module,
    tensor::{Gradients, Tensor},
};

impl Game {
    /// `discriminator_steps` updates of the discriminator, then one of the generator against it.
    pub(super) fn adversarial_step(
        &mut self,
        recipe: &Recipe,
        loss: &dyn Loss,
        step: u64,
        streams: &mut Streams,
    ) -> Metrics {
        advance_power_iteration(&mut self.players.generator, recipe.generator_norm);
        for _ in 1..loss.discriminator_updates(step, recipe.discriminator_steps) {
            let latents = self.on_device(streams.latents.next(recipe.batch));
            let generated = self.generate_off_graph(latents.clone());
            self.update_discriminator(recipe, loss, step, (latents, generated), streams);
        }
        // The last update's samples serve the generator, too.
        let latents = self.on_device(streams.latents.next(recipe.batch));
        let generated = self.players.generator.forward(latents.clone());
        let constant = generated.clone().detach();
        let mut metrics = self.update_discriminator(recipe, loss, step, (latents.clone(), constant), streams);
        metrics.extend(self.update_generator(recipe, loss, step, (latents, generated), streams));
        metrics
    }

    fn update_discriminator(
        &mut self,
        recipe: &Recipe,
        loss: &dyn Loss,
        step: u64,
        (latents, generated): (Tensor<4>, Tensor<4>),
        streams: &mut Streams,
    ) -> Metrics {
        advance_power_iteration(&mut self.players.discriminator, recipe.discriminator_norm);
        let real = self.real(&mut streams.batches, recipe.batch);
        let noise = &mut streams.noise;
        let (real, generated) = (blurred(real, recipe, step, noise), blurred(generated, recipe, step, noise));

        let critic = self.critic(&self.players.discriminator, recipe);
        let (real_scores, generated_scores) = (critic.scores(real.clone()), critic.scores(generated.clone()));
        let mut metrics = scores(recipe, real_scores.clone(), generated_scores.clone());
        let energies = (recipe.loss == LossName::Began)
            .then(|| [&real_scores, &generated_scores].map(|energies| energies.clone().inner().mean()));

        let (called_real, called_generated) =
            flipped(real_scores.clone(), generated_scores.clone(), recipe.label_flips, noise);
        let mut value = loss.discriminator(called_real, called_generated);
        if let Some(penalty) = penalty::named(recipe, critic.net, real.clone(), generated.clone(), noise) {
            metrics.push(("penalty", penalty.value.clone().inner()));
            metrics.push(("gradient_norm", penalty.gradient_norm.inner()));
            value = value + penalty.value;
        }
        let neighbours = (recipe.zcr_lambda_dis > 0.0).then(|| {
            let close_by = consistency::neighbours(latents, recipe, noise);
            self.generate_off_graph(close_by)
        });
        let compared =
            Compared { real: (real, real_scores), generated: (generated, generated_scores), neighbours };
        if let Some(consistency) = consistency::in_discriminator(recipe, &critic, compared, noise) {
            metrics.push(("consistency", consistency.clone().inner()));
            value = value + consistency;
        }

        metrics.insert(0, ("loss_d", value.clone().inner()));
        self.step_discriminator(recipe, step, &mut value.backward());
        if let Some(energies) = energies {
            metrics.extend(self.update_k(recipe, energies));
        }
        metrics
    }

    /// Moves BEGAN's k by these mean energies of real and of generated samples, and returns what it was.
    fn update_k(&mut self, recipe: &Recipe, [real, generated]: [Scalar; 2]) -> Metrics {
        let (rate, ratio) = (recipe.lambda_k, recipe.gamma);
        let k = self.k.clone();
        self.k = Began::moved(k.clone(), rate, ratio, real.clone(), generated.clone());
        vec![("k", k), ("convergence", Began::convergence(ratio, real, generated))]
    }

    fn update_generator(
        &mut self,
        recipe: &Recipe,
        loss: &dyn Loss,
        step: u64,
        (latents, generated): (Tensor<4>, Tensor<4>),
        streams: &mut Streams,
    ) -> Metrics {
        // The generator's gradient passes through the discriminator without making its weights' own.
        let net = self.players.discriminator.clone().no_grad();
        let critic = self.critic(&net, recipe);
        let noise = &mut streams.noise;
        let (codes, scores) = critic.features_and_scores(blurred(generated.clone(), recipe, step, noise));
        let mut value = loss.generator(scores);
        let mut metrics = Metrics::new();
        if recipe.loss == LossName::Energy {
            let term = pull_away(codes);
            metrics.push(("pull_away", term.clone().inner()));
            if recipe.pull_away > 0.0 {
                value = value + term * recipe.pull_away;
            }
        }
        if recipe.zcr_lambda_gen > 0.0 {
            let close_by = consistency::neighbours(latents, recipe, noise);
            let apart = (generated - self.players.generator.forward(close_by)).square().mean();
            value = value - apart * recipe.zcr_lambda_gen;
        }
        metrics.insert(0, ("loss_g", value.clone().inner()));
        self.step_generator(recipe, step, &mut value.backward());
        metrics
    }

    /// Samples for the discriminator alone. Detaching them would not do: a graph that nothing runs back through
    /// keeps its memory until the step's end, and a warm-up makes a hundred.
    fn generate_off_graph(&self, latents: Tensor<4>) -> Tensor<4> {
        self.players.generator.clone().no_grad().forward(latents)
    }

    fn critic<'a>(&self, net: &'a Sequential, recipe: &Recipe) -> Critic<'a> {
        Critic { net, feature_layers: self.players.feature_layers, loss: recipe.loss }
    }

    pub(super) fn step_discriminator(&mut self, recipe: &Recipe, step: u64, gradients: &mut Gradients) {
        let rate = recipe.discriminator_lr * recipe.schedule.factor(step, recipe.schedule_steps);
        let net = &mut self.players.discriminator;
        self.discriminator_optimiser.step(net, rate, gradients);
        if recipe.weight_clip > 0.0 {
            *net = clipped(net.clone(), recipe.weight_clip);
        }
    }

    pub(super) fn step_generator(&mut self, recipe: &Recipe, step: u64, gradients: &mut Gradients) {
        let rate = recipe.generator_lr * recipe.schedule.factor(step, recipe.schedule_steps);
        self.generator_optimiser.step(&mut self.players.generator, rate, gradients);
    }
}

/// Lets the singular vectors of a spectrally normalised `net` follow its weights by one power iteration.
pub(super) fn advance_power_iteration(net: &mut Sequential, norm: Norm) {
    if norm == Norm::Spectral {
        *net = net.clone().advance_power_iteration();
    }
}

/// `samples` under the instance noise of `step` (Sønderby et al. 2016, arXiv:1610.04490, section 3).
fn blurred(samples: Tensor<4>, recipe: &Recipe, step: u64, noise: &mut Noise) -> Tensor<4> {
    let left = 1.0 - step.min(recipe.noise_steps) as f64 / recipe.noise_steps as f64;
    let deviation = recipe.instance_noise * left;
    if deviation == 0.0 {
        return samples;
    }
    let blur = Tensor::from_data(noise.normals(samples.dims()), &samples.device());
    samples + blur * deviation
}

/// The two kinds of scores with some pairs exchanged, each with this probability.
fn flipped(real: Scores, generated: Scores, probability: f64, noise: &mut Noise) -> (Scores, Scores) {
    if probability == 0.0 {
        return (real, generated);
    }
    let [batch, ..] = real.dims();
    let exchanged = Tensor::from_data(noise.coins(batch, probability), &real.device());
    let difference = (generated.clone() - real.clone()) * exchanged;
    (real + difference.clone(), generated - difference)
}
