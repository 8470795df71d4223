//! The two nets, and how each of them learns.

use super::Head;
use crate::{
    Error, Result,
    recipe::{
        Recipe,
        choice::{Choice as _, choice},
        field::Range,
        part::part,
    },
};

/// Height and width of digits, drawn or written.
const DRAWN_SIZE: usize = 28;

choice! {
    /// The family of nets for generator and discriminator.
    pub enum ArchitectureName {
        /// Fully connected layers.
        Mlp = "mlp" as "MLP",
        /// Strided convolutions, as in DCGAN, for images of 28, 32, 64 or 128 pixels.
        Conv = "conv",
        /// Strided convolutions with a fully connected layer, for images of 64 pixels (YadiraF/GAN_Theories).
        Yadira = "yadira" as "YadiraF",
        /// Residual blocks and a sum over the pixels, as in SNGAN, for images of 32, 64 or 128 pixels.
        Sngan = "sngan" as "Residual, SNGAN",
        /// Residual blocks as in WGAN-GP, for images of 32, 64 or 128 pixels.
        WganGp = "wgan_gp" as "Residual, WGAN-GP",
        /// BEGAN's encoder and decoder, for images of 32, 64 or 128 pixels.
        Began = "began" as "BEGAN",
        /// Residual blocks with grouped convolutions and no norm, as in R3GAN, for images of 32, 64 or 128 pixels.
        R3gan = "r3gan" as "Residual, R3GAN",
        /// Two convolutions a size, which may grow level by level, as in PGGAN and StyleGAN, for images of 28, 32, 64 or 128 pixels.
        Progressive = "progressive",
    }
}

impl ArchitectureName {
    /// Heights, and widths, of the images that it has nets for; of any size where there are none.
    pub fn sizes(self) -> &'static [usize] {
        match self {
            Self::Mlp => &[],
            Self::Conv | Self::Progressive => &[28, 32, 64, 128],
            Self::Yadira => &[64],
            Self::Sngan | Self::WganGp | Self::Began | Self::R3gan => &[32, 64, 128],
        }
    }

    /// Height and width of the layer that may attend, in nets for images of this height and width; nothing where no layer
    /// may. Zhang et al. 2018, arXiv:1805.08318, attend at 32x32 (section 4.2); of smaller images, it is half their size.
    pub fn attention_place(self, size: usize) -> Option<usize> {
        matches!(self, Self::Conv | Self::Sngan).then(|| (size / 2).min(32))
    }

    /// How many levels of a generator for images of this height and width may have a style of their own: the place of each
    /// norm in progressive nets, and in others that take styles each size but the image's own.
    pub fn style_levels(self, size: usize) -> usize {
        let doublings = (size / 4).max(1).ilog2() as usize;
        match self {
            Self::Conv | Self::Sngan => doublings,
            Self::Progressive => 2 * (doublings + 1),
            _ => 0,
        }
    }

    /// Whether it has nets for images of this `[height, width]`.
    ///
    /// # Errors
    /// [`Error::Field`] with the sizes there are.
    pub fn expect_size(self, [height, width]: [usize; 2]) -> Result<()> {
        if self.has_nets_for([height, width]) {
            return Ok(());
        }
        let sizes = self.sizes().iter().map(|size| format!("{size}x{size}")).collect::<Vec<_>>().join(", ");
        let fitting = Self::all().filter(|name| name.has_nets_for([height, width])).map(Self::name);
        let fitting = fitting.collect::<Vec<_>>().join(" or ");
        let name = self.name();
        Err(Error::field(
            "architecture",
            format!(
                "`{name}` has nets for images of {sizes}, and these are {height}x{width}; choose one of those sizes, or \
                 {fitting}",
            ),
        ))
    }

    fn has_nets_for(self, [height, width]: [usize; 2]) -> bool {
        self.sizes().is_empty() || height == width && self.sizes().contains(&height)
    }
}

choice! {
    /// The distribution of the latents.
    pub enum Prior {
        /// Each component uniform between -1 and 1, as in DCGAN.
        Uniform = "uniform",
        /// Each component from the standard normal.
        Normal = "normal",
        /// Each component uniform between 0 and 1: the noise of the VAE in YadiraF/GAN_Theories, whose bound assumes a normal one.
        Unit = "unit" as "Uniform from 0 to 1",
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
        /// Pixel normalisation: each pixel's channels over their root mean square, in every hidden layer but the first (PGGAN).
        Pixel = "pixel",
    }
}

