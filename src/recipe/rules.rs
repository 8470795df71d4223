//! Settings that contradict each other, each with the reason: refused before a run starts.

use super::{
    ArchitectureName, DataName, GeneratorCondition, InitialWeights, LossName, Norm, PenaltyName,
    PictureLabels, Prior, Recipe, StyleName,
};
use crate::{Error, Result};

/// A contradiction: when it holds, the field to change, and why.
type Rule = (fn(&Recipe) -> bool, &'static str, &'static str);

/// More than any net has levels.
const LEAST_FOR_CHUNKS: usize = 8;

const ONE_PIXEL: &str = "instance norm takes the mean over an image's pixels, and these nets' layers have one pixel a \
                         channel, of which it leaves nothing; choose none, batch, layer or spectral, or the architecture conv";

const NO_PIXELS: &str = "points have no pixels to look at; choose false, or a data set of images";

const NO_PLACE: &str =
    "of these nets, no layer has a place for attention; choose false, or the architecture conv or sngan";
const NO_NORM: &str = "R3GAN's nets have no place for a norm: their blocks begin as the identity instead; choose none, or another \
                       architecture";

const RULES: &[Rule] = &[
    (
        |recipe| recipe.has_penalty() && !recipe.has_scores(),
        "penalty",
        "a gradient penalty is for discriminators that score, and this loss has an auto-encoder; choose none",
    ),
    (
        |recipe| recipe.has_penalty() && recipe.discriminator.norm == Norm::Batch,
        "discriminator_norm",
        "batch norm ties the samples of a batch together, and the penalty is on each sample's own gradient; \
         choose none, layer, instance or spectral, or no penalty",
    ),
    (
        |recipe| recipe.discriminator.norm == Norm::Instance && recipe.has_one_pixel_layers(),
        "discriminator_norm",
        ONE_PIXEL,
    ),
    (
        |recipe| recipe.generator.norm == Norm::Instance && recipe.has_one_pixel_layers(),
        "generator_norm",
        ONE_PIXEL,
    ),
    (|recipe| recipe.generator.attention && recipe.data.name.is_points(), "generator_attention", NO_PIXELS),
    (
        |recipe| recipe.discriminator.attention && recipe.data.name.is_points(),
        "discriminator_attention",
        NO_PIXELS,
    ),
    (
        |recipe| recipe.generator.attention && recipe.attention_place().is_none(),
        "generator_attention",
        NO_PLACE,
    ),
    (
        |recipe| recipe.discriminator.attention && recipe.attention_place().is_none(),
        "discriminator_attention",
        NO_PLACE,
    ),
    (
        |recipe| {
            recipe.game.loss == LossName::Elbo
                && recipe.architecture_for_data() == ArchitectureName::Sngan
                && recipe.discriminator.norm != Norm::Spectral
        },
        "discriminator_norm",
        "these nets sum over the pixels, so that without spectral norm an encoder's first variances are beyond all \
         bounds; choose spectral, or another architecture",
    ),
    (
        |recipe| recipe.game.loss == LossName::Wasserstein && !recipe.has_bounded_slope(),
        "weight_clip",
        "nothing bounds the critic's slope, so its loss has no bottom; \
         clip its weights (0.01), or choose a gradient penalty or spectral norm",
    ),
    (
        |recipe| recipe.discriminator.weight_clip > 0.0 && recipe.discriminator.norm == Norm::Spectral,
        "weight_clip",
        "spectral norm divides every weight by its size, so that clipping changes nothing; choose one of the two",
    ),
    (
        |recipe| recipe.discriminator.weight_clip > 0.0 && !recipe.has_scores(),
        "weight_clip",
        "clipping bounds the slope of a critic's score, and this loss has none; choose 0",
    ),
    (
        |recipe| recipe.targets.real != 1.0 && !recipe.game.loss.has_targets(),
        "real_target",
        "this loss has no target for real samples to be smoothed; choose 1",
    ),
    (
        |recipe| {
            recipe.game.loss == LossName::LeastSquares && recipe.targets.generated >= recipe.targets.real
        },
        "generated_target",
        "must be below the target for real samples, or there is nothing to tell apart",
    ),
    (
        |recipe| recipe.disguise.label_flips > 0.0 && !recipe.game.loss.is_game(),
        "label_flips",
        "without a game, samples have no labels to flip; choose 0",
    ),
    (
        |recipe| recipe.disguise.instance_noise > 0.0 && !recipe.game.loss.is_game(),
        "instance_noise",
        "blurs what a discriminator sees, and this loss has none; choose 0",
    ),
    (
        |recipe| recipe.pictures.flip && !recipe.may_be_mirrored(),
        "flip",
        "a mirrored digit is no digit, and points have no left and right; choose false",
    ),
    (
        |recipe| {
            recipe.pictures.labels == PictureLabels::Attributes
                && recipe.pictures.attributes.names().count() == 0
        },
        "attributes",
        "none is chosen, so that there are no classes; name some (attributes=Male,Smiling), or choose other labels",
    ),
    (
        |recipe| recipe.data.name == DataName::Drawn && recipe.data.drawing.is_empty(),
        "drawing",
        "nothing is drawn, so that there is nothing to learn; draw at least one place",
    ),
    (
        |recipe| recipe.shifts() && recipe.data.name.is_points(),
        "consistency",
        "shifts move an image's pixels, and these samples are points; choose 0, or a data set of images",
    ),
    (
        |recipe| (recipe.shifts() || recipe.moves_latents()) && !recipe.has_scores(),
        "consistency",
        "compares scores, and this loss has none; choose 0 for all three consistencies and for the zCR lambda gen",
    ),
    (
        |recipe| recipe.rotation.is_on && recipe.data.name.is_points(),
        "rotations",
        "turns are of images, and these samples are points; choose false, or a data set of images",
    ),
    (
        |recipe| recipe.rotation.is_on && !recipe.has_scores(),
        "rotations",
        "the turns are named beside a score, and this loss's discriminator has none; choose false, or a loss on scores",
    ),
    (
        |recipe| recipe.has_latent_step() && !recipe.has_scores(),
        "latent_step",
        "the step is towards higher scores, and this loss has none; choose 0, or a loss on scores",
    ),
    (
        |recipe| recipe.has_latent_step() && recipe.generator.prior != Prior::Uniform,
        "latent_step",
        "latents that moved are clamped to the prior's bounds of -1 and 1; choose 0, or the uniform prior",
    ),
    (
        |recipe| recipe.nets.weights != InitialWeights::Normal && recipe.has_one_pixel_layers(),
        "initial_weights",
        "fully connected nets begin as PyTorch's linear layers do; choose normal, or another architecture",
    ),
    (
        |recipe| {
            recipe.nets.weights == InitialWeights::Equalised
                && (recipe.generator.has_spectral_norm() || recipe.discriminator.has_spectral_norm())
        },
        "initial_weights",
        "spectral norm divides every weight by its size, so that scaling it changes nothing; choose normal or orthogonal",
    ),
    (
        |recipe| recipe.is_orthogonal() && !recipe.game.loss.is_game(),
        "orthogonality",
        "is of a generator that plays a game, and this loss has none; choose 0",
    ),
    (
        |recipe| recipe.has_styles() && !recipe.may_have_styles(),
        "styles",
        "styles are gains and shifts behind a norm of activations, and the generator has none; choose none, or batch, layer \
         or instance for the generator norm of nets for images",
    ),
    (
        |recipe| {
            recipe.has_styles()
                && !matches!(recipe.architecture_for_data(), ArchitectureName::Conv | ArchitectureName::Sngan)
        },
        "styles",
        "these nets have no levels for styles; choose none, or the architecture conv or sngan",
    ),
    (
        |recipe| recipe.styles.name == StyleName::Chunks && recipe.generator.latent < LEAST_FOR_CHUNKS,
        "latent",
        "each level of the generator has a chunk of the latents; choose 8 or more",
    ),
    (
        |recipe| recipe.has_styles() && recipe.has_latent_step(),
        "latent_step",
        "scores are differentiated in latents that go into the generator at one place, and these are styles, too; choose 0, \
         or no styles",
    ),
    (
        |recipe| recipe.classes.conditional && !recipe.may_be_conditional(),
        "conditional",
        "this loss's discriminator rebuilds samples, and may do so whatever their class, so that the generator would \
         learn no classes; choose false, or a loss on scores",
    ),
    (
        |recipe| {
            recipe.classes.conditional
                && recipe.classes.generator == GeneratorCondition::Norm
                && matches!(recipe.generator.norm, Norm::None | Norm::Spectral)
        },
        "generator_condition",
        "a conditional norm needs a norm of activations, and the generator has none; \
         choose concat, or batch, layer or instance for the generator norm",
    ),
    (|recipe| recipe.has_r3gan_nets() && recipe.generator.norm != Norm::None, "generator_norm", NO_NORM),
    (
        |recipe| recipe.has_r3gan_nets() && recipe.discriminator.norm != Norm::None,
        "discriminator_norm",
        NO_NORM,
    ),
    (
        |recipe| recipe.has_r3gan_nets() && !recipe.nets.width.is_multiple_of(32),
        "width",
        "must be a multiple of 32, so that even half and a quarter of it make whole groups",
    ),
    (
        |recipe| recipe.discriminator.pack > 1 && !recipe.has_scores(),
        "pack",
        "groups of samples get one score, and this loss has no scores but an auto-encoder; choose 1",
    ),
    (
        |recipe| recipe.discriminator.pack > 1 && recipe.classes.conditional,
        "pack",
        "the samples of a group may be of different classes, and the discriminator is told one class a judgement; choose 1",
    ),
    (
        |recipe| recipe.discriminator.pack > 1 && (recipe.rotation.is_on || recipe.has_latent_step()),
        "pack",
        "turns are named of single images, and latents step towards a single sample's score, and there are only groups; \
         choose 1",
    ),
    (
        |recipe| !recipe.run.batch.is_multiple_of(recipe.discriminator.pack),
        "pack",
        "the batch does not divide into groups of so many samples; choose another number, or another batch",
    ),
    (
        |recipe| recipe.game.loss == LossName::Elbo && recipe.generator.prior == Prior::Uniform,
        "prior",
        "the bound on the likelihood is derived for normal latents; choose normal",
    ),
];

