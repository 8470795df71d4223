//! The derivative of a mean.

use super::{Derivative, Mean};
use burn::{
    backend::{
        Autodiff, TensorMetadata,
        autodiff::{
            checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
            grads::Gradients,
            ops::{Backward, Ops, OpsKind},
        },
        tensor::FloatTensor,
    },
    tensor::Shape,
};

#[derive(Debug)]
struct MeanBackward;

impl<B: Derivative> Backward<B, 1> for MeanBackward {
    /// The input's shape.
    type State = Shape;

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let ([node], shape) = (ops.parents, ops.state);
        if let Some(node) = node {
            grads.register::<B>(node.id, B::backward(gradient, shape));
        }
    }
}

impl<B: Derivative, C: CheckpointStrategy> Mean for Autodiff<B, C> {
    fn mean(input: FloatTensor<Self>) -> FloatTensor<Self> {
        let (node, input) = (input.node(), input.into_primitive());
        let shape = input.shape();
        let output = B::mean(input);
        match MeanBackward.prepare::<C>([node]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => prep.finish(shape, output),
            OpsKind::UnTracked(prep) => prep.finish(output),
        }
    }
}
