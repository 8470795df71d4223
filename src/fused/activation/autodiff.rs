//! The derivative of an activation.

use super::{Activate, Derivative, Function};
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
struct ActivateBackward;

impl<B: Derivative> Backward<B, 1> for ActivateBackward {
    /// The output.
    type State = (FloatTensor<B>, Function);

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let ([node], (output, function)) = (ops.parents, ops.state);
        if let Some(node) = node {
            grads.register::<B>(node.id, B::backward(output, gradient, function));
        }
    }
}

impl<B: Derivative, C: CheckpointStrategy> Activate for Autodiff<B, C> {
    fn activate(input: FloatTensor<Self>, function: Function) -> FloatTensor<Self> {
        match ActivateBackward.prepare::<C>([input.node()]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => {
                let output = B::activate(input.into_primitive(), function);
                prep.finish((output.clone(), function), output)
            }
            OpsKind::UnTracked(prep) => prep.finish(B::activate(input.into_primitive(), function)),
        }
    }
}
