//! Consistency: the discriminator should not care for small shifts of an image or of its latents.
//!
//! CR (Zhang et al. 2019, arXiv:1910.12027) on real samples; bCR on generated ones too, and zCR on latents
//! (Zhao et al. 2020, arXiv:2002.04724). Images move by whole pixels and are not mirrored: a mirrored
//! digit is no digit.

use super::{DiscriminatorRound, GeneratorRound, Term};
use crate::{
    game::{
        Metrics,
        loss::{Scalar, Scores},
        state::record,
    },
    recipe::parts::Consistency,
    train::noise::Noise,
};
use burn::{
    module::Module,
    tensor::{Tensor, TensorData},
};

impl Consistency {
    /// `latents` and a step of normal noise away from them.
    fn neighbours(&self, name: &str, latents: Tensor<4>, noise: &mut Noise) -> Tensor<4> {
        let step = Tensor::from_data(noise.normals(name, latents.dims()), &latents.device());
        latents + step * self.sigma
    }
}

impl Term for Consistency {
    fn discriminator(&self, round: &mut DiscriminatorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let neighbours = (self.lambda_dis > 0.0).then(|| {
            let neighbours = self.neighbours("zcr.discriminator", round.latents.clone(), round.noise);
            round.generator.clone().no_grad().forward_given(neighbours, &round.critic.given)
        });
        let mut terms = Vec::new();
        let pairs =
            [("shift.real", self.real, &round.real), ("shift.generated", self.generated, &round.generated)];
        for (name, weight, judged) in pairs {
            if weight > 0.0 {
                let copies = shifted(name, judged.samples.clone(), self.shift, round.noise);
                terms.push(distance(judged.heads.scores.clone(), round.critic.scores(copies)) * weight);
            }
        }
        if let Some(neighbours) = neighbours {
            let scores = round.critic.scores(neighbours);
            terms.push(distance(round.generated.heads.scores.clone(), scores) * self.lambda_dis);
        }
        let sum = terms.into_iter().reduce(|sum, term| sum + term)?;
        record(metrics, "consistency", &sum);
        Some(sum)
    }

    fn generator(&self, round: &mut GeneratorRound, _metrics: &mut Metrics) -> Option<Scalar> {
        if self.lambda_gen == 0.0 {
            return None;
        }
        let neighbours = self.neighbours("zcr.generator", round.latents.clone(), round.noise);
        let of_neighbours = round.generator.forward_given(neighbours, &round.critic.given);
        let apart = (round.generated.clone() - of_neighbours).square().mean();
        Some(-(apart * self.lambda_gen))
    }
}

/// The mean squared distance between the scores of samples and of their copies (Zhang et al. 2019, eq. 3).
pub fn distance(scores: Scores, of_copies: Scores) -> Scalar {
    (scores - of_copies).square().mean()
}

/// Each image moved by its own whole number of pixels, at most `reach` in each direction; what comes in
/// at an edge mirrors what is there. `name` is that of the draws.
pub fn shifted(name: &str, images: Tensor<4>, reach: usize, noise: &mut Noise) -> Tensor<4> {
    let [batch, channels, height, width] = images.dims();
    let device = images.device();
    let mut moves = |length: usize| {
        let offsets = noise
            .below(name, batch, 2 * reach as u64 + 1)
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
    use std::collections::BTreeMap;

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
        let moved: Vec<f32> = shifted("shift", images, 2, &mut Noise::new(1, BTreeMap::new()))
            .into_data()
            .iter::<f32>()
            .collect();
        let steps: std::collections::BTreeSet<i32> =
            (0..9).map(|image| (moved[image * 72 + 14] - values[image * 72 + 14]) as i32).collect();
        assert!(steps.len() > 3, "{steps:?}");
        // Two down and two right of the corner, every number of the middle comes from within the image.
        assert!(moved.chunks(36).zip(values.chunks(36)).all(|(to, from)| from.contains(&to[14])));
    }
}
