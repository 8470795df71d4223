//! Rotations: the discriminator names by how far an image was turned, and both players want it named right.
//!
//! SS-GAN, Chen et al. 2019, arXiv:1811.11212, eq. 2 and 3: the discriminator learns from real images, beta E log Q(turn | x
//! turned), and the generator is rewarded with alpha E log Q(turn | G(z) turned). Scores are of upright images only. A
//! quarter of the batch is turned by each angle, as in kwotsin/mimicry.

use super::{
    DiscriminatorRound, GeneratorRound, Term,
    auxiliary::{accuracy, cross_entropy},
};
use crate::{
    game::{Metrics, critic::Critic, loss::Scalar, state::record},
    recipe::parts::Rotation,
};
use burn::tensor::{Int, Tensor, TensorData};

const TURNS: usize = Rotation::TURNS;

impl Term for Rotation {
    fn discriminator(&self, round: &mut DiscriminatorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let named = Named::by(&round.critic, round.real.samples.clone())?;
        record(metrics, "rotation_real", &named.accuracy);
        Some(named.cross_entropy * self.real)
    }

    fn generator(&self, round: &mut GeneratorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let named = Named::by(&round.critic, round.generated.clone())?;
        record(metrics, "rotation_generated", &named.accuracy);
        Some(named.cross_entropy * self.generator)
    }
}

/// How well a discriminator names turns.
struct Named {
    cross_entropy: Scalar,
    accuracy: Scalar,
}

impl Named {
    /// Of `images`, a quarter by each; nothing where the discriminator names none.
    fn by(critic: &Critic, images: Tensor<4>) -> Option<Self> {
        let turns = turns_of(images.dims()[0]);
        let device = images.device();
        let labels: Vec<i32> = turns.iter().map(|&turn| turn as i32).collect();
        let labels = Tensor::<1, Int>::from_data(TensorData::new(labels, [turns.len()]), &device);
        let logits = critic.heads(turned(images)).rotations?;
        Some(Self {
            accuracy: accuracy(logits.clone(), labels.clone()),
            cross_entropy: cross_entropy(logits, labels),
        })
    }
}

/// By how many quarters each of `count` images is turned: the first quarter of them by none, and so on.
fn turns_of(count: usize) -> Vec<usize> {
    (0..count).map(|image| image * TURNS / count).collect()
}

/// Each quarter of the images `[batch, channel, side, side]` turned by its own angle, counterclockwise. A turn moves pixels
/// and makes up none.
pub fn turned(images: Tensor<4>) -> Tensor<4> {
    let [count, ..] = images.dims();
    let turns = turns_of(count);
    let parts = (0..TURNS).filter_map(|turn| {
        let from = turns.iter().position(|&other| other == turn)?;
        let length = turns.iter().filter(|&&other| other == turn).count();
        Some(by_quarters(images.clone().narrow(0, from, length), turn))
    });
    Tensor::cat(parts.collect(), 0)
}

fn by_quarters(images: Tensor<4>, turn: usize) -> Tensor<4> {
    match turn {
        0 => images,
        1 => images.swap_dims(2, 3).flip([2]),
        2 => images.flip([2, 3]),
        _ => images.swap_dims(2, 3).flip([3]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Device;

    fn numbers(images: Tensor<4>) -> Vec<f32> {
        images.into_data().iter::<f32>().collect()
    }

    #[test]
    fn each_quarter_of_the_images_is_turned_by_its_own_angle() {
        let image = Tensor::<4>::from_floats([[[[1.0, 2.0], [3.0, 4.0]]]], &Device::flex());
        let turned = numbers(turned(image.repeat_dim(0, 8)));
        let expected =
            [[1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 1.0, 3.0], [4.0, 3.0, 2.0, 1.0], [3.0, 1.0, 4.0, 2.0]];
        assert_eq!(turned, expected.map(|image| [image, image]).concat().concat());
    }

    #[test]
    fn four_turns_by_a_quarter_are_none() {
        let values: Vec<f32> = (0..3 * 2 * 5 * 5).map(|value| value as f32).collect();
        let images = Tensor::<4>::from_data(TensorData::new(values.clone(), [3, 2, 5, 5]), &Device::flex());
        let four = (0..TURNS).fold(images, |images, _| by_quarters(images, 1));
        assert_eq!(numbers(four), values);
    }

    #[test]
    fn a_batch_that_is_no_multiple_of_four_is_turned_as_evenly_as_it_goes() {
        assert_eq!(turns_of(6), [0, 0, 1, 2, 2, 3]);
        assert_eq!(turns_of(2), [0, 2]);
        let images = Tensor::<4>::ones([6, 1, 2, 2], &Device::flex());
        assert_eq!(turned(images).dims(), [6, 1, 2, 2]);
    }
}
