//! The derivative of spectral normalisation in the weight; the vectors are constants.

use super::{Derivative, SpectralNorm};
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
struct SpectralNormBackward;

impl<B: Derivative> Backward<B, 1> for SpectralNormBackward {
    /// Weight, u, v and the weight times v.
    type State = [FloatTensor<B>; 4];

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<B>(&ops.node);
        let ([node], [weight, u, v, products]) = (ops.parents, ops.state);
        if let Some(node) = node {
            grads.register::<B>(node.id, B::backward(weight, u, v, products, gradient));
        }
    }
}

impl<B: Derivative, C: CheckpointStrategy> SpectralNorm for Autodiff<B, C> {
    fn spectral_norm(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let node = weight.node();
        let [weight, u, v] = [weight, u, v].map(|tensor| tensor.into_primitive());
        let (output, products) = B::spectral_norm(weight.clone(), u.clone(), v.clone());
        let output = match SpectralNormBackward.prepare::<C>([node]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => prep.finish([weight, u, v, products.clone()], output),
            OpsKind::UnTracked(prep) => prep.finish(output),
        };
        (output, FloatTensor::<Self>::new(products))
    }
}
