//! The derivative of a change of size.

use super::{Change, Resample};
use burn::backend::{
    Autodiff,
    autodiff::{
        checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
        grads::Gradients,
        ops::{Backward, Ops, OpsKind},
    },
    tensor::FloatTensor,
};

#[derive(Debug)]
struct ResampleBackward;

impl<B: Resample> Backward<B, 1> for ResampleBackward {
    type State = (Change, f32);

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let ([node], (change, scale)) = (ops.parents, ops.state);
        if let Some(node) = node {
            grads.register::<B>(node.id, B::resample(gradient, change.transposed(), scale));
        }
    }
}

impl<B: Resample, C: CheckpointStrategy> Resample for Autodiff<B, C> {
    fn resample(input: FloatTensor<Self>, change: Change, scale: f32) -> FloatTensor<Self> {
        let node = input.node();
        let output = B::resample(input.into_primitive(), change, scale);
        match ResampleBackward.prepare::<C>([node]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => prep.finish((change, scale), output),
            OpsKind::UnTracked(prep) => prep.finish(output),
        }
    }
}