impl Recipe {
    /// Refuses settings that contradict each other.
    ///
    /// # Errors
    /// [`Error::Field`] naming the field to change and the reason.
    pub fn check(&self) -> Result<()> {
        match RULES.iter().find(|(contradicts, ..)| contradicts(self)) {
            Some((_, field, reason)) => Err(Error::field(*field, *reason)),
            None => self.expect_nets_for_data(),
        }
    }

    fn has_one_pixel_layers(&self) -> bool {
        self.architecture_for_data() == ArchitectureName::Mlp
    }

    fn has_r3gan_nets(&self) -> bool {
        self.architecture_for_data() == ArchitectureName::R3gan
    }

    fn has_bounded_slope(&self) -> bool {
        self.discriminator.weight_clip > 0.0
            || self.discriminator.norm == Norm::Spectral
            || matches!(self.penalty.name, PenaltyName::WganGp | PenaltyName::Dragan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{recipe::Choice as _, zoo::ZOO};

    #[test]
    fn no_variant_contradicts_itself() {
        for recipe in ZOO.iter().flat_map(|variant| DataName::all().map(|data| variant.recipe(data))) {
            recipe.check().unwrap_or_else(|error| panic!("{}: {error}", recipe.to_query()));
        }
    }

    #[test]
    fn contradictions_are_refused_with_the_field_and_the_reason() {
        for (query, field, reason) in [
            ("variant=wgan_gp&discriminator_norm=batch", "discriminator_norm", "each sample's own gradient"),
            ("variant=vanilla&norm=instance", "discriminator_norm", "leaves nothing"),
            ("variant=dcgan&data=ring&generator_norm=instance", "generator_norm", "leaves nothing"),
            ("variant=ebgan&penalty=r1", "penalty", "auto-encoder"),
            ("variant=wgan&weight_clip=0", "weight_clip", "no bottom"),
            ("variant=sngan&weight_clip=0.1", "weight_clip", "changes nothing"),
            ("variant=began&weight_clip=0.1", "weight_clip", "has none"),
            ("variant=hinge&real_target=0.9", "real_target", "no target"),
            ("variant=vae&label_flips=0.1", "label_flips", "no labels"),
            ("variant=vae&instance_noise=0.1", "instance_noise", "has none"),
            ("variant=crgan&data=ring&consistency=10", "consistency", "points"),
            ("variant=ebgan&zcr_lambda_dis=1", "consistency", "compares scores"),
            ("variant=vae&prior=uniform", "prior", "normal latents"),
            ("variant=vae&data=folder&architecture=sngan", "discriminator_norm", "beyond all bounds"),
            ("variant=ssgan&data=ring&rotations=true", "rotations", "points"),
            ("variant=ebgan&rotations=true", "rotations", "has none"),
            ("variant=began&prior=uniform&latent_step=1", "latent_step", "has none"),
            ("variant=logan&prior=normal", "latent_step", "uniform"),
            ("variant=sngan&initial_weights=equalised", "initial_weights", "changes nothing"),
            ("variant=dcgan&data=ring&initial_weights=orthogonal", "initial_weights", "PyTorch's"),
            ("variant=vae&orthogonality=0.1", "orthogonality", "has none"),
            ("variant=dcgan&styles=mapping&generator_norm=none", "styles", "has none"),
            ("variant=dcgan&styles=chunks&data=ring", "styles", "nets for images"),
            ("variant=vanilla&styles=chunks&generator_norm=batch", "styles", "no levels"),
            ("variant=dcgan&styles=chunks&latent=4", "latent", "8 or more"),
            ("variant=logan&styles=mapping", "latent_step", "styles"),
            ("variant=ebgan&conditional=true", "conditional", "rebuilds samples"),
            ("variant=dcgan&data=ring&generator_attention=true", "generator_attention", "no pixels"),
            ("variant=hinge&data=moons&discriminator_attention=true", "discriminator_attention", "no pixels"),
            (
                "variant=sagan&architecture=mlp",
                "generator_attention",
                "choose false, or the architecture conv",
            ),
            (
                "variant=wgan_gp&data=folder&discriminator_attention=true",
                "discriminator_attention",
                "no layer has a place",
            ),
            ("variant=dcgan&data=folder&architecture=r3gan", "generator_norm", "no place for a norm"),
            (
                "variant=r3gan&data=folder&discriminator_norm=spectral",
                "discriminator_norm",
                "as the identity",
            ),
            ("variant=r3gan&data=folder&width=48", "width", "multiple of 32"),
            ("variant=began&pack=2", "pack", "auto-encoder"),
            ("variant=vae&pack=2", "pack", "auto-encoder"),
            ("variant=cgan&pack=2", "pack", "different classes"),
            ("variant=ssgan&pack=2", "pack", "single images"),
            ("variant=logan&pack=2", "pack", "single sample's score"),
            ("variant=dcgan&pack=3", "pack", "does not divide"),
            ("variant=dcgan&pack=5", "pack", "from 1 to 4"),
            (
                "variant=sngan&conditional=true&generator_norm=none&generator_condition=norm",
                "generator_condition",
                "has none",
            ),
            ("variant=sngan&conditional=yes", "conditional", "true or false"),
            ("variant=dcgan&flip=true", "flip", "no digit"),
            ("variant=dcgan&data=drawn&drawing=", "drawing", "nothing is drawn"),
            ("variant=dcgan&data=drawn&drawing=ABC", "drawing", "two letters each"),
            (
                "variant=dcgan&architecture=yadira",
                "architecture",
                "choose one of those sizes, or mlp or conv",
            ),
            ("variant=dcgan&data=folder&image_size=48", "architecture", "28x28, 32x32, 64x64, 128x128"),
            ("variant=began&gamma=0", "gamma", "from 0.01 to 1"),
            ("variant=began&gamma=1.5", "gamma", "from 0.01 to 1"),
            ("variant=ebgan&margin=-1", "margin", "from 0 to 100"),
            ("variant=wgan&discriminator_steps=0", "discriminator_steps", "from 1 to 20"),
        ] {
            let error = Recipe::from_query(query).expect_err(query).to_string();
            let named = error.starts_with(&format!("field `{field}`"));
            assert!(named && error.contains(reason), "{query}: {error}");
        }
    }
}
