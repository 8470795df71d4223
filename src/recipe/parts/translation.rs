//! Games of images and images: what is translated into what, and what the loss adds to the adversaries'.

use crate::recipe::{Recipe, choice::choice, field::Range, part::part};

choice! {
    /// What generators are given.
    pub enum TranslationName {
        /// Latents: samples are made from nothing else.
        None = "none",
        /// The source of a pair, whose target is to be matched (pix2pix).
        Pairs = "pairs",
        /// An image of one set, which is to look as if it were of the other, and back again (CycleGAN).
        Cycle = "cycle",
    }
}

choice! {
    /// What is translated into what; the data set is one of the two.
    pub enum TaskName {
        /// From where brightness rises to the image.
        Outline = "outline",
        /// From lines one pixel thin to the image.
        Skeleton = "skeleton",
        /// From an image whose middle is missing to the whole.
        Hole = "hole",
        /// From squares of four by four pixels to the image.
        LowResolution = "low_resolution",
        /// From an image under noise to the clean one.
        Noise = "noise",
        /// From shades of grey to colours.
        Colour = "colour",
        /// From the image to its negative.
        Invert = "invert",
        /// From the image to one with thicker strokes.
        Thicken = "thicken",
        /// From the image to one that leans.
        Slant = "slant",
        /// From digits drawn by our own code to the data set's.
        Hand = "hand",
        /// From the pictures in one folder, `A` or `trainA`, to those in another, `B` or `trainB`; for the native binary alone.
        Folders = "folders",
        /// From the left half, A, of each picture to its right half, B, as pix2pix's data sets come; for the native binary alone.
        Halves = "halves",
    }
}

choice! {
    /// Which of two folders or halves is translated into the other.
    pub enum DirectionName {
        /// The first into the second.
        AToB = "a_to_b" as "A to B",
        /// The second into the first.
        BToA = "b_to_a" as "B to A",
    }
}

choice! {
    /// The net from image to image.
    pub enum TranslatorName {
        /// Halves the image step by step and doubles it again, and passes on what it saw at each size (pix2pix).
        Unet = "unet" as "U-Net",
        /// Halves it twice, changes it in residual blocks, and doubles it twice (CycleGAN).
        Residual = "residual",
    }
}

choice! {
    /// How many pixels across each judgement of the discriminator sees.
    pub enum PatchName {
        /// 16 pixels.
        Small = "16",
        /// 34 pixels.
        Middle = "34",
        /// 70 pixels.
        Large = "70",
    }
}

impl TaskName {
    /// Whether the data are the source, and the target is made of them; else it is the other way round.
    pub fn makes_target(self) -> bool {
        matches!(self, Self::Invert | Self::Thicken | Self::Slant)
    }

    /// Whether source and target are both read from files, and neither is made of the other.
    pub fn reads_both(self) -> bool {
        matches!(self, Self::Folders | Self::Halves)
    }
}

impl PatchName {
    /// Halvings behind the first one: each doubles what is seen.
    pub fn halvings(self) -> usize {
        self as usize
    }
}

part! {
    /// Between which images is translated, and by what loss.
    pub struct Translation in translation {
        "Data" {
            /// What is translated into what.
            task => task: TaskName = TaskName::Outline, "Task", Range::Choice, "" if Recipe::is_translation;
            /// Which of two folders or halves is translated into the other.
            direction => direction: DirectionName = DirectionName::AToB, "Direction", Range::Choice, "" if Recipe::reads_sources;
        }
        "Game" {
            /// Whether images are made of other images, and what is known of these.
            translation => name: TranslationName = TranslationName::None, "Translation", Range::Choice, ""
                if Recipe::is_translation;
            /// How much the mean absolute difference to the target counts for the generator: alone it blurs, without it nothing ties the image to its source.
            l1 => l1: f64 = 100.0, "L1 to the target", Range::Real(0.0, 1000.0), "", live
                if |recipe| recipe.translation.name == TranslationName::Pairs;
            /// How much it counts that an image returns when it is translated there and back.
            cycle => cycle: f64 = 10.0, "Cycle", Range::Real(0.0, 1000.0), "", live
                if |recipe| recipe.translation.name == TranslationName::Cycle;
            /// How much it counts, as a share of the cycle, that an image which is of the right set already stays as it is.
            identity => identity: f64 = 0.5, "Identity", Range::Real(0.0, 10.0), "of the cycle", live
                if |recipe| recipe.translation.name == TranslationName::Cycle;
            /// Translations of past steps that the discriminators are shown again, in half of all cases; 0 is none.
            pool => pool: usize = 50, "Image pool", Range::Whole(0, 500), "images"
                if |recipe| recipe.translation.name == TranslationName::Cycle;
        }
    }
}

part! {
    /// The nets of translations.
    pub struct TranslationNets in translation_nets {
        "Nets" {
            /// The net from image to image.
            translator => translator: TranslatorName = TranslatorName::Unet, "Translator", Range::Choice, "" if Recipe::is_translation;
            /// Channels of the first layer of each net; deeper layers have up to eight times as many.
            filters => filters: usize = 64, "Filters", Range::Whole(4, 256), "channels" if Recipe::is_translation;
            /// The share of numbers that the deep layers of a U-Net lose, in samples as in training: the only chance in the game.
            dropout => dropout: f64 = 0.5, "Dropout", Range::Real(0.0, 0.9), "" if Recipe::has_unet;
            /// How many pixels across each judgement of the discriminator sees: it judges every patch of an image, and not the whole.
            patch => patch: PatchName = PatchName::Large, "Patch", Range::Choice, "pixels" if Recipe::is_translation;
        }
    }
}

impl Recipe {
    /// Whether images are made of other images.
    pub fn is_translation(&self) -> bool {
        self.translation.name != TranslationName::None
    }

    /// Whether what is translated is read from files, as its targets are.
    pub fn reads_sources(&self) -> bool {
        self.is_translation() && self.translation.task.reads_both()
    }

    /// Whether there is a way back, with a generator and a discriminator of its own.
    pub fn is_cycle(&self) -> bool {
        self.translation.name == TranslationName::Cycle
    }

    /// Whether images that are of the right set already are to stay as they are.
    pub(crate) fn has_identity(&self) -> bool {
        self.translation.cycle * self.translation.identity > 0.0
    }

    /// Whether the translators are U-Nets.
    pub fn has_unet(&self) -> bool {
        self.is_translation() && self.translation_nets.translator == TranslatorName::Unet
    }
}
