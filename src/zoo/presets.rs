//! Published runs under a name: settings beside a variant's own, and how many steps they took.
//!
//! `seed` is YadiraF/GAN_Theories on CelebA. Where its text and its code differ, the code is followed:
//!
//! | its text                                    | its code                                                        |
//! |---------------------------------------------|-----------------------------------------------------------------|
//! | rates halve each 5,000 epochs               | each 50,000 steps, of 500,000                                   |
//! | WGAN at a rate of 5e-5                      | 1e-4                                                            |
//! | EBGAN's energy is the mean squared error    | half the squared error, summed over the batch                   |
//! | no fully connected layers, tanh at the end  | see nets/architectures/yadira.rs                                |
//! | the same data for all                       | BEGAN's reads CIFAR; the samples that it shows are of CelebA    |
//!
//! Not replayed: EBGAN and BEGAN update both players at once, and here the generator follows the discriminator;
//! clipping there spares no shift of a norm; files come in the order of their names.

use super::Variant;
use crate::recipe::{
    ActivationName, ArchitectureName, Crop, DataName, Likelihood, Norm, OptimiserName, Prior, Recipe,
    ResizeFilter, ScheduleName,
};

/// A published run of a variant.
#[derive(Debug)]
pub struct Preset {
    /// The variant's name.
    variant: &'static str,
    /// As written on the command line.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// The steps of the generator that it took.
    pub steps: u64,
    /// What it changes of the variant's settings for pictures.
    settings: fn(Recipe) -> Recipe,
}

impl Preset {
    /// Its settings.
    pub fn recipe(&self, variant: &Variant) -> Recipe {
        (self.settings)(variant.recipe(DataName::Folder))
    }
}

impl Variant {
    /// The published runs that it has settings of.
    pub fn presets(&self) -> impl Iterator<Item = &'static Preset> {
        let variant = self.name;
        PRESETS.iter().filter(move |preset| preset.variant == variant)
    }
}

const fn seed(variant: &'static str, settings: fn(Recipe) -> Recipe) -> Preset {
    let about = "CelebA at 64x64 as in YadiraF/GAN_Theories";
    Preset { variant, name: "seed", about, steps: 500_000, settings }
}

static PRESETS: &[Preset] = &[
    seed("dcgan", published),
    // In all of a batch of 32, half the squared error up to 50, of pixels in [0, 1]: a mean a pixel in [-1, 1].
    seed("ebgan", |recipe| {
        published(recipe).margin(50.0 * 2.0 / (32.0 * PIXELS) * 4.0).pull_away(0.0).bottleneck(256)
    }),
    seed("wgan", |recipe| {
        published(recipe)
            .optimiser(OptimiserName::Rmsprop)
            .beta2(0.9)
            .weight_clip(0.01)
            .discriminator_steps(5)
            .warm_up(25)
    }),
    seed("began", |recipe| began(recipe, 0.75, 0.001)),
    Preset {
        variant: "began",
        name: "seed_gamma_half",
        about: "the second BEGAN of YadiraF/GAN_Theories, less varied",
        steps: 500_000,
        settings: |recipe| began(recipe, 0.5, 0.002),
    },
    // Its noise is uniform from 0 to 1 while its bound is for a normal one; `prior=unit` replays that.
    seed("vae", |recipe| published(recipe).prior(Prior::Normal).likelihood(Likelihood::Bernoulli)),
];

/// Numbers of a 64x64 picture in colour.
const PIXELS: f64 = 3.0 * 64.0 * 64.0;

/// What all of its runs share.
fn published(recipe: Recipe) -> Recipe {
    recipe
        .image_size(64)
        .crop(Crop::Celeba)
        .resize_filter(ResizeFilter::Bilinear)
        .architecture(ArchitectureName::Yadira)
        .generator_norm(Norm::Batch)
        .discriminator_norm(Norm::Batch)
        .activation(ActivationName::LeakyRelu)
        .latent(100)
        .prior(Prior::Uniform)
        .batch(32)
        .optimiser(OptimiserName::Adam)
        .beta1(0.9)
        .beta2(0.999)
        .generator_lr(1e-4)
        .discriminator_lr(1e-4)
        .schedule(ScheduleName::Halving)
        .schedule_steps(50_000)
        .ema(0.0)
}

/// Errors are of pixels in [-1, 1] here, twice those of its [0, 1], and so k moves twice as far.
fn began(recipe: Recipe, gamma: f64, lambda_k: f64) -> Recipe {
    published(recipe).batch(16).bottleneck(256).gamma(gamma).lambda_k(lambda_k)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{recipe::fields, zoo::ZOO};

    #[test]
    fn presets_belong_to_variants_and_neither_contradict_themselves_nor_leave_a_range() {
        let of_variants = ZOO.iter().flat_map(|variant| variant.presets().map(|preset| (*variant, preset)));
        let recipes: Vec<_> = of_variants.map(|(variant, preset)| preset.recipe(variant)).collect();
        assert_eq!(recipes.len(), PRESETS.len(), "each names a variant of the zoo");
        for recipe in recipes {
            recipe.check().unwrap_or_else(|error| panic!("{}: {error}", recipe.to_query()));
            for field in fields() {
                field.parse(&(field.get)(&recipe).to_string()).unwrap();
            }
        }
    }

    #[test]
    fn ebgans_margin_is_half_the_squared_error_of_a_batch_of_brightnesses_at_fifty() {
        let margin = PRESETS[1].recipe(crate::zoo::variant("ebgan").unwrap()).energy.margin;
        // As its code sums it: 32 samples off by the same brightness everywhere, a step of which is 2 of ours.
        let off = (margin / 4.0).sqrt();
        assert!((0.5 * 32.0 * PIXELS * off * off - 50.0).abs() < 1e-9, "{margin}");
    }
}
