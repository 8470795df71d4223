//! Everything that decides a run, in one value.
//!
//! The rows below are the only place where a field's name, default, range, unit and help stand. The
//! URL's keys, the command line's `--set`, a checkpoint's header and the page's controls come from them.

mod choice;
mod field;
mod text;

use choice::choice;
pub use choice::{Choice, ChoiceOption};
pub use field::{Field, Kind, Value};

use crate::{
    Error, Result,
    zoo::{self, Variant},
};
use field::{Range, rows};

choice! {
    /// A data set.
    pub enum DataName {
        /// Digits drawn by our own code, endless and without a download.
        Digits = "digits",
        /// Handwritten digits, 60,000 at 28x28 (LeCun et al. 1998), or any other set in the same file format.
        Mnist = "mnist",
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
        !matches!(self, Self::Digits | Self::Mnist)
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
    pub enum NetName {
        /// Fully connected layers.
        Mlp = "mlp",
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
    }
}

choice! {
    /// Normalisation between a discriminator's layers.
    pub enum Norm {
        /// None.
        None = "none",
        /// Batch normalisation in every hidden layer but the first.
        Batch = "batch",
    }
}

rows! {
    /// What the generator learns to imitate.
    data: DataName = DataName::Digits, "Data", Range::Choice, "";
    /// The start of all randomness: the same seed and settings give the same run.
    seed: u64 = 1, "Seed", Range::Whole(0, u32::MAX as u64), "";
    /// Real samples, and generated ones, in every step: more is steadier and slower.
    batch: usize = 64, "Batch", Range::Whole(2, 1024), "samples";
    /// Numbers the generator makes a sample from: too few leave it little to vary.
    latent: usize = 64, "Latent size", Range::Whole(1, 512), "numbers";
    /// How those numbers are drawn.
    prior: Prior = Prior::Normal, "Latent prior", Range::Choice, "";
    /// The nets for images; points of the plane always use fully connected ones.
    net: NetName = NetName::Conv, "Nets", Range::Choice, "";
    /// Normalisation in the discriminator.
    norm: Norm = Norm::None, "Discriminator norm", Range::Choice, "";
    /// What the two players minimise.
    loss: LossName = LossName::NonSaturating, "Loss", Range::Choice, "";
    /// The target for real samples: below 1 it keeps the discriminator from growing too sure (one-sided label smoothing).
    real_target: f64 = 1.0, "Real target", Range::Real(0.5, 1.0), "";
    /// Length of the generator's steps: too high and it runs past every answer.
    generator_rate: f64 = 2e-4, "Generator rate", Range::Log(1e-6, 1e-1), "a step", live;
    /// Length of the discriminator's steps: too high against the generator's and it wins outright.
    discriminator_rate: f64 = 2e-4, "Discriminator rate", Range::Log(1e-6, 1e-1), "a step", live;
    /// Adam's memory of past gradients; GANs like it shorter than the usual 0.9.
    beta1: f64 = 0.5, "Adam beta 1", Range::Real(0.0, 0.999), "";
    /// Adam's memory of past squared gradients.
    beta2: f64 = 0.999, "Adam beta 2", Range::Real(0.0, 0.99999), "";
    /// Updates of the discriminator for each one of the generator.
    discriminator_steps: usize = 1, "Discriminator steps", Range::Whole(1, 20), "a generator step", live;
    /// How slowly the averaged generator follows the live one; 0 is at once.
    ema: f64 = 0.995, "Averaging", Range::Real(0.0, 0.99999), "";
    /// How often a native run writes its checkpoint.
    checkpoint_every: u64 = 500, "Checkpoint every", Range::Whole(1, 1_000_000_000), "steps";
}

impl Recipe {
    /// The variant this recipe configures.
    pub fn variant(&self) -> &'static Variant {
        self.variant
    }

    /// The field called `name`.
    ///
    /// # Errors
    /// [`Error::Field`] with the name nearest to an unknown one.
    pub fn field(name: &str) -> Result<&'static Field> {
        FIELDS.iter().find(|field| field.name == name).ok_or_else(|| {
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

    /// The family of nets that the run uses: `net`, but for points the fully connected one.
    pub fn net_for_data(&self) -> NetName {
        if self.data.is_points() { NetName::Mlp } else { self.net }
    }
}

/// The variant called `name`.
///
/// # Errors
/// [`Error::Field`] with the names there are.
pub fn variant(name: &str) -> Result<&'static Variant> {
    zoo::ZOO.iter().copied().find(|variant| variant.name == name).ok_or_else(|| {
        let names: Vec<_> = zoo::ZOO.iter().map(|variant| variant.name).collect();
        Error::field("variant", format!("`{name}` is none of {}", names.join(", ")))
    })
}
