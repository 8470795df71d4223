//! What the players minimise, and the settings that each loss has of its own.

use crate::recipe::{Recipe, choice::choice, field::Range, part::part};

choice! {
    /// What the two players minimise.
    pub enum LossName {
        /// The generator maximises log D(G(z)): strong gradients while it is losing.
        NonSaturating = "non_saturating",
        /// The generator minimises log(1 - D(G(z))), the game as first stated: its gradient fades while it is losing.
        Minimax = "minimax",
        /// Squared distances to target scores (LSGAN): samples far on the right side are pulled back, too.
        LeastSquares = "least_squares",
        /// The difference of mean scores: a distance between distributions, if the critic's slope is bounded.
        Wasserstein = "wasserstein",
        /// Scores count until they are beyond 1 on the right side.
        Hinge = "hinge",
        /// Every real sample should score above the generated one that it is paired with, and the generator wants it the other way round.
        Relativistic = "relativistic",
        /// Every sample is scored against the mean of the other kind, and both players push both kinds (RaGAN).
        RelativisticAverage = "relativistic_average",
        /// An auto-encoder's squared error is the energy: low on real samples, up to a margin on generated ones (EBGAN).
        Energy = "energy",
        /// An auto-encoder's absolute error, generated samples weighed so that neither player wins (BEGAN).
        Began = "began" as "BEGAN" was "equilibrium",
        /// No game: encoder and decoder together maximise a bound on the data's likelihood (VAE).
        Elbo = "elbo" as "ELBO" was "evidence",
    }
}

choice! {
    /// A distribution of pixels around a decoder's output.
    pub enum Likelihood {
        /// Each pixel is white with the probability of its brightness.
        Bernoulli = "bernoulli",
        /// Each pixel is normal about its brightness.
        Gaussian = "gaussian",
    }
}

/// What a discriminator makes of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// One number: a raw score.
    Score,
    /// The sample again: its error is the energy.
    Reconstruction,
    /// Mean and logarithm of the variance of the latents it may come from.
    Posterior,
}

/// What the one number that a discriminator gives a sample says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// The probability that the sample is real.
    Probability,
    /// A score without a scale: more is more real.
    Score,
    /// An energy: less is more real.
    Energy,
}

impl Opinion {
    /// As the page knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Probability => "probability",
            Self::Score => "score",
            Self::Energy => "energy",
        }
    }
}

impl LossName {
    /// What the discriminator's number says, once a probability has been through the sigmoid; none where no one judges.
    pub fn opinion(self) -> Option<Opinion> {
        match self.head() {
            Head::Posterior => None,
            Head::Reconstruction => Some(Opinion::Energy),
            Head::Score if self.is_cross_entropy() => Some(Opinion::Probability),
            Head::Score => Some(Opinion::Score),
        }
    }

    /// What the loss asks of the discriminator.
    pub fn head(self) -> Head {
        match self {
            Self::NonSaturating
            | Self::Minimax
            | Self::LeastSquares
            | Self::Wasserstein
            | Self::Hinge
            | Self::Relativistic
            | Self::RelativisticAverage => Head::Score,
            Self::Energy | Self::Began => Head::Reconstruction,
            Self::Elbo => Head::Posterior,
        }
    }

    /// Whether two players meet.
    pub fn is_game(self) -> bool {
        self.head() != Head::Posterior
    }

    /// Whether scores are probabilities before the sigmoid.
    pub fn is_cross_entropy(self) -> bool {
        matches!(self, Self::NonSaturating | Self::Minimax)
    }

    /// Whether a score counts only against those of the other kind, so that the generator's loss takes real samples', too.
    pub fn is_relativistic(self) -> bool {
        matches!(self, Self::Relativistic | Self::RelativisticAverage)
    }

    /// Whether the discriminator has a target for each kind of sample.
    pub fn has_targets(self) -> bool {
        self.is_cross_entropy() || self == Self::LeastSquares
    }
}

part! {
    /// What is played.
    pub struct Game in game {
        "Game" {
            /// What the two players minimise.
            loss => loss: LossName = LossName::NonSaturating, "Loss", Range::Choice, "";
        }
    }
}

