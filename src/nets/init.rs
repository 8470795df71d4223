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
    /// N(0, 1 / fan-in) (LeCun et al. 1998, "Efficient BackProp", eq. 16): the same where no rectifier halves it.
    Lecun,
}

/// Draws the weights of a run's nets, each tensor from a stream of its own: the one named by where the tensor stands, so
/// that no other layer, there or not, changes it.
#[derive(Clone)]
pub struct Init<'a> {
    seed: u64,
    /// Where the weights stand: `generator.first`.
    path: String,
    scale: Scale,
    device: &'a Device,
}

impl<'a> Init<'a> {
    /// The weights that `seed` gives, to be put on `device`.
    pub fn new(seed: u64, device: &'a Device) -> Self {
        Self { seed, path: String::new(), scale: Scale::Narrow, device }
    }

    /// The device that the weights are put on.
    pub fn device(&self) -> &'a Device {
        self.device
    }

    /// The weights of the part called `name`: of two parts of the same name, all would be alike.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        Self { path: self.path_of(name), ..self.clone() }
    }

    /// With convolutional weights of this scale.
    #[must_use]
    pub fn with_scale(&self, scale: Scale) -> Self {
        Self { scale, ..self.clone() }
    }

    /// The tensor called `name`, normal, of the present scale; `fan_in` numbers meet in each one of the output.
    pub fn scaled_normal<const D: usize>(
        &self,
        name: &str,
        shape: [usize; D],
        fan_in: usize,
    ) -> Param<Tensor<D>> {
        let deviation = match self.scale {
            Scale::Narrow => 0.02,
            Scale::He => libm::sqrt(2.0 / fan_in as f64) as f32,
            Scale::Lecun => libm::sqrt(1.0 / fan_in as f64) as f32,
        };
        self.draw(name, shape, |rng, count| {
            let mut values = rng.normals(count);
            values.iter_mut().for_each(|value| *value *= deviation);
            values
        })
    }

    /// The tensor called `name`, uniform between plus and minus 1 / sqrt(`fan_in`), as PyTorch's linear layers are.
    pub fn fan_in<const D: usize>(&self, name: &str, shape: [usize; D], fan_in: usize) -> Param<Tensor<D>> {
        let bound = 1.0 / libm::sqrt(fan_in as f64);
        self.draw(name, shape, |rng, count| rng.uniforms(count, -bound, bound))
    }

    /// The tensor called `name`, from N(0, 1).
    pub fn normal<const D: usize>(&self, name: &str, shape: [usize; D]) -> Param<Tensor<D>> {
        self.draw(name, shape, Rng::normals)
    }

    /// All one.
    pub fn ones<const D: usize>(&self, shape: [usize; D]) -> Param<Tensor<D>> {
        self.param(shape, vec![1.0; shape.iter().product()])
    }

    /// All zero.
    pub fn zeros<const D: usize>(&self, shape: [usize; D]) -> Param<Tensor<D>> {
        self.param(shape, vec![0.0; shape.iter().product()])
    }

    fn draw<const D: usize>(
        &self,
        name: &str,
        shape: [usize; D],
        values: impl FnOnce(&mut Rng, usize) -> Vec<f32>,
    ) -> Param<Tensor<D>> {
        let mut rng = Rng::named(self.seed, Purpose::Weights, &self.path_of(name), 0);
        self.param(shape, values(&mut rng, shape.iter().product()))
    }

    fn param<const D: usize>(&self, shape: [usize; D], values: Vec<f32>) -> Param<Tensor<D>> {
        Param::from_tensor(Tensor::from_data(TensorData::new(values, Shape::from(shape)), self.device))
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}
