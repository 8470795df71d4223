//! The derivative of softmax.

use super::{Derivative, Softmax};
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
struct SoftmaxBackward;

impl<B: Derivative> Backward<B, 1> for SoftmaxBackward {
    /// The output.
    type State = FloatTensor<B>;

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let ([node], output) = (ops.parents, ops.state);
        if let Some(node) = node {
            grads.register::<B>(node.id, B::backward(output, gradient));
        }
    }
}

impl<B: Derivative, C: CheckpointStrategy> Softmax for Autodiff<B, C> {
    fn along_rows(input: FloatTensor<Self>) -> FloatTensor<Self> {
        match SoftmaxBackward.prepare::<C>([input.node()]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => {
                let output = B::along_rows(input.into_primitive());
                prep.finish(output.clone(), output)
            }
            OpsKind::UnTracked(prep) => prep.finish(B::along_rows(input.into_primitive())),
        }
    }
}
