//! Consistency: the discriminator should not care for small shifts of an image or of its latents.
//!
//! CR (Zhang et al. 2019, arXiv:1910.12027) on real samples; bCR on generated ones too, and zCR on latents
//! (Zhao et al. 2020, arXiv:2002.04724). Images move by whole pixels and are not mirrored: a mirrored
//! digit is no digit.

use super::{
    Critic,
    loss::{Scalar, Scores},
};
use crate::{recipe::Recipe, train::noise::Noise};
use burn::tensor::{Tensor, TensorData};

/// What a step compares.
pub(super) struct Compared {
    /// Samples as the discriminator saw them, with the scores it gave.
    pub real: (Tensor<4>, Scores),
    /// The same of generated ones.
    pub generated: (Tensor<4>, Scores),
    /// Samples from latents close by those of the generated, where they are compared.
    pub neighbours: Option<Tensor<4>>,
}

/// The weighted sum of the terms that `recipe` asks for; nothing where it asks for none.
pub(super) fn in_discriminator(
    recipe: &Recipe,
    critic: &Critic,
    compared: Compared,
    noise: &mut Noise,
) -> Option<Scalar> {
    let mut terms = Vec::new();
    let sides =
        [(recipe.consistency, compared.real), (recipe.generated_consistency, compared.generated.clone())];
    for (weight, (samples, scores)) in sides {
        if weight > 0.0 {
            let again = critic.scores(shifted(samples, recipe.shift, noise));
            terms.push(distance(scores, again) * weight);
        }
    }
    if let Some(neighbours) = compared.neighbours {
        let again = critic.scores(neighbours);
        terms.push(distance(compared.generated.1, again) * recipe.zcr_lambda_dis);
    }
    terms.into_iter().reduce(|sum, term| sum + term)
}

/// The mean squared distance between the scores of samples and of their copies (Zhang et al. 2019, eq. 3).
pub fn distance(scores: Scores, of_copies: Scores) -> Scalar {
    (scores - of_copies).square().mean()
}

/// `latents` and a step of normal noise away from them.
pub fn neighbours(latents: Tensor<4>, recipe: &Recipe, noise: &mut Noise) -> Tensor<4> {
    let step = Tensor::from_data(noise.normals(latents.dims()), &latents.device());
    latents + step * recipe.zcr_sigma
}

/// Each image moved by its own whole number of pixels, at most `reach` in each direction; what comes in
/// at an edge mirrors what is there.
pub fn shifted(images: Tensor<4>, reach: usize, noise: &mut Noise) -> Tensor<4> {
    let [batch, channels, height, width] = images.dims();
    let device = images.device();
    let mut moves = |length: usize| {
        let offsets = noise
            .below(batch, 2 * reach as u64 + 1)
            .into_iter()
            .map(|offset| offset as isize - reach as isize);
        let rows = offsets.flat_map(|offset| selection(length, offset)).collect();
        let matrices = TensorData::new(rows, [batch, 1, length, length]);
        Tensor::<4>::from_data(matrices, &device).expand([batch, channels, length, length])
    };
    let (down, across) = (moves(height), moves(width));
    down.matmul(images).matmul(across.swap_dims(2, 3))
}

/// The square matrix, row after row, that moves a column of `length` numbers by `offset`.
fn selection(length: usize, offset: isize) -> Vec<f32> {
    let last = length as isize - 1;
    let mut matrix = vec![0.0; length * length];
    for (row, to) in matrix.chunks_exact_mut(length).zip(0isize..) {
        let from = (to + offset).abs();
        let from = if from > last { 2 * last - from } else { from };
        row[from.unsigned_abs()] = 1.0;
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Device;

    #[test]
    fn an_image_moves_by_whole_pixels_and_is_mirrored_at_its_edges() {
        let moved = |offset| {
            let numbers = Tensor::<2>::from_floats([[1.0], [2.0], [3.0], [4.0]], &Device::flex());
            let matrix =
                Tensor::<2>::from_data(TensorData::new(selection(4, offset), [4, 4]), &Device::flex());
            matrix.matmul(numbers).into_data().iter::<f32>().collect::<Vec<_>>()
        };
        assert_eq!(moved(0), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(moved(1), [2.0, 3.0, 4.0, 3.0]);
        assert_eq!(moved(-2), [3.0, 2.0, 1.0, 2.0]);
    }

    #[test]
    fn every_image_of_a_batch_moves_on_its_own() {
        let values: Vec<f32> = (0..9 * 2 * 6 * 6).map(|value| value as f32).collect();
        let images = Tensor::<4>::from_data(TensorData::new(values.clone(), [9, 2, 6, 6]), &Device::flex());
        let moved: Vec<f32> = shifted(images, 2, &mut Noise::new(1, 0)).into_data().iter::<f32>().collect();
        let steps: std::collections::BTreeSet<i32> =
            (0..9).map(|image| (moved[image * 72 + 14] - values[image * 72 + 14]) as i32).collect();
        assert!(steps.len() > 3, "{steps:?}");
        // Two down and two right of the corner, every number of the middle comes from within the image.
        assert!(moved.chunks(36).zip(values.chunks(36)).all(|(to, from)| from.contains(&to[14])));
    }
}
