//! Auxiliary classes: the discriminator names the class of what it sees, and both players want it named right.
//!
//! ACGAN, Odena et al. 2016, arXiv:1610.09585, eq. 3: L_C = E log P(class | real) + E log P(class | generated), which
//! both players maximise.

use super::{DiscriminatorRound, GeneratorRound, Term};
use crate::{
    game::{Metrics, loss::Scalar, state::record},
    recipe::parts::AuxiliaryClasses,
};
use burn::{
    nn::loss::CrossEntropyLoss,
    tensor::{Int, Tensor},
};

impl Term for AuxiliaryClasses {
    fn discriminator(&self, round: &mut DiscriminatorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let labels = round.critic.given.expect_labels();
        let [real, generated] = [&round.real, &round.generated].map(|judged| judged.heads.classes.clone());
        let (real, generated) = (real?, generated?);
        record(metrics, "class_real", &accuracy(real.clone(), labels.clone()));
        record(metrics, "class_generated", &accuracy(generated.clone(), labels.clone()));
        let of_generated = cross_entropy(generated, labels.clone()) * self.generated;
        Some(cross_entropy(real, labels) * self.real + of_generated)
    }

    fn generator(&self, round: &mut GeneratorRound, _metrics: &mut Metrics) -> Option<Scalar> {
        let classes = round.heads.classes.clone()?;
        Some(cross_entropy(classes, round.critic.given.expect_labels()) * self.generator)
    }
}

/// The mean of -log softmax(logits)\[label\]. The logits are raw: a softmax before this one would bound what a sure
/// answer can gain, and its gradient vanishes where the answer is wrong.
pub fn cross_entropy(logits: Tensor<2>, labels: Tensor<1, Int>) -> Scalar {
    let device = logits.device();
    CrossEntropyLoss::new(None, &device).forward(logits, labels)
}

/// The share of samples whose greatest logit, `[batch, classes]`, is their label's.
pub fn accuracy(logits: Tensor<2>, labels: Tensor<1, Int>) -> Scalar {
    let named = logits.argmax(1).flatten::<1>(0, 1);
    named.equal(labels).float().mean()
}
