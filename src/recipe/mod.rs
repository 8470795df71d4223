//! Everything that decides a run, in one value made of parts.
//!
//! The rows of the parts are the only place where a field's name, default, range, unit and help stand. The
//! URL's keys, the command line's `--set`, a checkpoint's header and the page's controls come from them.

mod choice;
mod drawing;
mod field;
mod part;
pub mod parts;
mod rules;
mod selection;

pub use choice::{Choice, ChoiceOption};
pub use drawing::Drawing;
pub use field::{Field, Kind, Value};
pub use parts::{
    ActivationName, ArchitectureName, Crop, DataName, DirectionName, DiscriminatorCondition,
    GeneratorCondition, Head, InitialWeights, Likelihood, LossName, Norm, Opinion, OptimiserName, PatchName,
    PenaltyName, PictureLabels, Prior, ResizeFilter, ScheduleName, Stage, StyleName, TaskName,
    TranslationName, TranslatorName,
};
pub use selection::Selection;

use crate::{Error, Result};
use parts::*;

/// The data of a recipe that names none.
pub const DEFAULT_DATA: DataName = DataName::Digits;

part::recipe! {
    data: Data,
    pictures: Pictures,
    translation: Translation,
    run: Run,
    nets: Nets,
    translation_nets: TranslationNets,
    styles: Styles,
    growth: Growth,
    classes: Classes,
    auxiliary_classes: AuxiliaryClasses,
    game: Game,
    targets: Targets,
    energy: Energy,
    pull_away: PullAway,
    began: ProportionalControl,
    elbo: Elbo,
    wasserstein: Wasserstein,
    penalty: GradientPenalty,
    consistency: Consistency,
    rotation: Rotation,
    latent_step: LatentStep,
    orthogonality: Orthogonality,
    disguise: Disguise,
    optimiser: Optimiser,
    generator: Generator,
    discriminator: Discriminator,
    schedule: Schedule,
    checkpoints: Checkpoints,
}

/// Every field, in the order in which the page shows them.
pub fn fields() -> impl Iterator<Item = &'static Field> + Clone {
    TABLE.iter().copied().flatten()
}

impl Recipe {
    /// The field called `name`.
    ///
    /// # Errors
    /// [`Error::Field`] with the name nearest to an unknown one.
    pub fn field(name: &str) -> Result<&'static Field> {
        fields().find(|field| field.is_called(name)).ok_or_else(|| {
            let names: Vec<_> = fields().map(|field| field.name).collect();
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
}