impl Norm {
    /// Whether activations are normalised, rather than weights or nothing.
    pub fn is_of_activations(self) -> bool {
        !matches!(self, Self::None | Self::Spectral)
    }
}

choice! {
    /// An activation between a discriminator's layers.
    pub enum ActivationName {
        /// x above zero, 0.2 x below.
        LeakyRelu = "leaky_relu" as "Leaky ReLU",
        /// x above zero, exp(x) - 1 below: smooth, for auto-encoders without normalisation.
        Elu = "elu" as "ELU",
        /// x above zero, nothing below: in residual blocks, which the input gets around.
        Relu = "relu" as "ReLU",
    }
}

choice! {
    /// How weights begin, and whether a pass scales them.
    pub enum InitialWeights {
        /// Normal, on the scale that the architecture's paper gives.
        Normal = "normal",
        /// The rows of each weight at right angles and of length one (Saxe et al. 2013), as in BigGAN.
        Orthogonal = "orthogonal",
        /// From the standard normal, and brought to scale by every pass, so that all weights learn equally fast (PGGAN).
        Equalised = "equalised" as "Equalised learning rate",
    }
}

part! {
    /// What both nets are built of.
    pub struct Nets in nets {
        "Nets" {
            /// The nets for images; points of the plane always use fully connected ones.
            architecture => architecture: ArchitectureName = ArchitectureName::Conv, "Architecture", Range::Choice, ""
                was "net" if |recipe| !recipe.data.name.is_points();
            /// Channels of R3GAN's nets and of progressive ones at 32x32 and below (7x7 in those for 28x28); half as many at each size above.
            width => width: usize = 96, "Width", Range::Whole(32, 1024), "channels" if |recipe| {
                matches!(recipe.architecture_for_data(), ArchitectureName::R3gan | ArchitectureName::Progressive)
            };
            /// Channels of SNGAN's and WGAN-GP's residual nets for each one of the published nets: half as many take a quarter of the time.
            width_multiplier => width_multiplier: f64 = 1.0, "Width multiplier", Range::Real(0.125, 4.0), ""
                if |recipe| recipe.has_published_widths() || recipe.nets.width_multiplier != 1.0;
            /// Whether progressive nets blur by 1, 2, 1 where they change the size, so that no edges of large pixels are learnt (StyleGAN).
            blur => blur: bool = false, "Blur", Range::Flag, "" if |recipe| recipe.may_grow() || recipe.nets.blur;
            /// How the weights of both nets begin, and whether every pass brings them to scale.
            initial_weights => weights: InitialWeights = InitialWeights::Normal, "Initial weights", Range::Choice, ""
                if |recipe| !recipe.data.name.is_points() || recipe.nets.weights != InitialWeights::Normal;
        }
    }
}

part! {
    /// What makes samples of latents; in a VAE, the decoder.
    pub struct Generator in generator {
        "Nets" {
            /// Numbers the generator makes a sample from: too few leave it little to vary.
            latent => latent: usize = 64, "Latent size", Range::Whole(1, 512), "numbers";
            /// How those numbers are drawn.
            prior => prior: Prior = Prior::Normal, "Latent prior", Range::Choice, "";
            /// Normalisation in the generator.
            generator_norm => norm: Norm = Norm::Batch, "Generator norm", Range::Choice, "";
            /// Whether every weight of the generator is divided by its largest singular value, beside its norm (SAGAN).
            generator_spectral => spectral: bool = false, "Generator's spectral norm", Range::Flag, ""
                if |recipe| recipe.generator.norm != Norm::Spectral;
            /// Whether a layer of the generator looks at the whole image: each pixel takes up what it finds where it looks (SAGAN).
            generator_attention => attention: bool = false, "Generator's attention", Range::Flag, ""
                if |recipe| recipe.attention_place().is_some() || recipe.generator.attention;
            /// Whether every convolution of a progressive generator is given noise for its pixels, as loud as it learns to want it (StyleGAN).
            pixel_noise => noise: bool = false, "Noise for pixels", Range::Flag, ""
                if |recipe| recipe.may_grow() || recipe.generator.noise;
        }
        "Training" {
            /// The generator's learning rate: too high and it oscillates.
            generator_lr => lr: f64 = 2e-4, "Generator learning rate", Range::Log(1e-6, 1e-1), ""
                was "generator_rate", live;
            /// The decay of the generator's exponential moving average: how slowly it follows the raw weights; 0 is at once.
            ema => ema: f64 = 0.995, "EMA decay", Range::Real(0.0, 0.99999), "";
        }
    }
}

