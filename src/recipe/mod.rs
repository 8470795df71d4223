//! Everything that decides a run, in one value.
//!
//! The rows below are the only place where a field's name, default, range, unit and help stand. The
//! URL's keys, the command line's `--set`, a checkpoint's header and the page's controls come from them.

mod choice;
mod choices;
mod field;
mod rules;

pub use choice::{Choice, ChoiceOption};
pub use choices::{
    ActivationName, ArchitectureName, DataName, DiscriminatorCondition, GeneratorCondition, Head, Likelihood,
    LossName, Norm, OptimiserName, PenaltyName, Prior, Schedule,
};
pub use field::{Field, Kind, Value};

use crate::{Error, Result};
use field::{Range, rows};

/// The data of a recipe that names none.
pub const DEFAULT_DATA: DataName = DataName::Digits;

rows! {
    "Data" {
        /// What the generator learns to imitate; points of the plane bring settings of their own.
        data: DataName = DEFAULT_DATA, "Data", Range::Choice, "";
        /// The start of all randomness: the same seed and settings give the same run.
        seed: u64 = 1, "Seed", Range::Whole(0, u32::MAX as u64), "";
        /// Real samples, and generated ones, in every step: more is steadier and slower.
        batch: usize = 64, "Batch", Range::Whole(2, 1024), "samples";
    }
    "Nets" {
        /// Numbers the generator makes a sample from: too few leave it little to vary.
        latent: usize = 64, "Latent size", Range::Whole(1, 512), "numbers";
        /// How those numbers are drawn.
        prior: Prior = Prior::Normal, "Latent prior", Range::Choice, "";
        /// The nets for images; points of the plane always use fully connected ones.
        architecture: ArchitectureName = ArchitectureName::Conv, "Architecture", Range::Choice, "" was "net" if |recipe| !recipe.data.is_points();
        /// Normalisation in the generator.
        generator_norm: Norm = Norm::Batch, "Generator norm", Range::Choice, "";
        /// Normalisation in the discriminator.
        discriminator_norm: Norm = Norm::None, "Discriminator norm", Range::Choice, "" was "norm";
        /// The discriminator's activation.
        activation: ActivationName = ActivationName::LeakyRelu, "Activation", Range::Choice, "";
        /// Numbers that an auto-encoding discriminator squeezes a sample into.
        bottleneck: usize = 32, "Bottleneck", Range::Whole(1, 512), "numbers" was "code"
            if |recipe| recipe.loss.head() == Head::Reconstruction;
    }
    "Classes" {
        /// Whether the nets are given the classes of the data, so that samples of one class can be asked for.
        conditional: bool = false, "Conditional", Range::Flag, ""
            if |recipe| recipe.may_be_conditional() || recipe.conditional;
        /// How the generator learns which class is asked for.
        generator_condition: GeneratorCondition = GeneratorCondition::Concat, "Generator's condition", Range::Choice, ""
            if |recipe| recipe.conditional;
        /// How the discriminator takes classes into account.
        discriminator_condition: DiscriminatorCondition = DiscriminatorCondition::Concat, "Discriminator's condition", Range::Choice, ""
            if |recipe| recipe.conditional && recipe.loss.is_game();
        /// Numbers that stand for a class; beside an image the discriminator always has a number a pixel.
        class_embedding: usize = 16, "Class embedding", Range::Whole(1, 512), "numbers" if Recipe::embeds_classes;
        /// How much it counts that the discriminator names the classes of real samples right.
        class_loss_real: f64 = 1.0, "Class loss, real", Range::Real(0.0, 100.0), "", live
            if Recipe::has_auxiliary_classes;
        /// The same for the classes that generated samples were asked for; above 0 the players may agree on marks instead of classes.
        class_loss_generated: f64 = 0.0, "Class loss, generated", Range::Real(0.0, 100.0), "", live
            if Recipe::has_auxiliary_classes;
        /// How much it counts for the generator that the discriminator names its samples' classes right.
        class_loss_generator: f64 = 1.0, "Class loss, generator", Range::Real(0.0, 100.0), "", live
            if Recipe::has_auxiliary_classes;
    }
    "Game" {
        /// What the two players minimise.
        loss: LossName = LossName::NonSaturating, "Loss", Range::Choice, "";
        /// The target for real samples: below 1 it keeps the discriminator from growing too sure (one-sided label smoothing; LSGAN's b).
        real_target: f64 = 1.0, "Real target", Range::Real(0.5, 1.0), ""
            if |recipe| recipe.loss.has_targets() || recipe.real_target != 1.0;
        /// The score that LSGAN's discriminator should give generated samples (a).
        generated_target: f64 = 0.0, "Generated target", Range::Real(-1.0, 0.4), ""
            if |recipe| recipe.loss == LossName::LeastSquares;
        /// The score that LSGAN's generator aims for (c).
        fooled_target: f64 = 1.0, "Generator's target", Range::Real(-1.0, 1.0), ""
            if |recipe| recipe.loss == LossName::LeastSquares;
        /// The energy beyond which generated samples are left alone: above that of real ones, in the same unit.
        margin: f64 = 0.2, "Margin", Range::Real(0.0, 100.0), "squared error a pixel"
            if |recipe| recipe.loss == LossName::Energy;
        /// How much the codes of generated samples are pushed apart (EBGAN's pull-away term).
        pull_away: f64 = 0.0, "Pull-away", Range::Real(0.0, 10.0), ""
            if |recipe| recipe.loss == LossName::Energy;
        /// The energy of generated samples that BEGAN aims for, as a share of that of real ones: low is sharp, high is varied.
        gamma: f64 = 0.5, "BEGAN gamma", Range::Real(0.01, 1.0), "" was "diversity"
            if |recipe| recipe.loss == LossName::Began;
        /// How fast BEGAN's k follows (lambda_k).
        lambda_k: f64 = 0.001, "BEGAN lambda k", Range::Log(1e-5, 1.0), "a step" was "balance_rate"
            if |recipe| recipe.loss == LossName::Began;
        /// How the decoder's output is taken for a distribution of pixels; points of the plane are always gaussian.
        likelihood: Likelihood = Likelihood::Bernoulli, "Likelihood", Range::Choice, ""
            if |recipe| recipe.loss == LossName::Elbo && !recipe.data.is_points();
        /// How far from the decoder's output a sample may be: small asks for exact copies, large for latents near the prior.
        decoder_deviation: f64 = 1.0, "Decoder's deviation", Range::Log(1e-3, 10.0), "standard deviation"
            if |recipe| recipe.loss == LossName::Elbo && recipe.likelihood_for_data() == Likelihood::Gaussian;
        /// Updates of the discriminator for each one of the generator.
        discriminator_steps: usize = 1, "Discriminator steps", Range::Whole(1, 20), "a generator step", live
            if |recipe| recipe.loss.is_game();
        /// Steps at the start in which the critic is updated 100 times, as it then is every 500th.
        warm_up: u64 = 0, "Critic's warm-up", Range::Whole(0, 1000), "steps"
            if |recipe| recipe.loss == LossName::Wasserstein;
    }
    "Regularisation" {
        /// Where the discriminator's input gradient is held to a length.
        penalty: PenaltyName = PenaltyName::None, "Gradient penalty", Range::Choice, ""
            if |recipe| recipe.has_scores() || recipe.has_penalty();
        /// How much the gradient penalty weighs (lambda; R1's gamma, which is halved).
        penalty_weight: f64 = 10.0, "Penalty weight", Range::Log(1e-3, 1e4), "", live if Recipe::has_penalty;
        /// The largest size that a critic's weight may have; 0 is no limit.
        weight_clip: f64 = 0.0, "Weight clip", Range::Real(0.0, 10.0), ""
            if |recipe| recipe.has_scores() || recipe.weight_clip > 0.0;
        /// How alike the scores of a real sample and its shifted copy should be (CR-GAN).
        consistency: f64 = 0.0, "Consistency", Range::Real(0.0, 1000.0), ""
            if |recipe| recipe.may_shift() || recipe.shifts();
        /// The same for generated samples (balanced consistency).
        generated_consistency: f64 = 0.0, "Generated consistency", Range::Real(0.0, 1000.0), ""
            if |recipe| recipe.may_shift() || recipe.shifts();
        /// Pixels by which copies are shifted at most, in each direction.
        shift: usize = 2, "Shift", Range::Whole(1, 14), "pixels" if Recipe::shifts;
        /// How alike the scores of samples from nearby latents should be (latent consistency).
        zcr_lambda_dis: f64 = 0.0, "zCR lambda dis", Range::Real(0.0, 1000.0), "" was "latent_consistency"
            if |recipe| recipe.has_scores() || recipe.moves_latents();
        /// How unlike samples from nearby latents should be, in the generator's loss (latent consistency).
        zcr_lambda_gen: f64 = 0.0, "zCR lambda gen", Range::Real(0.0, 100.0), "" was "latent_diversity"
            if |recipe| recipe.has_scores() || recipe.moves_latents();
        /// How near those latents are: the standard deviation of the step between them.
        zcr_sigma: f64 = 0.05, "zCR sigma", Range::Log(1e-4, 10.0), "" was "latent_shift" if Recipe::moves_latents;
        /// Noise on all that the discriminator sees, fading to nothing: blurs both distributions until they overlap.
        instance_noise: f64 = 0.0, "Instance noise", Range::Real(0.0, 10.0), "standard deviation"
            if |recipe| recipe.loss.is_game() || recipe.instance_noise > 0.0;
        /// Steps until that noise has faded.
        noise_steps: u64 = 10_000, "Noise fades over", Range::Whole(1, 1_000_000_000), "steps"
            if |recipe| recipe.instance_noise > 0.0;
        /// The share of samples shown to the discriminator under the wrong label.
        label_flips: f64 = 0.0, "Label flips", Range::Real(0.0, 0.5), "of a batch"
            if |recipe| recipe.loss.is_game() || recipe.label_flips > 0.0;
        /// The largest length of a net's gradient, which longer ones are cut down to; 0 is no limit.
        clip_grad_norm: f64 = 0.0, "Clip gradient norm", Range::Real(0.0, 1e6), "" was "gradient_clip";
    }
    "Training" {
        /// The rule that turns gradients into steps.
        optimiser: OptimiserName = OptimiserName::Adam, "Optimiser", Range::Choice, "";
        /// The generator's learning rate: too high and it oscillates.
        generator_lr: f64 = 2e-4, "Generator learning rate", Range::Log(1e-6, 1e-1), "" was "generator_rate", live;
        /// The discriminator's learning rate: too high against the generator's and it wins outright.
        discriminator_lr: f64 = 2e-4, "Discriminator learning rate", Range::Log(1e-6, 1e-1), "" was "discriminator_rate", live;
        /// Adam's memory of past gradients; GANs like it shorter than the usual 0.9.
        beta1: f64 = 0.5, "Adam beta 1", Range::Real(0.0, 0.999), ""
            if |recipe| recipe.optimiser == OptimiserName::Adam;
        /// The memory of past squared gradients, Adam's and RMSprop's.
        beta2: f64 = 0.999, "Beta 2", Range::Real(0.0, 0.99999), ""
            if |recipe| recipe.optimiser != OptimiserName::Sgd;
        /// How the learning rates change as the run goes on.
        schedule: Schedule = Schedule::Constant, "Schedule", Range::Choice, "";
        /// Steps until a linear schedule ends, or between two halvings.
        schedule_steps: u64 = 100_000, "Schedule's length", Range::Whole(1, 1_000_000_000), "steps"
            if |recipe| recipe.schedule != Schedule::Constant;
        /// The decay of the generator's exponential moving average: how slowly it follows the raw weights; 0 is at once.
        ema: f64 = 0.995, "EMA decay", Range::Real(0.0, 0.99999), "";
        /// How often a native run writes its checkpoint.
        checkpoint_every: u64 = 500, "Checkpoint every", Range::Whole(1, 1_000_000_000), "steps";
    }
}

