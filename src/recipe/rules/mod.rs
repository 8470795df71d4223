//! Settings that contradict each other, each with the reason: refused before a run starts.
//!
//! ```text
//! game     losses and terms that do not go together
//! nets     what nets cannot be built of
//! data     what data cannot be asked for
//! translation  what games of images and images do without
//! ```

mod data;
mod game;
mod nets;
mod translation;

use super::{ArchitectureName, Norm, PenaltyName, Recipe};
use crate::{Error, Result};

/// A contradiction: when it holds, the field to change, and why.
type Rule = (fn(&Recipe) -> bool, &'static str, &'static str);

impl Recipe {
    /// Refuses settings that contradict each other.
    ///
    /// # Errors
    /// [`Error::Field`] naming the field to change and the reason.
    pub fn check(&self) -> Result<()> {
        let mut rules = [translation::RULES, game::RULES, nets::RULES, data::RULES].into_iter().flatten();
        match rules.find(|(contradicts, ..)| contradicts(self)) {
            Some((_, field, reason)) => Err(Error::field(*field, *reason)),
            None if self.is_translation() => self.expect_no_latents(),
            None => self.expect_nets_for_data(),
        }
    }

    fn has_one_pixel_layers(&self) -> bool {
        self.architecture_for_data() == ArchitectureName::Mlp
    }

    fn has_r3gan_nets(&self) -> bool {
        self.architecture_for_data() == ArchitectureName::R3gan
    }

    /// Whether its nets have the channels of the published ones, or so many times as many.
    pub(in crate::recipe) fn has_published_widths(&self) -> bool {
        matches!(self.architecture_for_data(), ArchitectureName::Sngan | ArchitectureName::WganGp)
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
    use crate::{
        recipe::{Choice as _, DataName},
        zoo::{Variant, ZOO},
    };

    #[test]
    fn no_variant_contradicts_itself() {
        let suited = |variant: &&'static Variant| DataName::all().filter(|data| variant.suits(*data));
        for recipe in ZOO.iter().flat_map(|variant| suited(variant).map(|data| variant.recipe(data))) {
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
            ("variant=dcgan&styles=chunks&latent=2", "latent", "16 or more"),
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
            ("variant=dcgan&grow=true", "grow", "progressive"),
            ("variant=pggan&architecture=conv", "grow", "progressive"),
            ("variant=stylegan&grow=true&data=ring", "grow", "progressive"),
            ("variant=stylegan&architecture=conv", "blur", "progressive"),
            (
                "variant=stylegan&prior=uniform&styles=none&latent_step=0.9",
                "latent_step",
                "one draw of the noise",
            ),
            ("variant=stylegan&loss=elbo&penalty=none", "style_mixing", "one latent"),
            ("variant=pggan&width=48", "width", "multiple of 32"),
            ("variant=r3gan&data=folder&width=48", "width", "multiple of 32"),
            ("variant=sngan&data=folder&width_multiplier=0.3", "width_multiplier", "multiple of 0.125"),
            ("variant=dcgan&width_multiplier=2", "width_multiplier", "residual nets"),
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
