//! Nets for images made of other images.
//!
//! ```text
//! unet       halves the image to one pixel and doubles it again (pix2pix)
//! residual   halves it twice, with residual blocks in the middle (CycleGAN)
//! patch      a discriminator that judges every patch of an image
//! ```

mod patch;
mod residual;
mod unet;

use super::{Activation, Init, InstanceNorm, LEAK, Layer, Scale, Sequential, blocks::BlockConfig};
use crate::{
    Error, Result,
    recipe::{Norm, Recipe, TranslatorName},
};
use burn::{
    module::Module as _,
    tensor::{Device, Tensor, TensorData},
};

/// Height and width, with those of its digits, of the images that there are nets for.
const SIZES: [usize; 5] = [28, 32, 64, 128, 256];

/// A generator of images from images, and the discriminator of what it makes.
pub struct Translators {
    /// `[batch, ..source]` to `[batch, ..target]`.
    pub generator: Sequential,
    /// What it judges to a raw score a patch, `[batch, 1, rows, columns]`.
    pub discriminator: Sequential,
}

/// The nets from images of shape `source` to those of `target`, `[channel, height, width]` each; the discriminator judges the
/// target alone, or in `pairs` behind its source. `suffix` tells the weights of the way back from those of the way there.
///
/// # Errors
/// [`Error::Field`] where there are no nets for such images.
pub fn translators(
    recipe: &Recipe,
    [source, target]: [[usize; 3]; 2],
    pairs: bool,
    suffix: &str,
    device: &Device,
) -> Result<Translators> {
    expect_sizes(source, target)?;
    let init = Init::new(recipe.run.seed, device).with_weights(recipe.nets.weights).with_scale(Scale::Narrow);
    let part = |name: &str| init.part(&format!("{name}{suffix}"));
    let block = BlockConfig::of_generator(recipe, 1);
    let [channels, size, _] = source;
    let ends = [channels, target[0]];
    let filters = recipe.translation_nets.filters;
    let generator = match recipe.translation_nets.translator {
        TranslatorName::Unet => unet::layers(block, ends, size, recipe, &part("generator")),
        TranslatorName::Residual => residual::layers(block, ends, size, filters, &part("generator")),
    };
    let seen = target[0] + if pairs { channels } else { 0 };
    let block =
        BlockConfig { activation: Activation::LeakyRelu(LEAK), ..BlockConfig::of_discriminator(recipe) };
    let patch = recipe.translation_nets.patch;
    let discriminator = patch::layers(block, seen, patch.halvings(), filters, &part("discriminator"));
    Ok(Translators { generator: Sequential::new(generator), discriminator: Sequential::new(discriminator) })
}

/// The shape of every dropout's numbers in the generator for images of this `size`, `[channel, height, width]`, in the order
/// of their places among what a pass is given.
pub fn dropout_shapes(recipe: &Recipe, size: usize) -> Vec<[usize; 3]> {
    if recipe.has_unet() && recipe.translation_nets.dropout > 0.0 {
        unet::dropout_shapes(size, recipe.translation_nets.filters)
    } else {
        Vec::new()
    }
}

/// What the generator's dropouts multiply `batch` images of this `size` by, in the order of their places among what a pass is
/// given: `keeps` says of so many numbers, at a place, with which probability, which are kept, by ones and zeros.
pub fn dropout_masks(
    recipe: &Recipe,
    [batch, size]: [usize; 2],
    device: &Device,
    mut keeps: impl FnMut(usize, usize, f64) -> Vec<f32>,
) -> Vec<Tensor<4>> {
    let probability = 1.0 - recipe.translation_nets.dropout;
    let shapes = dropout_shapes(recipe, size).into_iter().enumerate();
    let masks = shapes.map(|(place, [channels, height, width])| {
        let shape = [batch, channels, height, width];
        let mut mask = keeps(shape.iter().product(), place, probability);
        // The others are raised, so that the mean stays.
        mask.iter_mut().for_each(|number| *number /= probability as f32);
        Tensor::from_data(TensorData::new(mask, shape), device)
    });
    masks.collect()
}

