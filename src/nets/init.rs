//! Initial weights, drawn on the host.

use super::LEAK;
use crate::{
    recipe::InitialWeights,
    train::rng::{Purpose, Rng},
};
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
    /// As [`Self::He`] for leaky rectifiers, and smaller the more residual blocks there are, by the fourth root of their
    /// number: Fixup for branches of three layers (Zhang et al. 2019, arXiv:1901.09321, section 3), the last of them zero.
    Fixup {
        /// In the whole net.
        blocks: usize,
    },
}

/// Draws the weights of a run's nets, each tensor from a stream of its own: the one named by where the tensor stands, so
/// that no other layer, there or not, changes it.
#[derive(Clone)]
pub struct Init<'a> {
    seed: u64,
    /// Where the weights stand: `generator.first`.
    path: String,
    scale: Scale,
    weights: InitialWeights,
    device: &'a Device,
}

impl<'a> Init<'a> {
    /// The weights that `seed` gives, to be put on `device`.
    pub fn new(seed: u64, device: &'a Device) -> Self {
        let weights = InitialWeights::Normal;
        Self { seed, path: String::new(), scale: Scale::Narrow, weights, device }
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

    /// With weights that begin in this way.
    #[must_use]
    pub fn with_weights(&self, weights: InitialWeights) -> Self {
        Self { weights, ..self.clone() }
    }

    /// What a pass multiplies a weight by whose outputs are each of `fan_in` numbers, where it does: the scale that it
    /// would else begin with (Karras et al. 2017, arXiv:1710.10196, section 4.1).
    pub fn gain(&self, fan_in: usize) -> Option<f64> {
        (self.weights == InitialWeights::Equalised).then(|| f64::from(self.deviation(fan_in)))
    }

    fn deviation(&self, fan_in: usize) -> f32 {
        match self.scale {
            Scale::Narrow => 0.02,
            Scale::He => libm::sqrt(2.0 / fan_in as f64) as f32,
            Scale::Lecun => libm::sqrt(1.0 / fan_in as f64) as f32,
            Scale::Fixup { blocks } => {
                let variance = 2.0 / (1.0 + LEAK * LEAK) / fan_in as f64;
                libm::sqrt(variance / libm::sqrt(blocks as f64)) as f32
            }
        }
    }

    /// The weight called `name`: normal, of the present scale, where the run's weights are; `fan_in` numbers meet in each
    /// one of the output.
    pub fn scaled_normal<const D: usize>(
        &self,
        name: &str,
        shape: [usize; D],
        fan_in: usize,
    ) -> Param<Tensor<D>> {
        let deviation = self.deviation(fan_in);
        self.draw(name, shape, |rng, count| {
            let mut values = rng.normals(count);
            match self.weights {
                InitialWeights::Normal => values.iter_mut().for_each(|value| *value *= deviation),
                InitialWeights::Orthogonal => orthogonalise(&mut values, shape[0]),
                InitialWeights::Equalised => {}
            }
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

/// Makes the rows of a matrix of so many `rows` orthogonal and of length one, or its columns where there are more rows; in
/// plain arithmetic, so that every target draws the same bits.
fn orthogonalise(values: &mut [f32], rows: usize) {
    let columns = values.len() / rows;
    let (count, length) = (rows.min(columns), rows.max(columns));
    let at = |vector: usize, place: usize| {
        if rows <= columns { vector * columns + place } else { place * columns + vector }
    };
    let mut vectors: Vec<Vec<f64>> = (0..count)
        .map(|vector| (0..length).map(|place| f64::from(values[at(vector, place)])).collect())
        .collect();
    for vector in 0..count {
        let (before, rest) = vectors.split_at_mut(vector);
        let own = &mut rest[0];
        // Once leaves what rounding makes of nearly parallel vectors; twice does not.
        for other in before.iter().chain(before.iter()) {
            let along: f64 = own.iter().zip(other).map(|(one, other)| one * other).sum();
            own.iter_mut().zip(other).for_each(|(one, other)| *one -= along * other);
        }
        let norm = libm::sqrt(own.iter().map(|one| one * one).sum());
        own.iter_mut().for_each(|one| *one /= norm);
    }
    for (vector, numbers) in vectors.iter().enumerate() {
        for (place, number) in numbers.iter().enumerate() {
            values[at(vector, place)] = *number as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orthogonal_weights_have_rows_or_columns_of_length_one_at_right_angles() {
        let device = Device::flex();
        let init = Init::new(3, &device).with_weights(InitialWeights::Orthogonal);
        let wide = init.scaled_normal("wide", [4, 3, 2, 2], 12).val().reshape([4, 12]);
        let tall = init.scaled_normal("tall", [9, 5], 9).val();
        for product in [wide.clone().matmul(wide.transpose()), tall.clone().transpose().matmul(tall)] {
            let [side, _] = product.dims();
            let found: Vec<f32> = product.into_data().iter::<f32>().collect();
            for (place, value) in found.into_iter().enumerate() {
                let expected = f32::from(u8::from(place % (side + 1) == 0));
                assert!((value - expected).abs() < 1e-6, "{place}: {value}");
            }
        }
    }

    #[test]
    fn an_equalised_weight_begins_large_and_is_brought_to_scale_by_every_pass() {
        let device = Device::flex();
        let init = Init::new(3, &device).with_scale(Scale::He);
        let equalised = init.with_weights(InitialWeights::Equalised);
        assert_eq!(init.gain(8), None);
        assert!((equalised.gain(8).unwrap() - 0.5).abs() < 1e-7);
        let [usual, large] = [&init, &equalised].map(|init| init.scaled_normal("weight", [6, 8], 8).val());
        let apart = (large * 0.5 - usual).abs().max().into_scalar::<f32>();
        assert!(apart < 1e-6, "{apart}");
    }
}
