//! Convolutions with kernels of 3x3 and a stride of one by Winograd's minimal filtering: for every four pixels of the output
//! sixteen products of matrices, where patches take thirty-six.
//!
//! A picture is cut into tiles of 2x2 pixels of the output, each from 4x4 of the input. Tiles and kernels are transformed to sixteen
//! numbers; for each of the sixteen, a product of matrices sums over channels; the products are transformed back
//! (Lavin & Gray 2016, arXiv:1509.09308, Algorithm 1). The input gradient is a convolution of the output's gradient with the kernels
//! turned around. The weight gradient is the derivative of all that, step by step backwards.

mod kernels;
mod numbers;
mod plane;
mod tiles;
mod transforms;
mod weight_gradient;

use super::{Geometry, Pass};
use crate::{
    matrix::{Matrix, multiply},
    parallel,
};
use numbers::Numbers;
use plane::Plane;
use std::cell::RefCell;
use tiles::Grid;
pub use weight_gradient::weight_gradient;

/// Tiles in a product, where a batch has as many.
const TILES: usize = 64;

/// Channels on either side, at the least: with fewer, and with fewer columns or tiles, patches take less time (measured:
/// docs/performance.md).
const CHANNELS: usize = 16;
/// Columns of input and output, at the least.
const WIDTH: usize = 7;
/// Tiles of a batch, at the least.
const OF_BATCH: usize = 128;

/// Whether a convolution is computed this way.
pub fn suits(geometry: &Geometry) -> bool {
    let Geometry { batch, inputs, outputs, input, output, kernel, stride, padding, groups } = *geometry;
    (kernel, stride, groups) == ([3; 2], 1, 1)
        && padding.iter().all(|padding| *padding <= 2)
        && inputs.min(outputs) >= CHANNELS
        && input[1].min(output[1]) >= WIDTH
        && batch * Grid::of(output).tiles() >= OF_BATCH
}

/// The output, from input and weight.
pub fn forward(input: &[f32], weight: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut buffer = Vec::new();
    let mut kernels = Numbers::new(&mut buffer, [geometry.outputs, geometry.inputs]);
    kernels::transform(weight, false, &mut kernels);
    convolve(input, |number| kernels.matrix(number), geometry)
}

/// The input's gradient, from the weight and the output's: a convolution with the kernels turned around.
pub fn input_gradient(weight: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let mut buffer = Vec::new();
    let mut kernels = Numbers::new(&mut buffer, [geometry.outputs, geometry.inputs]);
    kernels::transform(weight, true, &mut kernels);
    let turned = Geometry {
        inputs: geometry.outputs,
        outputs: geometry.inputs,
        input: geometry.output,
        output: geometry.input,
        padding: geometry.padding.map(|padding| 2 - padding),
        ..*geometry
    };
    convolve(output, |number| kernels.matrix(number).transposed(), &turned)
}

/// A thread's memory from one call to the next: a fresh piece for each would cost its clearing, and stay taken.
#[derive(Default)]
struct Buffers {
    inputs: Vec<f32>,
    outputs: Vec<f32>,
    kernels: Vec<f32>,
    plane: Vec<f32>,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// The output of a convolution with transformed kernels, each number's `[outputs, inputs]`.
fn convolve<'a>(
    input: &[f32],
    kernels: impl Fn(usize) -> Matrix<'a> + Sync,
    geometry: &Geometry,
) -> Vec<f32> {
    let Geometry { inputs, outputs, .. } = *geometry;
    let [of_input, of_output] = [geometry.input, geometry.output].map(|size| size.iter().product::<usize>());
    let grid = Grid::of(geometry.output);
    let at_once = samples_at_once(grid, geometry.batch);
    let count = geometry.count(Pass::Forward);
    parallel::zeros_changed(count, at_once * outputs * of_output, |chunk, output| {
        BUFFERS.with_borrow_mut(|buffers| {
            let samples = output.len() / (outputs * of_output);
            let columns = samples * grid.tiles();
            let input = input.chunks_exact(inputs * of_input).skip(chunk * at_once).take(samples);
            let mut tiles = Numbers::new(&mut buffers.inputs, [inputs, columns]);
            transform_inputs(input, &mut tiles, &mut buffers.plane, geometry);
            let mut products = Numbers::new(&mut buffers.outputs, [outputs, columns]);
            for (number, product) in products.matrices_mut().enumerate() {
                multiply(kernels(number), tiles.matrix(number), product, false);
            }
            let mut plane = Plane::new(&mut buffers.plane, 2 * grid.rows, grid.columns);
            for (sample, pictures) in output.chunks_exact_mut(outputs * of_output).enumerate() {
                for (channel, pixels) in pictures.chunks_exact_mut(of_output).enumerate() {
                    let place = products.place(channel, sample * grid.tiles());
                    grid.transform_back(&products, place, &mut plane, transforms::output);
                    plane.write(pixels, geometry.output[1]);
                }
            }
        });
    })
}

