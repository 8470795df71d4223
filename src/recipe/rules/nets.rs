//! What nets cannot be built of, or not together.

use super::Rule;
use crate::recipe::{ArchitectureName, GeneratorCondition, InitialWeights, LossName, Norm, StyleName};

const ONE_PIXEL: &str = "instance norm takes the mean over an image's pixels, and these nets' layers have one pixel a \
                         channel, of which it leaves nothing; choose none, batch, layer or spectral, or the architecture conv";

const NO_PIXELS: &str = "points have no pixels to look at; choose false, or a data set of images";

const NO_PLACE: &str =
    "of these nets, no layer has a place for attention; choose false, or the architecture conv or sngan";
const NO_LEVELS: &str =
    "is a part of progressive nets, and these are others; choose false, or the architecture progressive";
const NO_NORM: &str = "R3GAN's nets have no place for a norm: their blocks begin as the identity instead; choose none, or another \
                       architecture";

pub(super) const RULES: &[Rule] = &[
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
        |recipe| recipe.has_styles() && !recipe.may_have_styles(),
        "styles",
        "styles are gains and shifts behind a norm of activations, and the generator has none; choose none, or batch, layer \
         or instance for the generator norm of nets for images",
    ),
    (
        |recipe| recipe.has_styles() && recipe.style_levels(None) == 0,
        "styles",
        "these nets have no levels for styles; choose none, or the architecture conv, sngan or progressive",
    ),
    (
        |recipe| {
            recipe.styles.name == StyleName::Chunks && recipe.generator.latent <= recipe.style_levels(None)
        },
        "latent",
        "each level of the generator has a chunk of the latents; choose 16 or more",
    ),
    (
        |recipe| recipe.classes.conditional && !recipe.may_be_conditional(),
        "conditional",
        "this loss's discriminator rebuilds samples, and may do so whatever their class, so that the generator would \
         learn no classes; choose false, or a loss on scores",
    ),
    (
        |recipe| {
            recipe.condition_of_generator() == Some(GeneratorCondition::Norm)
                && !recipe.generator.norm.is_of_activations()
        },
        "generator_condition",
        "a conditional norm needs a norm of activations, and the generator has none; \
         choose concat, or batch, layer or instance for the generator norm",
    ),
    (
        |recipe| recipe.mixes_styles() && !recipe.game.loss.is_game(),
        "style_mixing",
        "a decoder rebuilds each sample from its one latent; choose 0",
    ),
    (|recipe| recipe.growth.is_on && !recipe.may_grow(), "grow", NO_LEVELS),
    (|recipe| recipe.nets.blur && !recipe.may_grow(), "blur", NO_LEVELS),
    (|recipe| recipe.generator.noise && !recipe.may_grow(), "pixel_noise", NO_LEVELS),
    (
        |recipe| recipe.discriminator.minibatch_deviation && !recipe.may_grow(),
        "minibatch_deviation",
        NO_LEVELS,
    ),
    (
        |recipe| recipe.generator.noise && recipe.has_latent_step(),
        "latent_step",
        "a step of latents towards higher scores would fit them to one draw of the noise; choose 0, or no noise for pixels",
    ),
    (|recipe| recipe.has_r3gan_nets() && recipe.generator.norm != Norm::None, "generator_norm", NO_NORM),
    (
        |recipe| recipe.has_r3gan_nets() && recipe.discriminator.norm != Norm::None,
        "discriminator_norm",
        NO_NORM,
    ),
    (
        |recipe| (recipe.has_r3gan_nets() || recipe.may_grow()) && !recipe.nets.width.is_multiple_of(32),
        "width",
        "must be a multiple of 32, so that even half and a quarter of it make whole groups",
    ),
    (
        |recipe| recipe.nets.width_multiplier != 1.0 && !recipe.has_published_widths(),
        "width_multiplier",
        "only the residual nets of SNGAN and WGAN-GP are scaled by it; choose 1, or the architecture sngan or wgan_gp",
    ),
    (
        |recipe| (recipe.nets.width_multiplier * 8.0).fract() != 0.0,
        "width_multiplier",
        "must be a multiple of 0.125, so that every layer has a multiple of 8 channels",
    ),
];
