//! The gradient of the weight: the derivatives of what a convolution does, the last first.

use super::{
    BUFFERS, Geometry, Pass, for_each_channel,
    kernels::{self, KERNEL},
    numbers::Numbers,
    plane::Plane,
    samples_at_once,
    tiles::Grid,
    transform_inputs, transforms,
};
use crate::{
    matrix::multiply,
    nets::convolution::flex::{TASKS, patches::add},
    parallel,
};

/// The weight's gradient, from the input and the output's. Parts of the batch are dealt out, and where they are few, blocks of
/// the input's channels, for which the output's gradient is transformed anew.
pub fn weight_gradient(input: &[f32], output: &[f32], geometry: &Geometry) -> Vec<f32> {
    let Geometry { batch, inputs, outputs, .. } = *geometry;
    let [of_input, of_output] = [geometry.input, geometry.output].map(|size| size.iter().product::<usize>());
    let tiles = Grid::of(geometry.output).tiles();
    let at_once = samples_at_once(Grid::of(geometry.output), batch);
    let of_part = batch.div_ceil((batch / at_once).clamp(1, TASKS));
    let parts = batch.div_ceil(of_part);
    let blocks = (1..=TASKS / parts).rev().find(|blocks| inputs.is_multiple_of(*blocks)).unwrap_or(1);
    let channels = inputs / blocks;
    let of_task = outputs * channels * KERNEL;
    let sums = parallel::zeros_changed(parts * blocks * of_task, of_task, |task, sum| {
        let (part, block) = (task / blocks, task % blocks);
        BUFFERS.with_borrow_mut(|buffers| {
            let mut kernels = Numbers::new(&mut buffers.kernels, [outputs, channels]);
            kernels.clear();
            let end = batch.min((part + 1) * of_part);
            for first in (part * of_part..end).step_by(at_once) {
                let samples = first..end.min(first + at_once);
                let columns = samples.len() * tiles;
                let mut tiles = Numbers::new(&mut buffers.inputs, [channels, columns]);
                let input = samples.clone().map(|sample| {
                    &input[(sample * inputs + block * channels) * of_input..][..channels * of_input]
                });
                transform_inputs(input, &mut tiles, &mut buffers.plane, geometry);
                let mut gradients = Numbers::new(&mut buffers.outputs, [outputs, columns]);
                let output =
                    samples.map(|sample| &output[sample * outputs * of_output..][..outputs * of_output]);
                transform_gradients(output, &mut gradients, &mut buffers.plane, geometry);
                for (number, sum) in kernels.matrices_mut().enumerate() {
                    multiply(gradients.matrix(number), tiles.matrix(number).transposed(), sum, true);
                }
            }
            kernels::gradient(&kernels, sum);
        });
    });
    let mut weight = vec![0.0; geometry.count(Pass::WeightGradient)];
    for (task, sum) in sums.chunks_exact(of_task).enumerate() {
        let rows = weight.chunks_exact_mut(inputs * KERNEL);
        for (row, sum) in rows.zip(sum.chunks_exact(channels * KERNEL)) {
            add(&mut row[task % blocks * channels * KERNEL..][..sum.len()], sum);
        }
    }
    weight
}

/// Transforms some samples' gradients of the output to `tiles` `[outputs, samples x tiles]`.
fn transform_gradients<'a>(
    samples: impl Iterator<Item = &'a [f32]>,
    tiles: &mut Numbers,
    plane: &mut Vec<f32>,
    geometry: &Geometry,
) {
    let grid = Grid::of(geometry.output);
    let mut plane = Plane::new(plane, 2 * grid.rows, grid.columns);
    for_each_channel(samples, geometry.output, |sample, channel, pixels| {
        plane.read(pixels, geometry.output[1], [0; 2]);
        let place = tiles.place(channel, sample * grid.tiles());
        grid.transform(&plane, tiles, place, transforms::output_gradient);
    });
}