/// Samples in a product: half of a small batch, so that there is work for two.
fn samples_at_once(grid: Grid, batch: usize) -> usize {
    TILES.div_ceil(grid.tiles()).min(batch.div_ceil(2))
}

/// Transforms the channels of some samples to `tiles` `[channels, samples x tiles]`.
fn transform_inputs<'a>(
    samples: impl Iterator<Item = &'a [f32]>,
    tiles: &mut Numbers,
    plane: &mut Vec<f32>,
    geometry: &Geometry,
) {
    let grid = Grid::of(geometry.output);
    let mut plane = Plane::new(plane, 2 * grid.rows + 2, grid.columns + 1);
    for_each_channel(samples, geometry.input, |sample, channel, pixels| {
        plane.read(pixels, geometry.input[1], geometry.padding);
        let place = tiles.place(channel, sample * grid.tiles());
        grid.transform(&plane, tiles, place, transforms::input);
    });
}

/// Calls `run(sample, channel, pixels)` for every channel of some samples.
fn for_each_channel<'a>(
    samples: impl Iterator<Item = &'a [f32]>,
    [height, width]: [usize; 2],
    mut run: impl FnMut(usize, usize, &[f32]),
) {
    for (sample, pictures) in samples.enumerate() {
        for (channel, pixels) in pictures.chunks_exact(height * width).enumerate() {
            run(sample, channel, pixels);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super as patches, *};
    use crate::train::rng::{Purpose, Rng};

    type Run = fn(&[f32], &[f32], &Geometry) -> Vec<f32>;

    /// Whole tiles and cut ones, every padding, channels that fill no lanes, and batches that fill no part.
    const SIZES: [[usize; 6]; 6] = [
        // Batch, inputs, outputs, height, width, padding.
        [11, 16, 24, 8, 8, 1],
        [9, 17, 19, 9, 7, 1],
        [5, 24, 16, 12, 13, 0],
        [7, 16, 16, 7, 8, 2],
        [2, 16, 20, 32, 32, 1],
        [1, 32, 16, 23, 31, 1],
    ];

    #[test]
    fn every_pass_is_that_of_patches() {
        for [batch, inputs, outputs, height, width, padding] in SIZES {
            let output = [height + 2 * padding - 2, width + 2 * padding - 2];
            let geometry = Geometry {
                batch,
                inputs,
                outputs,
                input: [height, width],
                output,
                kernel: [3; 2],
                stride: 1,
                padding: [padding; 2],
                groups: 1,
            };
            assert!(suits(&geometry), "{geometry:?}");
            let [output, input, weight] = [Pass::Forward, Pass::InputGradient, Pass::WeightGradient]
                .map(|pass| random(geometry.count(pass), pass as u64));
            let passes: [([&[f32]; 2], Run, Run); 3] = [
                ([&input, &weight], forward, patches::forward),
                ([&weight, &output], input_gradient, patches::input_gradient),
                ([&input, &output], weight_gradient, patches::weight_gradient),
            ];
            for ([first, second], run, by_patches) in passes {
                assert_close(
                    &run(first, second, &geometry),
                    &by_patches(first, second, &geometry),
                    &geometry,
                );
            }
        }
    }

    #[test]
    fn kernels_of_another_size_or_stride_few_channels_and_small_pictures_take_patches() {
        let suited = Geometry {
            batch: 64,
            inputs: 16,
            outputs: 16,
            input: [8; 2],
            output: [8; 2],
            kernel: [3; 2],
            stride: 1,
            padding: [1; 2],
            groups: 1,
        };
        assert!(suits(&suited));
        for geometry in [
            Geometry { kernel: [3, 1], padding: [1, 0], ..suited },
            Geometry { stride: 2, output: [4; 2], ..suited },
            Geometry { groups: 2, ..suited },
            Geometry { inputs: 3, ..suited },
            Geometry { input: [4; 2], output: [4; 2], ..suited },
            Geometry { padding: [3; 2], output: [12; 2], ..suited },
            Geometry { batch: 2, ..suited },
        ] {
            assert!(!suits(&geometry), "{geometry:?}");
        }
    }

    fn random(count: usize, index: u64) -> Vec<f32> {
        Rng::new(5, Purpose::Weights, index).normals(count)
    }

    /// To a few roundings of the largest.
    fn assert_close(ours: &[f32], theirs: &[f32], geometry: &Geometry) {
        assert_eq!(ours.len(), theirs.len());
        let largest = theirs.iter().fold(0.0, |most: f32, number| most.max(number.abs()));
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() <= 3e-6 * largest, "{ours} is not {theirs}: {geometry:?}");
        }
    }
}
