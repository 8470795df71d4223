//! What makes the discriminator's work harder: noise on what it sees, and wrong labels.

use super::loss::Scores;
use crate::{recipe::parts::Disguise, train::noise::Noise};
use burn::tensor::Tensor;

/// `samples` under the instance noise of `step` (Sønderby et al. 2016, arXiv:1610.04490, section 3), which fades to
/// nothing along a line; `name` is that of the draw.
pub fn instance_noise(
    name: &str,
    samples: Tensor<4>,
    Disguise { instance_noise, noise_steps, .. }: Disguise,
    step: u64,
    noise: &mut Noise,
) -> Tensor<4> {
    let left = 1.0 - step.min(noise_steps) as f64 / noise_steps as f64;
    let deviation = instance_noise * left;
    if deviation == 0.0 {
        return samples;
    }
    let blur = Tensor::from_data(noise.normals(name, samples.dims()), &samples.device());
    samples + blur * deviation
}

/// The scores of real and of generated samples with some pairs exchanged, each with this probability.
pub fn label_flips([real, generated]: [Scores; 2], probability: f64, noise: &mut Noise) -> [Scores; 2] {
    if probability == 0.0 {
        return [real, generated];
    }
    let [batch, ..] = real.dims();
    let exchanged = Tensor::from_data(noise.coins("label_flips", batch, probability), &real.device());
    let difference = (generated.clone() - real.clone()) * exchanged;
    [real + difference.clone(), generated - difference]
}
