//! Changes of size on the CPU: a plane after the other, in rows.

use super::{Change, Resample};
use crate::fused::flex::{Planes, contiguous, tensor};
use burn::backend::{Flex, tensor::FloatTensor};

impl Resample for Flex {
    fn resample(input: FloatTensor<Self>, change: Change, scale: f32) -> FloatTensor<Self> {
        let input = contiguous(input);
        let from = Planes::of(&input);
        let to = Planes::of_shape(change.shape(from.shape));
        let (values, width) = (input.storage::<f32>(), from.shape[3]);
        let write = match change {
            Change::Double => double,
            Change::Halve => halve,
            Change::Blur => blur,
        };
        let output = to.written(|plane, _, output| {
            let first = plane.start / to.size * from.size;
            write(&values[first..][..from.size], width, output, scale);
        });
        tensor(output, &to.shape)
    }
}

#[inline(always)]
fn double(input: &[f32], width: usize, output: &mut [f32], scale: f32) {
    for (row, two) in input.chunks_exact(width).zip(output.chunks_exact_mut(4 * width)) {
        let (first, second) = two.split_at_mut(2 * width);
        for (pair, value) in first.as_chunks_mut::<2>().0.iter_mut().zip(row) {
            *pair = [scale * value; 2];
        }
        second.copy_from_slice(first);
    }
}

#[inline(always)]
fn halve(input: &[f32], width: usize, output: &mut [f32], scale: f32) {
    for (two, row) in input.chunks_exact(2 * width).zip(output.chunks_exact_mut(width / 2)) {
        let (first, second) = two.split_at(width);
        let pairs = first.as_chunks::<2>().0.iter().zip(second.as_chunks::<2>().0);
        for (value, (first, second)) in row.iter_mut().zip(pairs) {
            *value = scale * (first[0] + first[1] + (second[0] + second[1]));
        }
    }
}

#[inline(always)]
fn blur(input: &[f32], width: usize, output: &mut [f32], scale: f32) {
    // With a zero beyond each edge.
    let mut down = vec![0.0; width + 2];
    let rows = input.len() / width;
    for (row, output) in output.chunks_exact_mut(width).enumerate() {
        let input = |row: usize| &input[row * width..][..width];
        let sums = &mut down[1..=width];
        sums.iter_mut().zip(input(row)).for_each(|(sum, value)| *sum = 2.0 * value);
        for beside in [row.checked_sub(1), Some(row + 1).filter(|row| *row < rows)].into_iter().flatten() {
            sums.iter_mut().zip(input(beside)).for_each(|(sum, value)| *sum += value);
        }
        let beside = down.iter().zip(&down[2..]);
        for (value, (middle, (before, behind))) in output.iter_mut().zip(down[1..].iter().zip(beside)) {
            *value = scale * (2.0 * middle + (before + behind));
        }
    }
}
