//! The derivative of batch norm in input, gain and shift; its statistics are constants.

use super::{BatchNorm, Derivative};
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
struct BatchNormBackward;

impl<B: Derivative> Backward<B, 3> for BatchNormBackward {
    /// Input, gamma, statistics and epsilon.
    type State = (FloatTensor<B>, FloatTensor<B>, FloatTensor<B>, f32);

    fn backward(self, ops: Ops<Self::State, 3>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let (input, gamma, statistics, epsilon) = ops.state;
        let gradients = B::backward(input, gamma, statistics, gradient, epsilon);
        for (node, gradient) in ops.parents.into_iter().zip(gradients) {
            if let Some(node) = node {
                grads.register::<B>(node.id, gradient);
            }
        }
    }
}

impl<B: Derivative, C: CheckpointStrategy> BatchNorm for Autodiff<B, C> {
    fn batch_norm(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let nodes = [input.node(), gamma.node(), beta.node()];
        let (input, gamma, beta) = (input.into_primitive(), gamma.into_primitive(), beta.into_primitive());
        let (output, statistics) = <B as BatchNorm>::batch_norm(input.clone(), gamma.clone(), beta, epsilon);
        let output = match BatchNormBackward.prepare::<C>(nodes).compute_bound().stateful() {
            OpsKind::Tracked(prep) => prep.finish((input, gamma, statistics.clone(), epsilon), output),
            OpsKind::UnTracked(prep) => prep.finish(output),
        };
        (output, FloatTensor::<Self>::new(statistics))
    }
}
