//! Initial weights, drawn on the host.

use crate::train::rng::{Purpose, Rng};
use burn::{
    module::Param,
    tensor::{Device, Shape, Tensor, TensorData},
};

/// Draws the weights of a run's nets, each tensor from a stream of its own.
pub struct Init<'a> {
    seed: u64,
    tensors: u64,
    device: &'a Device,
}

impl<'a> Init<'a> {
    /// The weights that `seed` gives, to be put on `device`.
    pub fn new(seed: u64, device: &'a Device) -> Self {
        Self { seed, tensors: 0, device }
    }

    /// The device that the weights are put on.
    pub fn device(&self) -> &'a Device {
        self.device
    }

    /// Drawn from N(0, 0.02^2) (Radford et al. 2015, arXiv:1511.06434, section 4).
    pub fn narrow_normal<const D: usize>(&mut self, shape: [usize; D]) -> Param<Tensor<D>> {
        self.draw(shape, |rng, count| {
            let mut values = rng.normals(count);
            values.iter_mut().for_each(|value| *value *= 0.02);
            values
        })
    }

    /// Drawn uniformly between plus and minus 1 / sqrt(`fan_in`), as PyTorch's linear layers are.
    pub fn fan_in<const D: usize>(&mut self, shape: [usize; D], fan_in: usize) -> Param<Tensor<D>> {
        let bound = 1.0 / libm::sqrt(fan_in as f64);
        self.draw(shape, |rng, count| rng.uniforms(count, -bound, bound))
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
