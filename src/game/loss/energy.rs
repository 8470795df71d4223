//! The losses of auto-encoding discriminators: how badly a sample is rebuilt is its energy.

use super::{Loss, Scalar, Scores};
use crate::{
    fused::{mean, relu},
    recipe::parts::Energy,
};
use burn::tensor::Tensor;

/// The mean squared error of each sample's reconstruction, `[batch, 1, 1, 1]` (EBGAN's energy).
///
/// A mean a pixel, so that the margin's unit does not depend on size or batch.
pub fn squared_energy(samples: Tensor<4>, reconstructions: Tensor<4>) -> Scores {
    a_sample((samples - reconstructions).square())
}

/// The mean absolute error of each sample's reconstruction, `[batch, 1, 1, 1]` (BEGAN's, with eta of 1).
pub fn absolute_energy(samples: Tensor<4>, reconstructions: Tensor<4>) -> Scores {
    a_sample((samples - reconstructions).abs())
}

fn a_sample(errors: Tensor<4>) -> Scores {
    errors.mean_dim(1).mean_dim(2).mean_dim(3)
}

/// Zhao et al. 2016, arXiv:1609.03126, eq. 1-2: generated samples are pushed up to an energy of `margin`.
impl Loss for Energy {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        mean(real) + mean(relu(-generated + self.margin))
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        mean(generated)
    }
}

/// Berthelot et al. 2017, arXiv:1703.10717, eq. 7 and section 3.4: the energy of generated samples counts
/// against that of real ones by the balance k.
pub struct Began {
    /// k, a constant `[1]`.
    pub k: Scalar,
}

impl Loss for Began {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        mean(real) - self.k.clone() * mean(generated)
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        mean(generated)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{assert_close, numbers, scores},
        *,
    };
    use burn::tensor::{Device, TensorData};

    fn codes(values: &[f32], batch: usize) -> Tensor<4> {
        let data = TensorData::new(values.to_vec(), [batch, values.len() / batch, 1, 1]);
        Tensor::from_data(data, &Device::flex())
    }

    #[test]
    fn generated_samples_beyond_the_margin_are_left_alone() {
        let generated = scores([0.1, 0.5, 1.5, 2.0, 0.9]);
        let gradients = Energy { margin: 1.0 }.discriminator(scores([0.2; 5]), generated.clone()).backward();
        assert_close(&numbers(generated.grad(&gradients).unwrap()), &[-0.2, -0.2, 0.0, 0.0, -0.2]);
    }

    #[test]
    fn energies_are_means_a_pixel() {
        let (samples, rebuilt) = (codes(&[1.0, -1.0, 0.5, 0.5], 2), codes(&[0.0, 1.0, 0.5, 0.0], 2));
        assert_close(&numbers(squared_energy(samples.clone(), rebuilt.clone())), &[2.5, 0.125]);
        assert_close(&numbers(absolute_energy(samples, rebuilt)), &[1.5, 0.25]);
    }
}
