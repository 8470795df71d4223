//! The derivative of a bias: the gradient itself, and a channel's sum of it.

use super::{Bias, Derivative};
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
struct BiasBackward;

impl<B: Derivative> Backward<B, 2> for BiasBackward {
    type State = ();

    fn backward(self, ops: Ops<Self::State, 2>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let [input, bias] = ops.parents;
        if let Some(bias) = bias {
            grads.register::<B>(bias.id, B::backward(gradient.clone()));
        }
        if let Some(input) = input {
            grads.register::<B>(input.id, gradient);
        }
    }
}

impl<B: Derivative, C: CheckpointStrategy> Bias for Autodiff<B, C> {
    fn add_bias(input: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self> {
        let prepared = BiasBackward.prepare::<C>([input.node(), bias.node()]).compute_bound().stateful();
        let output = B::add_bias(input.into_primitive(), bias.into_primitive());
        match prepared {
            OpsKind::Tracked(prep) => prep.finish((), output),
            OpsKind::UnTracked(prep) => prep.finish(output),
        }
    }
}
