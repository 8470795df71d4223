//! The families of nets: each makes a discriminator's features and a decoder of the data's shape.

mod began;
mod conv;
mod mlp;
mod progressive;
mod r3gan;
mod sngan;
mod wgan_gp;
mod yadira;

use super::{Init, Layer, Linear, blocks::BlockConfig};
use crate::{
    Error, Result,
    recipe::{ArchitectureName, Choice as _, Head, Recipe},
};

/// An architecture of nets, by their parts.
pub trait Architecture {
    /// From samples `[batch, ..shape]` to features.
    fn features(&self, block: BlockConfig, shape: [usize; 3], init: &Init) -> Vec<Layer>;

    /// From the features to an output of `[batch, ..output]`.
    fn linear(&self, block: BlockConfig, output: [usize; 3], init: &Init) -> Linear;

    /// From codes or latents `[batch, code, 1, 1]` to samples `[batch, ..shape]`, ending linear.
    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer>;

    /// From the features to an auto-encoder's code, `[batch, size, 1, 1]`.
    fn code(&self, block: BlockConfig, size: usize, init: &Init) -> Vec<Layer> {
        vec![block.linear(self.linear(block, [size, 1, 1], init), init)]
    }

    /// From an auto-encoder's code to the sample again.
    fn reconstruction(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        self.decoder(block, code, shape, init)
    }
}

/// The architecture that `recipe` names, for samples of `shape` = `[channel, height, width]`.
///
/// # Errors
/// [`Error::Field`] where it has none for that shape.
pub fn of(recipe: &Recipe, shape: [usize; 3]) -> Result<Box<dyn Architecture>> {
    let name = recipe.architecture_for_data();
    if recipe.data.name.is_points() {
        return Ok(Box::new(mlp::POINTS));
    }
    let [channels, height, width] = shape;
    name.expect_size([height, width])?;
    if ![1, 3].contains(&channels) {
        return Err(Error::data(
            recipe.data.name.name(),
            format!("has {channels} channels, and nets for images have 1 or 3"),
        ));
    }
    Ok(match name {
        ArchitectureName::Mlp => Box::new(mlp::IMAGES),
        ArchitectureName::Conv => Box::new(conv::Conv::of_size(height)),
        ArchitectureName::Yadira => {
            Box::new(yadira::Yadira { rebuilds: recipe.game.loss.head() == Head::Reconstruction })
        }
        ArchitectureName::Sngan => Box::new(sngan::Sngan::of_size(height, recipe.nets.width_multiplier)),
        ArchitectureName::WganGp => Box::new(wgan_gp::WganGp::of_size(height, recipe.nets.width_multiplier)),
        ArchitectureName::Began => Box::new(began::Began::of_size(height)),
        ArchitectureName::Progressive => Box::new(progressive::ProgressiveNets::of(recipe)),
        ArchitectureName::R3gan => Box::new(r3gan::R3gan::of_size(height, recipe.nets.width)),
    })
}

/// How often `size` is to be halved to come down to `base`.
fn halvings(size: usize, base: usize) -> usize {
    (size / base).ilog2() as usize
}

/// So many channels for each of the published ones.
fn scaled(channels: &[usize], multiplier: f64) -> Vec<usize> {
    channels.iter().map(|channels| (*channels as f64 * multiplier).round() as usize).collect()
}

#[cfg(test)]
mod tests {
    use crate::{nets::players, recipe::Recipe};
    use burn::{module::Module as _, tensor::Device};

    /// Both nets of `query` for colour images: millions of parameters and of multiply-adds, generator first.
    fn sizes(query: &str) -> [f64; 4] {
        let recipe = Recipe::from_query(&format!("data=folder&{query}")).unwrap();
        let shape = [3, recipe.pictures.size, recipe.pictures.size];
        let nets = players(&recipe, shape, 10, &Device::flex()).unwrap();
        let (generator, made) = nets.generator.macs([recipe.generator.latent, 1, 1]);
        let (discriminator, _) = nets.discriminator.macs(shape);
        assert_eq!(made, shape, "{query}");
        let [parameters, of_discriminator] =
            [&nets.generator, &nets.discriminator].map(|net| net.num_params());
        [parameters as f64, of_discriminator as f64, generator as f64, discriminator as f64]
            .map(|number| number / 1e6)
    }

