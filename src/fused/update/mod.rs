//! What moves a weight's numbers and their moving average, all with four axes and off the graph.

#[cfg(feature = "gpu")]
mod cube;
mod flex;

use burn::{
    backend::{
        // The macro names both by their bare names.
        Backend,
        Dispatch,
        backend_extension,
        tensor::FloatTensor,
    },
    tensor::Tensor,
};

/// One step of Adam (Kingma & Ba 2014, arXiv:1412.6980, Algorithm 1), with the corrections of its young means worked out.
#[derive(Clone, Copy, Debug)]
pub struct AdamStep {
    /// The share that each moment keeps of itself.
    betas: [f32; 2],
    /// What the first moment is multiplied by: both corrections.
    scale: f32,
    /// What is added to the root of the second moment, which is not corrected itself.
    epsilon: f32,
    lr: f32,
}

impl AdamStep {
    /// The step of the rate `lr` that is a weight's `update`th, counted from 1.
    pub fn new(betas: [f32; 2], epsilon: f32, lr: f64, update: u64) -> Self {
        let [first, second] = betas.map(|beta| 1.0 - beta.powi(update as i32));
        let root = second.sqrt();
        Self { betas, scale: root / first, epsilon: epsilon * root, lr: lr as f32 }
    }
}

/// One step of RMSprop without momentum (Hinton 2012, lecture 6e; PyTorch's).
#[derive(Clone, Copy, Debug)]
pub struct RmsPropStep {
    /// The share that the mean square keeps of itself.
    pub alpha: f32,
    /// What is added to its root.
    pub epsilon: f32,
    pub lr: f32,
}

/// A backend that moves weights.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"))]
pub trait Update: Backend {
    /// A weight's numbers and its two moments after `step` against `gradient`.
    fn adam_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        step: AdamStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>);

    /// A weight's numbers and the mean square of its gradients after `step` against `gradient`.
    fn rmsprop_step(
        values: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        square: FloatTensor<Self>,
        step: RmsPropStep,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);

    /// `start` moved towards `end` by the share `weight` of the way.
    fn lerp(start: FloatTensor<Self>, end: FloatTensor<Self>, weight: f32) -> FloatTensor<Self>;

    /// Two of [`Self::lerp`] in one launch.
    fn lerp_two(
        start: FloatTensor<Self>,
        end: FloatTensor<Self>,
        other_start: FloatTensor<Self>,
        other_end: FloatTensor<Self>,
        weight: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);
}

/// A weight's numbers and its two `moments` after `step` against `gradient`.
pub fn adam_step(
    values: Tensor<4>,
    gradient: Tensor<4>,
    [first, second]: [Tensor<4>; 2],
    step: AdamStep,
) -> (Tensor<4>, [Tensor<4>; 2]) {
    let [values, gradient, first, second] =
        [values, gradient, first, second].map(|tensor| tensor.into_dispatch());
    let (values, first, second) = <Dispatch as Update>::adam_step(values, gradient, first, second, step);
    (Tensor::from_dispatch(values), [first, second].map(Tensor::from_dispatch))
}

/// A weight's numbers and the mean `square` of its gradients after `step` against `gradient`.
pub fn rmsprop_step(
    values: Tensor<4>,
    gradient: Tensor<4>,
    square: Tensor<4>,
    step: RmsPropStep,
) -> (Tensor<4>, Tensor<4>) {
    let [values, gradient, square] = [values, gradient, square].map(|tensor| tensor.into_dispatch());
    let (values, square) = Dispatch::rmsprop_step(values, gradient, square, step);
    (Tensor::from_dispatch(values), Tensor::from_dispatch(square))
}

/// Each start moved towards its end by the share `weight` of the way (PyTorch's `_foreach_lerp`).
pub fn lerp(pairs: Vec<[Tensor<4>; 2]>, weight: f64) -> Vec<Tensor<4>> {
    let weight = weight as f32;
    let mut moved = Vec::with_capacity(pairs.len());
    let mut pairs = pairs.into_iter().map(|pair| pair.map(Tensor::into_dispatch));
    while let Some([start, end]) = pairs.next() {
        if let Some([other_start, other_end]) = pairs.next() {
            moved.extend(<[_; 2]>::from(Dispatch::lerp_two(start, end, other_start, other_end, weight)));
        } else {
            moved.push(Dispatch::lerp(start, end, weight));
        }
    }
    moved.into_iter().map(Tensor::from_dispatch).collect()
}
