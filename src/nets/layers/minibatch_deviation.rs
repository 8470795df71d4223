//! Minibatch standard deviation: one channel more, which says how much samples differ, so that a discriminator notices a
//! generator without variety.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, section 3, in groups of four as in its code: a number's standard deviation
//! over the samples of a group, its mean over all numbers, as a map beside each sample of the group.

use super::{Given, LayerKind, Saved, Shape};
use burn::{module::Module, tensor::Tensor};

/// Samples that are compared, where the batch is a multiple.
const GROUP: usize = 4;
const EPSILON: f64 = 1e-8;

/// How many of `batch` samples are compared with each other: four, or the most below that the batch is a multiple of.
fn group_of(batch: usize) -> usize {
    (1..=GROUP).rev().find(|&size| batch.is_multiple_of(size)).unwrap_or(1)
}

/// A channel behind the others: how far the samples of a group are apart.
#[derive(Module, Debug)]
pub struct MinibatchDeviation;

impl LayerKind for MinibatchDeviation {
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let (_, deviation) = deviations(input.clone());
        with_map(input, deviation)
    }

    /// What is kept is on the graph, for the deviations depend on the layers before.
    fn linearize(&self, input: Tensor<4>, _given: &Given) -> (Tensor<4>, Saved) {
        let shape @ [batch, channels, height, width] = input.dims();
        let (centred, deviation) = deviations(input.clone());
        let numbers = (channels * height * width * group_of(batch)) as f64;
        // The slope of the map in each number: (x - mean) / (deviation * numbers of a group).
        let slope = (centred / deviation.clone() / numbers).reshape(shape);
        (with_map(input, deviation), Saved::Slope(slope))
    }

    /// A number's own cotangent, and its part of those of its group's maps.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        let slope = saved.slope();
        let [batch, channels, ..] = slope.dims();
        let group = group_of(batch);
        let own = cotangent.clone().narrow(1, 0, channels);
        let of_map = cotangent.narrow(1, channels, 1).sum_dim(2).sum_dim(3);
        let of_group = of_map.reshape([group, batch / group, 1, 1]).sum_dim(0);
        own + slope * of_group.repeat_dim(0, group).reshape([batch, 1, 1, 1])
    }

    fn macs(&self, [channels, height, width]: Shape) -> (u64, Shape) {
        (0, [channels + 1, height, width])
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }
}

/// Every number less its group's mean, and the deviation there: `[group, groups, numbers]` and `[1, groups, numbers]`.
/// Samples of a group are as far apart in the batch as there are groups.
fn deviations(input: Tensor<4>) -> (Tensor<3>, Tensor<3>) {
    let [batch, channels, height, width] = input.dims();
    let group = group_of(batch);
    let groups = input.reshape([group, batch / group, channels * height * width]);
    let centred = groups.clone() - groups.mean_dim(0);
    let deviation = (centred.clone().square().mean_dim(0) + EPSILON).sqrt();
    (centred, deviation)
}

fn with_map(input: Tensor<4>, deviation: Tensor<3>) -> Tensor<4> {
    let [batch, _, height, width] = input.dims();
    let [_, groups, _] = deviation.dims();
    let mean = deviation.mean_dim(2).reshape([1, groups, 1, 1]);
    let map = mean.repeat_dim(0, batch / groups).reshape([batch, 1, 1, 1]).expand([batch, 1, height, width]);
    Tensor::cat(vec![input, map], 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_that_is_no_multiple_of_four_has_smaller_groups() {
        assert_eq!([64, 6, 5, 2, 1, 9].map(group_of), [4, 3, 1, 2, 1, 3]);
    }
}
