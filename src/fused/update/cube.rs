//! Updates on a GPU: a thread a number.

use super::{AdamStep, RmsPropStep, Update};
use crate::fused::cube::{a_thread_each, channels_innermost, empty_like, owned};
use burn::{
    backend::{Cube, TensorMetadata, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{
        self, prelude::*, std::tensor::layout::linear::LinearView, std::tensor::layout::linear::LinearViewMut,
    },
};
use burn_wgpu::CubeTensor;

impl Update for Cube {
    fn adam_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        step: AdamStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>) {
        // Weights lie as convolutions read them, from their first step on.
        let [values, gradient, first, second] = [values, gradient, first, second].map(channels_innermost);
        let (first, second) = (owned(first), owned(second));
        // Not in place: the graph of the step that made the gradient may hold the weights still.
        let moved = empty_like(&values);
        let (count, size) = a_thread_each(&values);
        adam_kernel::launch(
            &values.client.clone(),
            count,
            size,
            values.into_tensor_arg(),
            gradient.into_tensor_arg(),
            first.clone().into_tensor_arg(),
            second.clone().into_tensor_arg(),
            moved.clone().into_tensor_arg(),
            AdamArgsLaunch::new(step.betas[0], step.betas[1], step.scale, step.epsilon, step.lr),
        );
        (moved, first, second)
    }

    fn rmsprop_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        square: FloatTensor<Self>,
        step: RmsPropStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [values, gradient, square] = [values, gradient, square].map(channels_innermost);
        let square = owned(square);
        let moved = empty_like(&values);
        let (count, size) = a_thread_each(&values);
        rmsprop_kernel::launch(
            &values.client.clone(),
            count,
            size,
            values.into_tensor_arg(),
            gradient.into_tensor_arg(),
            square.clone().into_tensor_arg(),
            moved.clone().into_tensor_arg(),
            step.alpha,
            step.epsilon,
            step.lr,
        );
        (moved, square)
    }

    fn lerp(start: FloatTensor<Self>, end: FloatTensor<Self>, weight: f32) -> FloatTensor<Self> {
        let [moved] = lerp([start], [end], weight);
        moved
    }

    fn lerp_two(
        start: FloatTensor<Self>,
        end: FloatTensor<Self>,
        other_start: FloatTensor<Self>,
        other_end: FloatTensor<Self>,
        weight: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        lerp([start, other_start], [end, other_end], weight).into()
    }
}

/// Each of `starts` moved towards its end, all in one launch.
fn lerp<const N: usize>(starts: [CubeTensor; N], ends: [CubeTensor; N], weight: f32) -> [CubeTensor; N] {
    // In the order of the weights that an average follows.
    let moved = ends.each_ref().map(empty_like);
    let longest = moved.iter().max_by_key(|moved| moved.shape().num_elements()).expect("one at least");
    let (count, size) = a_thread_each(longest);
    lerp_kernel::launch(
        &longest.client,
        count,
        size,
        starts.map(CubeTensor::into_linear_view).into(),
        ends.map(CubeTensor::into_linear_view).into(),
        moved.clone().map(CubeTensor::into_linear_view).into(),
        weight,
    );
    moved
}

/// [`AdamStep`] as the kernel is told it.
#[derive(CubeLaunch, CubeType)]
struct AdamArgs {
    beta1: f32,
    beta2: f32,
    scale: f32,
    epsilon: f32,
    lr: f32,
}

#[cube(launch)]
fn adam_kernel(
    values: &Tensor<f32>,
    gradient: &Tensor<f32>,
    first: &mut Tensor<f32>,
    second: &mut Tensor<f32>,
    moved: &mut Tensor<f32>,
    step: AdamArgs,
) {
    let place = ABSOLUTE_POS;
    if place >= moved.len() {
        terminate!();
    }
    let slope = gradient[place];
    let mean = first[place] * step.beta1 + slope * (1.0 - step.beta1);
    let square = second[place] * step.beta2 + slope * slope * (1.0 - step.beta2);
    first[place] = mean;
    second[place] = square;
    moved[place] = values[place] - mean * step.scale / (square.sqrt() + step.epsilon) * step.lr;
}

#[cube(launch)]
fn rmsprop_kernel(
    values: &Tensor<f32>,
    gradient: &Tensor<f32>,
    square: &mut Tensor<f32>,
    moved: &mut Tensor<f32>,
    alpha: f32,
    epsilon: f32,
    lr: f32,
) {
    let place = ABSOLUTE_POS;
    if place >= moved.len() {
        terminate!();
    }
    let slope = gradient[place];
    let mean = square[place] * alpha + slope * slope * (1.0 - alpha);
    square[place] = mean;
    moved[place] = values[place] - slope / (mean.sqrt() + epsilon) * lr;
}

#[cube(launch)]
fn lerp_kernel(
    starts: Sequence<LinearView<'_, f32>>,
    ends: Sequence<LinearView<'_, f32>>,
    mut moved: Sequence<LinearViewMut<'_, f32>>,
    weight: f32,
) {
    let place = ABSOLUTE_POS;
    #[unroll]
    for pair in 0..starts.len() {
        if moved[pair].is_in_bounds(place) {
            let start = starts[pair].read(place);
            moved.index_mut(pair).write(place, start * (1.0 - weight) + ends[pair].read(place) * weight);
        }
    }
}