part! {
    /// The targets of the losses that have some.
    pub struct Targets in targets {
        "Game" {
            /// The target for real samples: below 1 it keeps the discriminator from growing too sure (one-sided label smoothing; LSGAN's b).
            real_target => real: f64 = 1.0, "Real target", Range::Real(0.5, 1.0), ""
                if |recipe| recipe.game.loss.has_targets() || recipe.targets.real != 1.0;
            /// The score that LSGAN's discriminator should give generated samples (a).
            generated_target => generated: f64 = 0.0, "Generated target", Range::Real(-1.0, 0.4), ""
                if |recipe| recipe.game.loss == LossName::LeastSquares;
            /// The score that LSGAN's generator aims for (c).
            fooled_target => fooled: f64 = 1.0, "Generator's target", Range::Real(-1.0, 1.0), ""
                if |recipe| recipe.game.loss == LossName::LeastSquares;
        }
    }
}

part! {
    /// EBGAN's energy.
    pub struct Energy in energy {
        "Game" {
            /// The energy beyond which generated samples are left alone: above that of real ones, in the same unit.
            margin => margin: f64 = 0.2, "Margin", Range::Real(0.0, 100.0), "squared error a pixel"
                if |recipe| recipe.game.loss == LossName::Energy;
        }
    }
}

part! {
    /// EBGAN's pull-away term.
    pub struct PullAway in pull_away {
        "Game" {
            /// How much the codes of generated samples are pushed apart (EBGAN's pull-away term).
            pull_away => weight: f64 = 0.0, "Pull-away", Range::Real(0.0, 10.0), ""
                if |recipe| recipe.game.loss == LossName::Energy;
        }
    }
}

part! {
    /// BEGAN's balance.
    pub struct ProportionalControl in began {
        "Game" {
            /// The energy of generated samples that BEGAN aims for, as a share of that of real ones: low is sharp, high is varied.
            gamma => gamma: f64 = 0.5, "BEGAN gamma", Range::Real(0.01, 1.0), "" was "diversity"
                if |recipe| recipe.game.loss == LossName::Began;
            /// How fast BEGAN's k follows (lambda_k).
            lambda_k => lambda_k: f64 = 0.001, "BEGAN lambda k", Range::Log(1e-5, 1.0), "a step" was "balance_rate"
                if |recipe| recipe.game.loss == LossName::Began;
        }
    }
}

part! {
    /// The likelihood in a VAE's bound.
    pub struct Elbo in elbo {
        "Game" {
            /// How the decoder's output is taken for a distribution of pixels; points of the plane are always gaussian.
            likelihood => likelihood: Likelihood = Likelihood::Bernoulli, "Likelihood", Range::Choice, ""
                if |recipe| recipe.game.loss == LossName::Elbo && !recipe.data.name.is_points();
            /// How far from the decoder's output a sample may be: small asks for exact copies, large for latents near the prior.
            decoder_deviation => deviation: f64 = 1.0, "Decoder's deviation", Range::Log(1e-3, 10.0), "standard deviation"
                if |recipe| recipe.game.loss == LossName::Elbo && recipe.likelihood_for_data() == Likelihood::Gaussian;
        }
    }
}

part! {
    /// How a Wasserstein critic is kept ahead.
    pub struct Wasserstein in wasserstein {
        "Game" {
            /// Steps at the start in which the critic is updated 100 times, as it then is every 500th.
            warm_up => warm_up: u64 = 0, "Critic's warm-up", Range::Whole(0, 1000), "steps"
                if |recipe| recipe.game.loss == LossName::Wasserstein;
            /// How much the squared scores of real samples count for the critic, whose scores else drift away together (PGGAN's epsilon).
            drift => drift: f64 = 0.0, "Drift", Range::Real(0.0, 10.0), "", live
                if |recipe| recipe.game.loss == LossName::Wasserstein || recipe.wasserstein.drift > 0.0;
        }
    }
}

impl Recipe {
    pub(in crate::recipe) fn has_scores(&self) -> bool {
        self.game.loss.head() == Head::Score
    }

    /// What the discriminator says of a single sample, where it judges such: a packed one judges groups.
    pub fn opinion(&self) -> Option<Opinion> {
        self.game.loss.opinion().filter(|_| self.discriminator.pack == 1 && !self.is_translation())
    }

    /// How the decoder's output is taken: `likelihood`, but for points as normal.
    pub fn likelihood_for_data(&self) -> Likelihood {
        if self.data.name.is_points() { Likelihood::Gaussian } else { self.elbo.likelihood }
    }
}
