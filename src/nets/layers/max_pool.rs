//! The largest number of every 2x2 square.
//!
//! By a mask and a sum: their derivatives are the CPU's and the GPU's alike, and the mask is all that a vjp needs.

use crate::fused::{Change, resample};
use burn::tensor::Tensor;

/// Halves even sides: the numbers `[batch, channel, height / 2, width / 2]`, and the mask `[batch, channel, height, width]`
/// of where they stood, a constant. Of equal numbers the first one counts, row by row, as in PyTorch.
pub(super) fn linearize(input: Tensor<4>) -> (Tensor<4>, Tensor<4>) {
    let mask = mask(input.clone().detach());
    (resample(input * mask.clone(), Change::Halve, 1.0), mask)
}

/// The gradient of the input from the `cotangent` of the output.
pub(super) fn vjp(mask: Tensor<4>, cotangent: Tensor<4>) -> Tensor<4> {
    resample(cotangent, Change::Double, 1.0) * mask
}

/// One where a square's largest number stands, and zero elsewhere: the larger number of each row, in the larger row.
fn mask(input: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = input.dims();
    let (rows, columns) = (height / 2, width / 2);
    let squares = input.reshape([batch, channels, rows, 2, columns, 2]);
    let corner = |row, column| {
        let corner = squares.clone().narrow(3, row, 1).narrow(5, column, 1);
        corner.reshape([batch, channels, rows, columns])
    };
    let [upper, lower] = [0, 1].map(|row| [corner(row, 0), corner(row, 1)]);
    let larger = |[left, right]: [Tensor<4>; 2]| left.max_pair(right);
    let is_left = |[left, right]: [Tensor<4>; 2]| left.greater_equal(right).float();
    let in_upper = larger(upper.clone()).greater_equal(larger(lower.clone())).float();
    let in_lower = -in_upper.clone() + 1.0;
    let [upper_left, lower_left] = [in_upper.clone() * is_left(upper), in_lower.clone() * is_left(lower)];
    let corners =
        [upper_left.clone(), in_upper - upper_left, lower_left.clone(), in_lower - lower_left].to_vec();
    let squares = Tensor::stack::<5>(corners, 0).reshape([2, 2, batch, channels, rows, columns]);
    squares.permute([2, 3, 4, 0, 5, 1]).reshape([batch, channels, height, width])
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::{Device, TensorData};

    fn tensor(values: &[f32], shape: [usize; 4]) -> Tensor<4> {
        Tensor::from_data(TensorData::new(values.to_vec(), shape), &Device::flex().autodiff())
    }

    fn numbers(tensor: Tensor<4>) -> Vec<f32> {
        tensor.into_data().iter::<f32>().collect()
    }

    #[test]
    fn every_square_keeps_its_largest_number_and_passes_gradients_to_it_alone() {
        let input = tensor(&[1.0, -2.0, 0.5, 3.0, -4.0, 7.0, 0.0, 3.0], [1, 1, 2, 4]).require_grad();
        let (output, mask) = linearize(input.clone());
        assert_eq!(numbers(output.clone()), [7.0, 3.0]);
        let cotangent = tensor(&[2.0, 5.0], [1, 1, 1, 2]);
        let gradients = (output * cotangent.clone()).sum().backward();
        let expected = [0.0, 0.0, 0.0, 5.0, 0.0, 2.0, 0.0, 0.0];
        assert_eq!(numbers(input.grad(&gradients).unwrap()), expected);
        assert_eq!(numbers(vjp(mask, cotangent)), expected);
    }

    #[test]
    fn of_equal_numbers_the_first_counts_and_of_negative_ones_the_nearest_to_zero() {
        let squares = [[2.0; 4], [-1.0, -1.0, -1.0, -3.0], [-2.0, -3.0, -1.0, -1.0], [0.0, 4.0, 4.0, 0.0]];
        let firsts = [0, 0, 2, 1];
        for (square, first) in squares.into_iter().zip(firsts) {
            let (output, mask) = linearize(tensor(&square, [1, 1, 2, 2]));
            let mut expected = [0.0; 4];
            expected[first] = 1.0;
            assert_eq!(numbers(output), [square[first]], "{square:?}");
            assert_eq!(numbers(mask), expected, "{square:?}");
        }
    }
}
