//! Initial weights, drawn on the host.

use crate::train::rng::{Purpose, Rng};
use burn::{
    module::Param,
    tensor::{Device, Shape, Tensor, TensorData},
};

/// How large the weights of convolutional nets begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// N(0, 0.02^2) (Radford et al. 2015, arXiv:1511.06434, section 4): for nets whose batch norm undoes the scale.
    Narrow,
    /// N(0, 2 / fan-in) (He et al. 2015, arXiv:1502.01852, eq. 10): keeps the scale from layer to layer.
    He,
}

/// Draws the weights of a run's nets, each tensor from a stream of its own.
pub struct Init<'a> {
    seed: u64,
    tensors: u64,
    scale: Scale,
    device: &'a Device,
}

impl<'a> Init<'a> {
    /// The weights that `seed` gives, to be put on `device`.
    pub fn new(seed: u64, device: &'a Device) -> Self {
        Self { seed, tensors: 0, scale: Scale::Narrow, device }
    }

    /// The device that the weights are put on.
    pub fn device(&self) -> &'a Device {
        self.device
    }

    /// Sets the scale of the convolutional weights that follow.
    pub fn set_scale(&mut self, scale: Scale) {
        self.scale = scale;
    }

    /// Normal, of the present scale; `fan_in` numbers meet in each one of the output.
    pub fn scaled_normal<const D: usize>(&mut self, shape: [usize; D], fan_in: usize) -> Param<Tensor<D>> {
        let deviation = match self.scale {
            Scale::Narrow => 0.02,
            Scale::He => libm::sqrt(2.0 / fan_in as f64) as f32,
        };
        self.draw(shape, |rng, count| {
            let mut values = rng.normals(count);
            values.iter_mut().for_each(|value| *value *= deviation);
            values
        })
    }

    /// Drawn uniformly between plus and minus 1 / sqrt(`fan_in`), as PyTorch's linear layers are.
    pub fn fan_in<const D: usize>(&mut self, shape: [usize; D], fan_in: usize) -> Param<Tensor<D>> {
        let bound = 1.0 / libm::sqrt(fan_in as f64);
        self.draw(shape, |rng, count| rng.uniforms(count, -bound, bound))
    }

    /// Drawn from N(0, 1).
    pub fn normal<const D: usize>(&mut self, shape: [usize; D]) -> Param<Tensor<D>> {
        self.draw(shape, Rng::normals)
    }

    /// All one.
    pub fn ones<const D: usize>(&mut self, shape: [usize; D]) -> Param<Tensor<D>> {
        self.draw(shape, |_, count| vec![1.0; count])
    }

    /// All zero.
    pub fn zeros<const D: usize>(&mut self, shape: [usize; D]) -> Param<Tensor<D>> {
        self.draw(shape, |_, count| vec![0.0; count])
    }

    fn draw<const D: usize>(
        &mut self,
        shape: [usize; D],
        values: impl FnOnce(&mut Rng, usize) -> Vec<f32>,
    ) -> Param<Tensor<D>> {
        let mut rng = Rng::new(self.seed, Purpose::Weights, self.tensors);
        self.tensors += 1;
        let data = TensorData::new(values(&mut rng, shape.iter().product()), Shape::from(shape));
        Param::from_tensor(Tensor::from_data(data, self.device))
    }
}
