//! Conditions on classes: whether the nets know them, and how each takes them into account.

use super::Head;
use crate::recipe::{Recipe, choice::choice, field::Range, part::part};

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

part! {
    /// How the nets are told of classes.
    pub struct Classes in classes {
        "Classes" {
            /// Whether the nets are given the classes of the data, so that samples of one class can be asked for.
            conditional => conditional: bool = false, "Conditional", Range::Flag, ""
                if |recipe| recipe.may_be_conditional() || recipe.classes.conditional;
            /// How the generator learns which class is asked for.
            generator_condition => generator: GeneratorCondition = GeneratorCondition::Concat, "Generator's condition", Range::Choice, ""
                if |recipe| recipe.classes.conditional;
            /// How the discriminator takes classes into account.
            discriminator_condition => discriminator: DiscriminatorCondition = DiscriminatorCondition::Concat, "Discriminator's condition", Range::Choice, ""
                if |recipe| recipe.classes.conditional && recipe.game.loss.is_game();
            /// Numbers that stand for a class; beside an image the discriminator always has a number a pixel.
            class_embedding => embedding: usize = 16, "Class embedding", Range::Whole(1, 512), "numbers" if Recipe::embeds_classes;
        }
    }
}

part! {
    /// How much the cross-entropies of the classes count that an auxiliary classifier names; 0 leaves one out.
    pub struct AuxiliaryClasses in auxiliary_classes {
        "Classes" {
            /// How much it counts that the discriminator names the classes of real samples right.
            class_loss_real => real: f64 = 1.0, "Class loss, real", Range::Real(0.0, 100.0), "", live
                if Recipe::has_auxiliary_classes;
            /// The same for the classes that generated samples were asked for; above 0 the players may agree on marks instead of classes.
            class_loss_generated => generated: f64 = 0.0, "Class loss, generated", Range::Real(0.0, 100.0), "", live
                if Recipe::has_auxiliary_classes;
            /// How much it counts for the generator that the discriminator names its samples' classes right.
            class_loss_generator => generator: f64 = 1.0, "Class loss, generator", Range::Real(0.0, 100.0), "", live
                if Recipe::has_auxiliary_classes;
        }
    }
}

impl Recipe {
    /// Whether a class could matter to the players: an auto-encoder's energy need not depend on one.
    pub(in crate::recipe) fn may_be_conditional(&self) -> bool {
        self.game.loss.head() != Head::Reconstruction
    }

    /// How the generator learns which class is asked for, where it does.
    pub fn condition_of_generator(&self) -> Option<GeneratorCondition> {
        self.classes.conditional.then_some(self.classes.generator)
    }

    /// How the discriminator takes classes into account, where it does; an encoder is shown them.
    pub fn condition_of_discriminator(&self) -> Option<DiscriminatorCondition> {
        let condition = if self.game.loss.is_game() {
            self.classes.discriminator
        } else {
            DiscriminatorCondition::Concat
        };
        self.classes.conditional.then_some(condition)
    }

    /// Whether the discriminator names classes beside its score.
    pub fn has_auxiliary_classes(&self) -> bool {
        self.condition_of_discriminator() == Some(DiscriminatorCondition::Auxiliary)
    }

    /// Whether learnt numbers of `class_embedding` stand for a class anywhere.
    fn embeds_classes(&self) -> bool {
        let beside_latents = self.condition_of_generator() == Some(GeneratorCondition::Concat);
        let beside_points = self.condition_of_discriminator() == Some(DiscriminatorCondition::Concat)
            && self.data.name.is_points();
        let in_styles = self.classes.conditional && self.has_styles();
        beside_latents || beside_points || in_styles
    }
}
