//! EBGAN's pull-away term: generated samples whose features point the same way are pushed apart.

use super::{GeneratorRound, Term};
use crate::{
    game::{Metrics, loss::Scalar, state::record},
    recipe::parts::PullAway,
};
use burn::tensor::Tensor;

/// The mean squared cosine between the features of a batch's different samples (Zhao et al. 2016,
/// arXiv:1609.03126, eq. 4): 0 where they are orthogonal, 1 where they are one. Codes are
/// `[batch, feature, 1, 1]`.
pub fn pull_away(features: Tensor<4>) -> Scalar {
    let features = features.flatten::<2>(1, 3);
    let [batch, _] = features.dims();
    let lengths = (features.clone().square().sum_dim(1) + 1e-12).sqrt();
    let directions = features / lengths;
    let cosines = directions.clone().matmul(directions.transpose());
    // Each sample's cosine with itself is 1, of which the sum has one a sample.
    (cosines.square().sum() - batch as f64) / (batch * (batch - 1)) as f64
}

/// [`pull_away`] in the generator's loss; measured even where its weight is zero.
impl Term for PullAway {
    fn generator(&self, round: &mut GeneratorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let term = pull_away(round.heads.features.clone());
        record(metrics, "pull_away", &term);
        (self.weight > 0.0).then(|| term * self.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::loss::testing::{assert_close, numbers};
    use burn::tensor::{Device, TensorData};

    fn features(values: &[f32], batch: usize) -> Tensor<4> {
        let data = TensorData::new(values.to_vec(), [batch, values.len() / batch, 1, 1]);
        Tensor::from_data(data, &Device::flex())
    }

    #[test]
    fn the_pull_away_of_orthogonal_features_is_nothing_and_of_equal_features_one() {
        let orthogonal = features(&[2.0, 0.0, 0.0, 0.0, -3.0, 0.0, 0.0, 0.0, 0.5], 3);
        assert_close(&numbers(pull_away(orthogonal)), &[0.0]);
        assert_close(&numbers(pull_away(features(&[1.0, 2.0, 2.0, 4.0, -3.0, -6.0], 3))), &[1.0]);
    }
}