    #[test]
    fn nets_have_the_parameters_of_the_published_ones() {
        for (query, parameters) in [
            ("variant=dcgan", [3.58, 2.77]),
            ("variant=dcgan&architecture=yadira", [2.38, 3.65]),
            // Worked out from the sources that the architectures name.
            ("variant=sngan&discriminator_norm=none", [12.22, 10.14]),
            ("variant=sngan&discriminator_norm=none&image_size=32", [4.28, 1.05]),
            ("variant=sngan&discriminator_norm=none&image_size=128", [32.15, 29.02]),
            ("variant=wgan_gp", [8.54, 7.49]),
            ("variant=began", [0.563, 4.01]),
            // R3GAN's of 768 channels are its configuration for FFHQ at 64x64.
            ("variant=r3gan&width=768&latent=64", [22.43, 22.38]),
            ("variant=r3gan", [0.578, 0.572]),
            // PGGAN's table 2, worked out for 64x64.
            ("variant=pggan&width=512&latent=512", [22.50, 22.50]),
        ] {
            let found = sizes(query);
            for (found, published) in found.iter().zip(parameters) {
                // Biases before a norm, and what it keeps for sampling, are a few thousand.
                assert!((found / published - 1.0).abs() < 0.01, "{query}: {found} for {published} million");
            }
        }
    }

    #[test]
    fn half_the_width_is_about_a_quarter_of_the_multiply_adds_and_of_the_parameters() {
        for query in ["variant=sngan&discriminator_norm=none", "variant=wgan_gp&discriminator_norm=none"] {
            let (whole, half) = (sizes(query), sizes(&format!("{query}&width_multiplier=0.5")));
            for (whole, half) in whole.iter().zip(half) {
                // Layers at latents, image and score have one side that is not scaled; narrow ones are merged with a doubling.
                assert!((0.22..0.30).contains(&(half / whole)), "{query}: {half} of {whole} million");
            }
        }
    }

    #[test]
    fn attention_adds_its_four_convolutions_and_gamma_to_each_net() {
        let attention = |channels: usize| 2 * channels * (channels / 8) + 2 * channels * (channels / 2) + 1;
        for (query, channels) in [
            ("variant=dcgan&image_size=28", [32, 32]),
            ("variant=dcgan&image_size=32", [64, 64]),
            ("variant=dcgan", [64, 64]),
            ("variant=dcgan&image_size=128", [128, 128]),
            ("variant=sngan&discriminator_norm=none&image_size=32", [256, 128]),
            ("variant=sngan&discriminator_norm=none", [128, 64]),
            ("variant=sngan&discriminator_norm=none&image_size=128", [256, 128]),
        ] {
            let plain = sizes(query);
            let with = sizes(&format!("{query}&generator_attention=true&discriminator_attention=true"));
            for net in [0, 1] {
                let more = (with[net] - plain[net]) * 1e6;
                assert_eq!(more.round() as usize, attention(channels[net]), "{query}: net {net}");
                assert!(with[net + 2] > plain[net + 2], "{query}: it costs something");
            }
        }
    }

    #[test]
    fn convolutional_nets_cost_the_multiply_adds_of_their_sizes() {
        for (query, published) in
            [("variant=dcgan", [104.0, 104.0]), ("variant=dcgan&architecture=yadira", [59.0, 60.0])]
        {
            let [.., generator, discriminator] = sizes(query);
            for (found, published) in [generator, discriminator].into_iter().zip(published) {
                assert!((found / published - 1.0).abs() < 0.01, "{query}: {found} for {published} million");
            }
        }
    }

    #[test]
    fn shapes_without_nets_are_refused_with_those_that_have_some() {
        for (query, shape, words) in [
            ("variant=dcgan", [3, 48, 48], "28x28, 32x32, 64x64, 128x128"),
            ("variant=dcgan", [3, 64, 32], "these are 64x32"),
            ("variant=vae", [3, 128, 128], "`yadira` has nets for images of 64x64"),
            ("variant=sngan", [3, 28, 28], "or mlp or conv"),
            ("variant=dcgan", [4, 64, 64], "has 4 channels, and nets for images have 1 or 3"),
        ] {
            let recipe = Recipe::from_query(&format!("{query}&data=folder")).unwrap();
            let problem = players(&recipe, shape, 1, &Device::flex()).err().expect(query).to_string();
            assert!(problem.contains(words), "{query}: {problem}");
        }
    }
}
