//! Updates on the CPU: one pass over the numbers, in chunks that threads share.

use super::{AdamStep, RmsPropStep, Update};
use crate::{
    fused::flex::{CHUNK, contiguous, vectorised},
    parallel::for_chunks,
};
use burn::backend::{Flex, tensor::FloatTensor};

impl Update for Flex {
    fn adam_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        step: AdamStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>) {
        let [mut values, gradient, mut first, mut second] = [values, gradient, first, second].map(contiguous);
        let moments = first.storage_mut().chunks_mut(CHUNK).zip(second.storage_mut().chunks_mut(CHUNK));
        let weights = values.storage_mut().chunks_mut(CHUNK).zip(gradient.storage().chunks(CHUNK));
        for_each_part(weights.zip(moments), move |((values, gradient), (first, second))| {
            for (((value, gradient), first), second) in
                values.iter_mut().zip(*gradient).zip(first.iter_mut()).zip(second.iter_mut())
            {
                *value = step.moved(*value, *gradient, first, second);
            }
        });
        (values, first, second)
    }

    fn rmsprop_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        square: FloatTensor<Self>,
        step: RmsPropStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let [mut values, gradient, mut square] = [values, gradient, square].map(contiguous);
        let weights = values.storage_mut().chunks_mut(CHUNK).zip(gradient.storage().chunks(CHUNK));
        let parts = weights.zip(square.storage_mut().chunks_mut(CHUNK));
        for_each_part(parts, move |((values, gradient), square)| {
            for ((value, gradient), square) in values.iter_mut().zip(*gradient).zip(square.iter_mut()) {
                *value = step.moved(*value, *gradient, square);
            }
        });
        (values, square)
    }

    fn lerp(start: FloatTensor<Self>, end: FloatTensor<Self>, weight: f32) -> FloatTensor<Self> {
        let (mut start, end) = (contiguous(start), contiguous(end));
        let parts = start.storage_mut::<f32>().chunks_mut(CHUNK).zip(end.storage::<f32>().chunks(CHUNK));
        for_each_part(parts, move |(start, end)| {
            for (start, end) in start.iter_mut().zip(*end) {
                *start = *start * (1.0 - weight) + end * weight;
            }
        });
        start
    }

    fn lerp_two(
        start: FloatTensor<Self>,
        end: FloatTensor<Self>,
        other_start: FloatTensor<Self>,
        other_end: FloatTensor<Self>,
        weight: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        (Self::lerp(start, end, weight), Self::lerp(other_start, other_end, weight))
    }
}

impl AdamStep {
    /// One number after the step, with its moments moved.
    #[inline(always)]
    fn moved(&self, value: f32, gradient: f32, first: &mut f32, second: &mut f32) -> f32 {
        let [beta1, beta2] = self.betas;
        *first = *first * beta1 + gradient * (1.0 - beta1);
        *second = *second * beta2 + gradient * gradient * (1.0 - beta2);
        value - *first * self.scale / (second.sqrt() + self.epsilon) * self.lr
    }
}

impl RmsPropStep {
    /// One number after the step, with its mean square moved.
    #[inline(always)]
    fn moved(&self, value: f32, gradient: f32, square: &mut f32) -> f32 {
        *square = *square * self.alpha + gradient * gradient * (1.0 - self.alpha);
        value - gradient / (square.sqrt() + self.epsilon) * self.lr
    }
}

/// Calls `change` for all `parts`, which threads share.
fn for_each_part<T: Send>(parts: impl Iterator<Item = T>, change: impl Fn(&mut T) + Copy + Send + Sync) {
    for_chunks(&mut parts.collect::<Vec<_>>(), 1, |_, parts| {
        vectorised(move || parts.iter_mut().for_each(change));
    });
}
