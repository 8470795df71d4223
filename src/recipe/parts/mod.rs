//! The settings of every part that makes up a run, one file for what belongs together.
//!
//! ```text
//! data          what is learnt from, and in what order
//! pictures      how pictures become samples; attributes: those of CelebA
//! players       the nets, and how each of the two learns
//! styles        gains and shifts that differ from sample to sample
//! classes       conditions on classes
//! game          what is minimised; each loss has settings of its own
//! growth        nets that grow level by level
//! penalty       the slope of the discriminator
//! consistency   small shifts of samples and of latents
//! rotation      naming by how far an image was turned
//! latent_step   a step of the latents before samples are made of them
//! orthogonality a pull of the generator's weights
//! disguise      noise on what the discriminator sees, wrong labels
//! translation   images of other images, in place of latents
//! training      optimiser, schedule, checkpoints
//! ```

mod attributes;
mod classes;
mod consistency;
mod data;
mod disguise;
mod game;
mod growth;
mod latent_step;
mod orthogonality;
mod penalty;
mod pictures;
mod players;
mod rotation;
mod styles;
mod training;
mod translation;

pub use attributes::Attributes;
pub use classes::{AuxiliaryClasses, Classes, DiscriminatorCondition, GeneratorCondition};
pub use consistency::Consistency;
pub use data::{Data, DataName, Run};
pub use disguise::Disguise;
pub use game::{
    Elbo, Energy, Game, Head, Likelihood, LossName, Opinion, ProportionalControl, PullAway, Targets,
    Wasserstein,
};
pub use growth::{Growth, Stage};
pub use latent_step::LatentStep;
pub use orthogonality::Orthogonality;
pub use penalty::{GradientPenalty, PenaltyName};
pub use pictures::{Crop, PictureLabels, Pictures, ResizeFilter};
pub use players::{
    ActivationName, ArchitectureName, Discriminator, Generator, InitialWeights, Nets, Norm, Prior,
};
pub use rotation::Rotation;
pub use styles::{StyleName, Styles};
pub use training::{Checkpoints, Optimiser, OptimiserName, Schedule, ScheduleName};
pub use translation::{
    DirectionName, PatchName, TaskName, Translation, TranslationName, TranslationNets, TranslatorName,
};
