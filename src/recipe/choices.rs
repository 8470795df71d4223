//! The names that a recipe's fields may hold.

use super::choice::choice;

choice! {
    /// A data set.
    pub enum DataName {
        /// Digits drawn by our own code, endless and without a download.
        Digits = "digits",
        /// Handwritten digits, 60,000 at 28x28 (LeCun et al. 1998), or any other set in the same file format.
        Mnist = "mnist" as "MNIST",
        /// Eight narrow Gaussians on a circle: shows mode collapse.
        Ring = "ring",
        /// Twenty-five narrow Gaussians on a grid.
        Grid = "grid",
        /// Two arms that wind around each other.
        Spiral = "spiral",
        /// Two interleaved half circles.
        Moons = "moons",
    }
}

impl DataName {
    /// Whether the samples are points of the plane rather than images.
    pub fn is_points(self) -> bool {
        matches!(self, Self::Ring | Self::Grid | Self::Spiral | Self::Moons)
    }
}

choice! {
    /// How a conditional generator learns which class is asked for.
    pub enum GeneratorCondition {
        /// A learnt vector for the class stands beside the latents.
        Concat = "concat",
        /// Every norm has gains and shifts for each class.
        Norm = "norm" as "Conditional norm",
    }
}

choice! {
    /// How a conditional discriminator takes classes into account.
    pub enum DiscriminatorCondition {
        /// Learnt numbers for the class stand beside the sample, and the score is of both (cGAN).
        Concat = "concat",
        /// It does not see the class: it has to name it, and both players want it named right (ACGAN).
        Auxiliary = "auxiliary" as "Auxiliary classifier",
        /// The score also asks how well the features fit a direction of the class.
        Projection = "projection",
    }
}

choice! {
    /// The distribution of the latents.
    pub enum Prior {
        /// Each component uniform between -1 and 1, as in DCGAN.
        Uniform = "uniform",
        /// Each component from the standard normal.
        Normal = "normal",
    }
}

choice! {
    /// The family of nets for generator and discriminator.
    pub enum ArchitectureName {
        /// Fully connected layers.
        Mlp = "mlp" as "MLP",
        /// Strided convolutions for 28x28 images.
        Conv = "conv",
    }
}

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
        /// An auto-encoder's squared error is the energy: low on real samples, up to a margin on generated ones (EBGAN).
        Energy = "energy",
        /// An auto-encoder's absolute error, generated samples weighed so that neither player wins (BEGAN).
        Began = "began" as "BEGAN" was "equilibrium",
        /// No game: encoder and decoder together maximise a bound on the data's likelihood (VAE).
        Elbo = "elbo" as "ELBO" was "evidence",
    }
}

choice! {
    /// Normalisation between a net's layers, or of its weights.
    pub enum Norm {
        /// None.
        None = "none",
        /// Batch normalisation in every hidden layer but the first.
        Batch = "batch",
        /// Layer normalisation, over each sample's channels together, in every hidden layer but the first.
        Layer = "layer",
        /// Instance normalisation, over each sample's channels apart, in every hidden layer but the first.
        Instance = "instance",
        /// Spectral normalisation: every weight over its largest singular value.
        Spectral = "spectral",
    }
}

choice! {
    /// An activation between a discriminator's layers.
    pub enum ActivationName {
        /// x above zero, 0.2 x below.
        LeakyRelu = "leaky_relu" as "Leaky ReLU",
        /// x above zero, exp(x) - 1 below: smooth, for auto-encoders without normalisation.
        Elu = "elu" as "ELU",
    }
}

choice! {
    /// A penalty on the discriminator's input gradient, by the points it is taken at.
    pub enum PenaltyName {
        /// None.
        None = "none",
        /// Length one, anywhere between a real and a generated sample (WGAN-GP).
        WganGp = "wgan_gp" as "WGAN-GP",
        /// Length one, around real samples (DRAGAN).
        Dragan = "dragan" as "DRAGAN",
        /// Length zero, at real samples (R1).
        R1 = "r1",
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

choice! {
    /// A rule that turns gradients into steps.
    pub enum OptimiserName {
        /// Kingma & Ba 2014, arXiv:1412.6980.
        Adam = "adam",
        /// Gradients over the root of their recent mean square, without momentum (Hinton 2012).
        Rmsprop = "rmsprop" as "RMSprop",
        /// Plain gradient descent.
        Sgd = "sgd" as "SGD",
    }
}

choice! {
    /// How learning rates change.
    pub enum Schedule {
        /// Not at all.
        Constant = "constant",
        /// Down to zero along a line.
        Linear = "linear",
        /// By half, again and again.
        Halving = "halving",
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

impl LossName {
    /// What the loss asks of the discriminator.
    pub fn head(self) -> Head {
        match self {
            Self::NonSaturating | Self::Minimax | Self::LeastSquares | Self::Wasserstein | Self::Hinge => {
                Head::Score
            }
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

    /// Whether the discriminator has a target for each kind of sample.
    pub fn has_targets(self) -> bool {
        self.is_cross_entropy() || self == Self::LeastSquares
    }
}

impl Schedule {
    /// What a rate is multiplied with after `step` steps of a schedule of `length`.
    pub fn factor(self, step: u64, length: u64) -> f64 {
        match self {
            Self::Constant => 1.0,
            Self::Linear => 1.0 - step.min(length) as f64 / length as f64,
            Self::Halving => libm::exp2(-((step / length) as f64)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_end_at_nothing_or_halve() {
        assert_eq!([0, 50, 100, 900].map(|step| Schedule::Linear.factor(step, 100)), [1.0, 0.5, 0.0, 0.0]);
        assert_eq!([0, 99, 100, 250].map(|step| Schedule::Halving.factor(step, 100)), [1.0, 1.0, 0.5, 0.25]);
        assert_eq!(Schedule::Constant.factor(7, 1), 1.0);
    }
}
