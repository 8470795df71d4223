//! Real samples as nets see them that have not yet grown to their size.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, appendix A.1: while a level fades in, real images fade with it.

use crate::{nets::Resample, recipe::Stage};
use burn::tensor::Tensor;

/// `samples` `[batch, channel, height, width]` with no more detail than nets of so many `levels` have at `stage`.
pub fn as_seen(samples: Tensor<4>, stage: Option<Stage>, levels: usize) -> Tensor<4> {
    let Some(Stage { level, share }) = stage else { return samples };
    let missing = levels - 1 - level;
    let small = (0..missing).fold(samples, |samples, _| Resample::AveragePool.apply(samples));
    let faded = if share < 1.0 {
        let before = Resample::NearestUp.apply(Resample::AveragePool.apply(small.clone()));
        small * share + before * (1.0 - share)
    } else {
        small
    };
    (0..missing).fold(faded, |samples, _| Resample::NearestUp.apply(samples))
}
