//! ELU as one operation with its own derivative.
//!
//! Composed of Burn's it takes fifteen passes over the numbers forwards and back, each with memory of its own, and
//! the backward of each rectifier draws a mask. Its derivative needs only its output, which is kept anyway. Remove
//! this when Burn has an ELU whose backward does the same.

use burn::{
    backend::{
        // The macro names both by their bare names.
        Autodiff,
        Backend,
        Dispatch,
        Flex,
        autodiff::{
            checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
            grads::Gradients,
            ops::{Backward, Ops, OpsKind},
        },
        backend_extension,
        tensor::FloatTensor,
    },
    tensor::Tensor,
};

/// x above zero, exp(x) - 1 below (Clevert et al. 2015, arXiv:1511.07289, with alpha 1).
pub fn elu(input: Tensor<4>) -> Tensor<4> {
    Tensor::from_dispatch(<Dispatch as Elu>::elu(input.into_dispatch()))
}

/// A backend that computes ELU.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Elu: Backend {
    fn elu(input: FloatTensor<Self>) -> FloatTensor<Self>;
}

impl Elu for Flex {
    fn elu(input: FloatTensor<Self>) -> FloatTensor<Self> {
        forward::<Self>(input)
    }
}

#[cfg(feature = "gpu")]
impl Elu for burn::backend::Cube {
    fn elu(input: FloatTensor<Self>) -> FloatTensor<Self> {
        forward::<Self>(input)
    }
}

/// max(x, 0) + exp(min(x, 0)) - 1.
fn forward<B: Backend>(input: FloatTensor<B>) -> FloatTensor<B> {
    let below = B::float_exp(B::float_clamp_max(input.clone(), 0.0.into()));
    B::float_sub_scalar(B::float_add(B::float_clamp_min(input, 0.0.into()), below), 1.0.into())
}

#[derive(Debug)]
struct EluBackward;

impl<B: Elu> Backward<B, 1> for EluBackward {
    /// The output.
    type State = FloatTensor<B>;

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let [node] = ops.parents;
        let gradient = grads.consume::<B>(&ops.node);
        if let Some(node) = node {
            // 1 above zero, exp(x) below: the output and 1.
            let slope = B::float_add_scalar(B::float_clamp_max(ops.state, 0.0.into()), 1.0.into());
            grads.register::<B>(node.id, B::float_mul(gradient, slope));
        }
    }
}

impl<B: Elu, C: CheckpointStrategy> Elu for Autodiff<B, C> {
    fn elu(input: FloatTensor<Self>) -> FloatTensor<Self> {
        match EluBackward.prepare::<C>([input.node()]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => {
                let output = B::elu(input.into_primitive());
                prep.finish(output.clone(), output)
            }
            OpsKind::UnTracked(prep) => prep.finish(B::elu(input.into_primitive())),
        }
    }
}
