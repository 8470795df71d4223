//! Styles: what the gains and shifts behind a generator's norms are made of.

use crate::recipe::{Recipe, choice::choice, field::Range, part::part};

choice! {
    /// What styles are made of; a class that every norm is told of stands beside it.
    pub enum StyleName {
        /// There are none: a norm's gains and shifts are the same for every sample, or for every class.
        None = "none",
        /// Each level of the generator has a part of the latents of its own (BigGAN).
        Chunks = "chunks" as "Latent chunks",
        /// The latents go through a network of their own first, and all levels see what comes out (StyleGAN).
        Mapping = "mapping" as "Mapping network",
    }
}

part! {
    /// What styles are made of, and how.
    pub struct Styles in styles {
        "Nets" {
            /// What the gains and shifts behind the generator's norms are made of, sample by sample.
            styles => name: StyleName = StyleName::None, "Styles", Range::Choice, ""
                if |recipe| recipe.may_have_styles() || recipe.has_styles();
            /// Layers of the network that maps latents to styles.
            mapping_layers => layers: usize = 4, "Mapping layers", Range::Whole(1, 8), "" if Recipe::has_mapping;
            /// Numbers that come out of each of those layers.
            mapping_width => width: usize = 128, "Mapping width", Range::Whole(1, 512), "numbers" if Recipe::has_mapping;
        }
        "Training" {
            /// What the generator's learning rate is multiplied with for the mapping network; StyleGAN's is 0.01.
            mapping_lr => lr: f64 = 1.0, "Mapping's learning rate", Range::Log(1e-4, 1.0), "" if Recipe::has_mapping;
        }
        "Regularisation" {
            /// How often the finer styles of a sample are those of other latents than its coarser ones, so that no two levels learn to rely on each other (StyleGAN).
            style_mixing => mixing: f64 = 0.0, "Style mixing", Range::Real(0.0, 1.0), "", live if Recipe::has_mapping;
        }
    }
}

impl Recipe {
    /// Whether the generator has norms behind which gains and shifts may stand.
    pub(in crate::recipe) fn may_have_styles(&self) -> bool {
        !self.data.name.is_points() && self.generator.norm.is_of_activations()
    }

    /// Whether gains and shifts differ from sample to sample.
    pub fn has_styles(&self) -> bool {
        self.styles.name != StyleName::None
    }

    /// Whether some samples have the styles of two latents.
    pub fn mixes_styles(&self) -> bool {
        self.has_mapping() && self.styles.mixing > 0.0
    }

    /// Whether latents go through a network of their own first.
    pub fn has_mapping(&self) -> bool {
        self.styles.name == StyleName::Mapping
    }
}
