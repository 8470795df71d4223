//! Kernels of 3x3, transformed to sixteen numbers each, and their gradients from the gradients of those.

use super::{
    numbers::Numbers,
    transforms::{self, LANES, Lanes, along_both, starts},
};

/// Numbers of a kernel.
pub const KERNEL: usize = 9;

/// Writes to `numbers` `[outputs, inputs]` those of `weight` `[outputs, inputs, 3, 3]`, or of its kernels turned around.
pub fn transform(weight: &[f32], are_turned: bool, numbers: &mut Numbers) {
    for first in starts(weight.len() / KERNEL) {
        let mut square = [[Lanes::ZERO; 3]; 3];
        for (lane, kernel) in weight[first * KERNEL..].chunks_exact(KERNEL).take(LANES).enumerate() {
            for (place, number) in kernel.iter().enumerate() {
                let place = if are_turned { KERNEL - 1 - place } else { place };
                square.as_flattened_mut()[place].0[lane] = *number;
            }
        }
        let transformed = along_both(square, transforms::kernel);
        for (numbers, lanes) in numbers.at_mut(first, LANES).into_iter().zip(transformed.as_flattened()) {
            lanes.store(numbers, 0);
        }
    }
}

/// Writes the gradient of `weight` `[outputs, inputs, 3, 3]`, from that of its `numbers` `[outputs, inputs]`.
pub fn gradient(numbers: &Numbers, weight: &mut [f32]) {
    for first in starts(weight.len() / KERNEL) {
        let mut square = [[Lanes::ZERO; 4]; 4];
        let parts = numbers.at(first, LANES);
        for (lanes, numbers) in square.as_flattened_mut().iter_mut().zip(parts.as_flattened()) {
            *lanes = Lanes::load(numbers, 0);
        }
        let gradient = along_both(square, transforms::kernel_gradient);
        for (lane, kernel) in weight[first * KERNEL..].chunks_exact_mut(KERNEL).take(LANES).enumerate() {
            for (number, lanes) in kernel.iter_mut().zip(gradient.as_flattened()) {
                *number = lanes.0[lane];
            }
        }
    }
}
