//! The weight gradient on a GPU, where numbers lie with channels innermost: a few threads share the samples of each block of weights.
//!
//! Burn's runs as a convolution whose channels are the samples, for which it copies both tensors into another order first.

use super::Geometry;
use crate::fused::cube::empty;
use burn::{
    backend::{Cube, ops::FloatTensorOps},
    // The macro names it by its bare name.
    cubecl::{self, calculate_cube_count_elemwise, prelude::*},
    tensor::Shape,
};
use burn_wgpu::CubeTensor;

/// Channels that a thread takes at once, of the input and of the output, where a group's are a multiple.
const LINE: usize = 4;
/// Blocks of weights in a workgroup, and threads that share the samples of each.
const BLOCKS: u32 = 16;
const SHARES: u32 = 8;

/// The gradient of the weight `[outputs, inputs / groups, height, width]`. Of all three, channels lie innermost in memory.
pub fn weight_gradient(input: CubeTensor, gradient: CubeTensor, geometry: Geometry) -> CubeTensor {
    let Geometry { inputs, outputs, kernel, stride, padding, groups, .. } = geometry;
    let of_group = [inputs, outputs].map(|channels| channels / groups);
    let [input_line, output_line] = of_group.map(|count| if count.is_multiple_of(LINE) { LINE } else { 1 });
    let [inputs, outputs_of_group] = of_group;
    let weight = empty(&Shape::new([outputs, kernel[0], kernel[1], inputs]), &input);
    let blocks = outputs * kernel[0] * kernel[1] * inputs / input_line / output_line;
    let client = input.client.clone();
    let size = CubeDim::new_2d(BLOCKS, SHARES);
    weight_gradient_kernel::launch(
        &client,
        calculate_cube_count_elemwise(&client, blocks * SHARES as usize, size),
        size,
        input_line,
        output_line,
        input.into_tensor_arg(),
        gradient.into_tensor_arg(),
        weight.clone().into_tensor_arg(),
        PlaceLaunch::new(stride, padding[0], padding[1], outputs_of_group),
    );
    Cube::float_permute(weight, &[0, 3, 1, 2])
}

/// How a kernel lies on an input.
#[derive(CubeLaunch, CubeType)]
struct Place {
    stride: usize,
    padding_y: usize,
    padding_x: usize,
    outputs_of_group: usize,
}

/// A block of weights is one place of the kernel, a line of input channels and a line of output channels. Its threads sum the
/// products of all positions, each of its share of the samples. `input` and `gradient` are `[batch, channel, height, width]`,
/// `weight` `[outputs, height, width, inputs]`.
#[cube(launch)]
fn weight_gradient_kernel<I: Size, O: Size>(
    input: &Tensor<Vector<f32, I>>,
    gradient: &Tensor<Vector<f32, O>>,
    weight: &mut Tensor<Vector<f32, I>>,
    place: Place,
) {
    let input_line = input.vector_size();
    let output_line = gradient.vector_size();
    let (rows, columns, lines) = (weight.shape(1), weight.shape(2), weight.shape(3) / input_line);
    let of_output = rows * columns * lines;
    let block = CUBE_POS * BLOCKS as usize + UNIT_POS_X as usize;
    let first_output = block / of_output * output_line;
    let at = block % of_output;
    let (row, column, line) = (at / lines / columns, at / lines % columns, at % lines);
    let channel = (first_output / place.outputs_of_group * lines + line) * input_line;
    let (top, bottom) = reached(row, place.padding_y, place.stride, input.shape(2), gradient.shape(2));
    let (left, right) = reached(column, place.padding_x, place.stride, input.shape(3), gradient.shape(3));
    let (of_input_row, of_gradient_row) = (input.stride(2), gradient.stride(2));
    let (of_input_step, of_gradient_step) =
        (place.stride * input.stride(3) / input_line, gradient.stride(3) / output_line);

    let mut sums = Array::<Vector<f32, I>>::new(output_line);
    #[unroll]
    for output in 0..output_line {
        sums[output] = Vector::broadcast(0.0);
    }
    let is_block = first_output < weight.shape(0);
    let mut sample = UNIT_POS_Y as usize;
    while is_block && sample < gradient.shape(0) {
        for y in top..bottom {
            let input_row =
                sample * input.stride(0) + (y * place.stride + row - place.padding_y) * of_input_row;
            let first_column = (left * place.stride + column - place.padding_x) * input.stride(3);
            let mut of_input = (input_row + first_column + channel) / input_line;
            let gradient_row = sample * gradient.stride(0) + y * of_gradient_row + left * gradient.stride(3);
            let mut of_gradient = (gradient_row + first_output) / output_line;
            for _ in left..right {
                let values = input[of_input];
                let slopes = gradient[of_gradient];
                #[unroll]
                for output in 0..output_line {
                    sums[output] += values * Vector::broadcast(slopes.extract(output));
                }
                of_input += of_input_step;
                of_gradient += of_gradient_step;
            }
        }
        sample += SHARES as usize;
    }

    let of_share = BLOCKS as usize * output_line;
    let mut shares =
        Shared::<[Vector<f32, I>]>::new_slice(comptime![(SHARES * BLOCKS) as usize * output_line]);
    let mine = UNIT_POS_X as usize * output_line;
    #[unroll]
    for output in 0..output_line {
        shares[UNIT_POS_Y as usize * of_share + mine + output] = sums[output];
    }
    sync_cube();
    if is_block && UNIT_POS_Y == 0 {
        #[unroll]
        for output in 0..output_line {
            let mut sum = sums[output];
            for share in 1..SHARES as usize {
                sum += shares[share * of_share + mine + output];
            }
            weight[(first_output + output) * of_output + at] = sum;
        }
    }
}

/// The first output position for which this place of the kernel lies on the input, and the one after the last.
#[cube]
fn reached(place: usize, padding: usize, stride: usize, input: usize, output: usize) -> (usize, usize) {
    let first = if padding > place { (padding - place).div_ceil(stride) } else { 0usize.runtime() };
    // Of a small input, a place may lie beyond the far edge always.
    let rest = if input + padding > place { input + padding - place } else { 0usize.runtime() };
    (first, clamp_max(rest.div_ceil(stride), output))
}
