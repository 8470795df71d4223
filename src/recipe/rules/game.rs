//! Losses, terms and targets that do not go together.

use super::Rule;
use crate::recipe::{LossName, Norm, Prior};

pub(super) const RULES: &[Rule] = &[
    (
        |recipe| recipe.run.batch < 2 && !recipe.is_translation(),
        "batch",
        "norms and scores compare the samples of a batch; choose 2 or more",
    ),
    (
        |recipe| recipe.has_penalty() && !recipe.has_scores(),
        "penalty",
        "a gradient penalty is for discriminators that score, and this loss has an auto-encoder; choose none",
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
        |recipe| recipe.is_orthogonal() && !recipe.game.loss.is_game(),
        "orthogonality",
        "is of a generator that plays a game, and this loss has none; choose 0",
    ),
    (
        |recipe| recipe.has_styles() && recipe.has_latent_step(),
        "latent_step",
        "scores are differentiated in latents that go into the generator at one place, and these are styles, too; choose 0, \
         or no styles",
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
