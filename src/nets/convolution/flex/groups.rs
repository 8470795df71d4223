//! A convolution in groups of channels: a group after the other, each as a convolution of its own.

use super::{Geometry, Pass, run};

/// What `pass` computes of a `geometry` with groups.
///
/// Tensors of samples have a group's channels in every sample, and weights have its rows together.
pub fn run_groups(first: &[f32], second: &[f32], pass: Pass, geometry: &Geometry) -> Vec<f32> {
    let groups = geometry.groups;
    let one = Geometry {
        inputs: geometry.inputs / groups,
        outputs: geometry.outputs / groups,
        groups: 1,
        ..*geometry
    };
    let samples = geometry.batch;
    let [in_first, in_second, in_result] = match pass {
        Pass::Forward => [samples, 1, samples],
        Pass::InputGradient => [1, samples, samples],
        Pass::WeightGradient => [samples, samples, 1],
    };
    let mut result = vec![0.0; geometry.shape(pass).iter().product()];
    let length = result.len() / in_result / groups;
    for group in 0..groups {
        let part = |values, rows| part(values, rows, groups, group);
        let found = run(&part(first, in_first), &part(second, in_second), pass, &one);
        let places = result.chunks_exact_mut(length).skip(group).step_by(groups);
        places.zip(found.chunks_exact(length)).for_each(|(place, found)| place.copy_from_slice(found));
    }
    result
}

/// The part of each of so many `rows` that belongs to `group`.
fn part(values: &[f32], rows: usize, groups: usize, group: usize) -> Vec<f32> {
    let length = values.len() / rows / groups;
    values.chunks_exact(length).skip(group).step_by(groups).flatten().copied().collect()
}
