//! A pull of the critic's scores towards zero: the Wasserstein loss only compares them, so that they may drift away together.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, appendix A.1: epsilon E[D(x)^2], of real samples.

use super::{DiscriminatorRound, Term};
use crate::{
    game::{Metrics, loss::Scalar, state::record},
    recipe::parts::Wasserstein,
};

impl Term for Wasserstein {
    fn discriminator(&self, round: &mut DiscriminatorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let value = round.real.heads.scores.clone().square().mean() * self.drift;
        record(metrics, "drift", &value);
        Some(value)
    }
}