impl Recipe {
    /// The field called `name`.
    ///
    /// # Errors
    /// [`Error::Field`] with the name nearest to an unknown one.
    pub fn field(name: &str) -> Result<&'static Field> {
        FIELDS.iter().find(|field| field.is_called(name)).ok_or_else(|| {
            let names: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
            Error::field(name, format!("no such field; the fields are {}", names.join(", ")))
        })
    }

    /// Sets the field `name` from text, as in a URL or after `--set`.
    ///
    /// # Errors
    /// [`Error::Field`] naming the field and what it may hold.
    pub fn set(&mut self, name: &str, text: &str) -> Result<()> {
        let field = Self::field(name)?;
        (field.set)(self, field.parse(text)?)
    }

    fn has_scores(&self) -> bool {
        self.loss.head() == Head::Score
    }

    /// Whether a class could matter to the players: an auto-encoder's energy need not depend on one.
    fn may_be_conditional(&self) -> bool {
        self.loss.head() != Head::Reconstruction
    }

    /// How the discriminator takes classes into account, where it does; an encoder is shown them.
    pub fn condition_of_discriminator(&self) -> Option<DiscriminatorCondition> {
        let condition =
            if self.loss.is_game() { self.discriminator_condition } else { DiscriminatorCondition::Concat };
        self.conditional.then_some(condition)
    }

    /// Whether the discriminator names classes beside its score.
    pub fn has_auxiliary_classes(&self) -> bool {
        self.condition_of_discriminator() == Some(DiscriminatorCondition::Auxiliary)
    }

    /// Whether learnt numbers of `class_embedding` stand for a class anywhere.
    fn embeds_classes(&self) -> bool {
        let beside_latents = self.conditional && self.generator_condition == GeneratorCondition::Concat;
        let beside_points = self.condition_of_discriminator() == Some(DiscriminatorCondition::Concat)
            && self.data.is_points();
        beside_latents || beside_points
    }

    fn has_penalty(&self) -> bool {
        self.penalty != PenaltyName::None
    }

    /// Whether samples are images that a discriminator scores, so that it may be shown shifted copies.
    fn may_shift(&self) -> bool {
        self.has_scores() && !self.data.is_points()
    }

    fn shifts(&self) -> bool {
        self.consistency > 0.0 || self.generated_consistency > 0.0
    }

    fn moves_latents(&self) -> bool {
        self.zcr_lambda_dis > 0.0 || self.zcr_lambda_gen > 0.0
    }

    /// How the decoder's output is taken: `likelihood`, but for points as normal.
    pub fn likelihood_for_data(&self) -> Likelihood {
        if self.data.is_points() { Likelihood::Gaussian } else { self.likelihood }
    }

    /// The family of nets that the run uses: `net`, but for points the fully connected one.
    pub fn architecture_for_data(&self) -> ArchitectureName {
        if self.data.is_points() { ArchitectureName::Mlp } else { self.architecture }
    }
}