fn expect_sizes(source: [usize; 3], target: [usize; 3]) -> Result<()> {
    let [_, height, width] = target;
    if source[1..] != target[1..] {
        let reason = format!(
            "images of {source:?} cannot become such of {target:?}: height and width must be the same"
        );
        return Err(Error::field("task", reason));
    }
    if height == width && SIZES.contains(&height) {
        return Ok(());
    }
    let sizes = SIZES.map(|size| size.to_string()).join(", ");
    Err(Error::field(
        "image_size",
        format!("translators are for squares of {sizes} pixels, and these are {height}x{width}"),
    ))
}

/// The norm for `channels`, as translators have it: pix2pix's and CycleGAN's instance norm has no gains and shifts.
fn norm(block: BlockConfig, channels: usize, init: &Init) -> Vec<Layer> {
    match block.norm {
        Norm::Instance => vec![Layer::from(InstanceNorm::new(channels, init)).no_grad()],
        _ => block.norm(channels, init),
    }
}

/// [`norm`], and the activation.
fn norm_act(block: BlockConfig, channels: usize, init: &Init) -> Vec<Layer> {
    norm(block, channels, init).into_iter().chain([block.activation.into()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nets(query: &str, shapes: [[usize; 3]; 2], pairs: bool) -> Translators {
        let recipe = Recipe::from_query(query).unwrap();
        translators(&recipe, shapes, pairs, "", &Device::flex()).unwrap()
    }

    #[test]
    fn nets_have_the_parameters_of_the_published_ones() {
        let millions = |net: &Sequential| net.num_params() as f64 / 1e6;
        // pytorch-CycleGAN-and-pix2pix prints 54.414 and 2.769 for edges to shoes; ours has three levels' biases less.
        let Translators { generator, discriminator } = nets(
            "variant=pix2pix&data=folder&generator_norm=batch&discriminator_norm=batch&filters=64&patch=70",
            [[3, 256, 256]; 2],
            true,
        );
        assert!((millions(&generator) / 54.41 - 1.0).abs() < 0.01, "{}", millions(&generator));
        assert!((millions(&discriminator) / 2.769 - 1.0).abs() < 0.01, "{}", millions(&discriminator));
        // And 11.378 and 2.765 for horses to zebras.
        let Translators { generator, discriminator } =
            nets("variant=cyclegan&data=folder&filters=64&patch=70", [[3, 256, 256]; 2], false);
        assert!((millions(&generator) / 11.378 - 1.0).abs() < 0.01, "{}", millions(&generator));
        assert!((millions(&discriminator) / 2.765 - 1.0).abs() < 0.01, "{}", millions(&discriminator));
    }

    #[test]
    fn images_keep_their_size_and_patches_are_judged_one_by_one() {
        for (query, size, patches) in [
            ("variant=pix2pix&patch=16", 28, 12),
            ("variant=pix2pix&patch=34", 28, 5),
            ("variant=pix2pix&patch=70", 256, 30),
            ("variant=cyclegan&patch=34", 28, 5),
            ("variant=cyclegan&patch=70", 64, 6),
        ] {
            let Translators { generator, discriminator } =
                nets(query, [[1, size, size], [3, size, size]], false);
            assert_eq!(generator.macs([1, size, size]).1, [3, size, size], "{query}");
            assert_eq!(discriminator.macs([3, size, size]).1, [1, patches, patches], "{query}");
        }
    }

    #[test]
    fn sizes_without_nets_are_refused() {
        let recipe = Recipe::from_query("variant=pix2pix").unwrap();
        let problem =
            |shapes| translators(&recipe, shapes, true, "", &Device::flex()).err().unwrap().to_string();
        assert!(problem([[1, 48, 48]; 2]).contains("28, 32, 64, 128, 256"));
        assert!(problem([[1, 28, 28], [1, 32, 32]]).contains("must be the same"));
    }
}