part! {
    /// What judges samples; in a VAE, the encoder.
    pub struct Discriminator in discriminator {
        "Nets" {
            /// Normalisation in the discriminator.
            discriminator_norm => norm: Norm = Norm::None, "Discriminator norm", Range::Choice, "" was "norm";
            /// Whether a layer of the discriminator looks at the whole image, as the generator's may.
            discriminator_attention => attention: bool = false, "Discriminator's attention", Range::Flag, ""
                if |recipe| recipe.attention_place().is_some() || recipe.discriminator.attention;
            /// The discriminator's activation.
            activation => activation: ActivationName = ActivationName::LeakyRelu, "Activation", Range::Choice, "";
            /// Numbers that an auto-encoding discriminator squeezes a sample into.
            bottleneck => bottleneck: usize = 32, "Bottleneck", Range::Whole(1, 512), "numbers" was "code"
                if |recipe| recipe.game.loss.head() == Head::Reconstruction;
            /// Whether a progressive discriminator sees how far the samples of a group of four are apart, so that it notices a generator without variety (PGGAN).
            minibatch_deviation => minibatch_deviation: bool = false, "Minibatch deviation", Range::Flag, ""
                if |recipe| recipe.may_grow() || recipe.discriminator.minibatch_deviation;
            /// Samples that the discriminator judges together, all real or all generated: a group without variety gives the generator away.
            pack => pack: usize = 1, "Pack", Range::Whole(1, 4), "samples a judgement"
                if |recipe| recipe.has_scores() && !recipe.classes.conditional || recipe.discriminator.pack > 1;
        }
        "Training" {
            /// The discriminator's learning rate: too high against the generator's and it wins outright.
            discriminator_lr => lr: f64 = 2e-4, "Discriminator learning rate", Range::Log(1e-6, 1e-1), ""
                was "discriminator_rate", live;
            /// Updates of the discriminator for each one of the generator.
            discriminator_steps => steps: usize = 1, "Discriminator steps", Range::Whole(1, 20), "a generator step", live
                if |recipe| recipe.game.loss.is_game();
        }
        "Regularisation" {
            /// The largest size that a critic's weight may have; 0 is no limit.
            weight_clip => weight_clip: f64 = 0.0, "Weight clip", Range::Real(0.0, 10.0), ""
                if |recipe| recipe.has_scores() || recipe.discriminator.weight_clip > 0.0;
        }
    }
}

impl Generator {
    /// Whether its weights are spectrally normalised.
    pub fn has_spectral_norm(self) -> bool {
        self.spectral || self.norm == Norm::Spectral
    }
}

impl Discriminator {
    /// Whether its weights are spectrally normalised.
    pub fn has_spectral_norm(self) -> bool {
        self.norm == Norm::Spectral
    }
}

impl Recipe {
    /// The family of nets that the run uses: `architecture`, but for points the fully connected one.
    pub fn architecture_for_data(&self) -> ArchitectureName {
        if self.data.name.is_points() { ArchitectureName::Mlp } else { self.nets.architecture }
    }

    /// Whether the run's nets are made for samples of the data's size.
    pub(in crate::recipe) fn expect_nets_for_data(&self) -> Result<()> {
        self.architecture_for_data().expect_size([self.image_side(); 2])
    }

    /// Height and width of the layers that may attend; nothing where the nets have none.
    pub fn attention_place(&self) -> Option<usize> {
        self.architecture_for_data().attention_place(self.image_side())
    }

    /// Height and width of images, where samples are some.
    pub(super) fn image_side(&self) -> usize {
        if self.data.name.is_pictures() { self.picture_size() } else { DRAWN_SIZE }
    }
}
