//! Updates on a GPU: a thread a number.

use super::{AdamStep, Update};
use crate::fused::cube::{a_thread_each, empty_like, owned};
use burn::{
    backend::{Cube, tensor::FloatTensor},
    // The macro names it by its bare name.
    cubecl::{
        self, prelude::*, std::tensor::layout::linear::LinearView, std::tensor::layout::linear::LinearViewMut,
    },
};

impl Update for Cube {
    fn adam_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        step: AdamStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>) {
        let (first, second) = (owned(first), owned(second));
        // Not in place: the graph of the step that made the gradient may hold the weights still.
        let moved = empty_like(&values);
        let (count, size) = a_thread_each(&values);
        adam_kernel::launch(
            &values.client.clone(),
            count,
            size,
            values.into_linear_view(),
            gradient.into_linear_view(),
            first.clone().into_linear_view(),
            second.clone().into_linear_view(),
            moved.clone().into_linear_view(),
            AdamArgsLaunch::new(step.betas[0], step.betas[1], step.scale, step.epsilon, step.lr),
        );
        (moved, first, second)
    }

    fn lerp(start: FloatTensor<Self>, end: FloatTensor<Self>, weight: f32) -> FloatTensor<Self> {
        let moved = empty_like(&start);
        let (count, size) = a_thread_each(&start);
        lerp_kernel::launch(
            &start.client.clone(),
            count,
            size,
            start.into_linear_view(),
            end.into_linear_view(),
            moved.clone().into_linear_view(),
            weight,
        );
        moved
    }
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
    values: LinearView<'_, f32>,
    gradient: LinearView<'_, f32>,
    mut first: LinearViewMut<'_, f32>,
    mut second: LinearViewMut<'_, f32>,
    mut moved: LinearViewMut<'_, f32>,
    step: AdamArgs,
) {
    let place = ABSOLUTE_POS;
    if !moved.is_in_bounds(place) {
        terminate!();
    }
    let slope = gradient.read(place);
    let mean = first.read(place) * step.beta1 + slope * (1.0 - step.beta1);
    let square = second.read(place) * step.beta2 + slope * slope * (1.0 - step.beta2);
    first.write(place, mean);
    second.write(place, square);
    moved.write(place, values.read(place) - mean * step.scale / (square.sqrt() + step.epsilon) * step.lr);
}

#[cube(launch)]
fn lerp_kernel(
    start: LinearView<'_, f32>,
    end: LinearView<'_, f32>,
    mut moved: LinearViewMut<'_, f32>,
    weight: f32,
) {
    let place = ABSOLUTE_POS;
    if !moved.is_in_bounds(place) {
        terminate!();
    }
    moved.write(place, start.read(place) * (1.0 - weight) + end.read(place) * weight);
}
