//! The derivative of a contraction: two more contractions of the same form.

use super::{Contraction, Geometry, Role};
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
struct ContractionBackward;

impl<B: Contraction> Backward<B, 2> for ContractionBackward {
    type State = (FloatTensor<B>, FloatTensor<B>, Role, Geometry);

    fn backward(self, ops: Ops<Self::State, 2>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let [first_node, second_node] = ops.parents;
        let gradient = grads.consume::<B>(&ops.node);
        let (first, second, missing, geometry) = ops.state;
        // With the gradient in the place of what was missing, leave out each of the two in turn.
        if let Some(node) = first_node {
            let value = match missing {
                Role::Output => B::contract(second.clone(), gradient.clone(), Role::Input, geometry),
                Role::Input => B::contract(gradient.clone(), second.clone(), Role::Weight, geometry),
                Role::Weight => B::contract(gradient.clone(), second.clone(), Role::Input, geometry),
            };
            grads.register::<B>(node.id, value);
        }
        if let Some(node) = second_node {
            let value = match missing {
                Role::Output => B::contract(first, gradient, Role::Weight, geometry),
                Role::Input => B::contract(gradient, first, Role::Output, geometry),
                Role::Weight => B::contract(first, gradient, Role::Output, geometry),
            };
            grads.register::<B>(node.id, value);
        }
    }
}

impl<B: Backend + Contraction, C: CheckpointStrategy> Contraction for Autodiff<B, C> {
    fn contract(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        missing: Role,
        geometry: Geometry,
    ) -> FloatTensor<Self> {
        match ContractionBackward.prepare::<C>([first.node(), second.node()]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => {
                let (first, second) = (first.primitive().clone(), second.primitive().clone());
                let value = B::contract(first.clone(), second.clone(), missing, geometry);
                prep.finish((first, second, missing, geometry), value)
            }
            OpsKind::UnTracked(prep) => {
                prep.finish(B::contract(first.into_primitive(), second.into_primitive(), missing, geometry))
            }
        }
    }
}
