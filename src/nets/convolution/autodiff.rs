//! The gradients of a pass: the two other passes.

use super::{Convolution, Geometry, Pass};
use burn::backend::{
    Autodiff, Backend,
    autodiff::{
        checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
        grads::Gradients,
        ops::{Backward, Ops, OpsKind},
    },
    tensor::FloatTensor,
};

#[derive(Debug)]
struct ConvolutionBackward;

impl<B: Convolution> Backward<B, 2> for ConvolutionBackward {
    type State = (FloatTensor<B>, FloatTensor<B>, Pass, Geometry);

    fn backward(self, ops: Ops<Self::State, 2>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let [first_node, second_node] = ops.parents;
        let gradient = grads.consume::<B>(&ops.node);
        let (first, second, pass, geometry) = ops.state;
        // With the gradient in the place of what was pass, leave out each of the two in turn.
        if let Some(node) = first_node {
            let value = match pass {
                Pass::Forward => B::run(second.clone(), gradient.clone(), Pass::InputGradient, geometry),
                Pass::InputGradient => {
                    B::run(gradient.clone(), second.clone(), Pass::WeightGradient, geometry)
                }
                Pass::WeightGradient => {
                    B::run(gradient.clone(), second.clone(), Pass::InputGradient, geometry)
                }
            };
            grads.register::<B>(node.id, value);
        }
        if let Some(node) = second_node {
            let value = match pass {
                Pass::Forward => B::run(first, gradient, Pass::WeightGradient, geometry),
                Pass::InputGradient => B::run(gradient, first, Pass::Forward, geometry),
                Pass::WeightGradient => B::run(first, gradient, Pass::Forward, geometry),
            };
            grads.register::<B>(node.id, value);
        }
    }
}

impl<B: Backend + Convolution, C: CheckpointStrategy> Convolution for Autodiff<B, C> {
    fn run(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        pass: Pass,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        match ConvolutionBackward.prepare::<C>([first.node(), second.node()]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => {
                let (first, second) = (first.primitive().clone(), second.primitive().clone());
                let value = B::run(first.clone(), second.clone(), pass, geometry);
                prep.finish((first, second, pass, geometry), value)
            }
            OpsKind::UnTracked(prep) => {
                prep.finish(B::run(first.into_primitive(), second.into_primitive(), pass, geometry))
            }
        }
    }
}
