//! What a net costs: multiply-adds, counted from its layers. Norms, activations and biases are left out:
//! they touch every number once, where a matrix product touches it hundreds of times.

use super::{Layer, Resample, Sequential};

/// `[channel, height, width]`.
type Shape = [usize; 3];

impl Sequential {
    /// Multiply-adds of one sample's way through the net, from an input of this `[channel, height, width]`.
    pub fn multiply_adds(&self, input: Shape) -> u64 {
        self.cost(input).0
    }

    fn cost(&self, input: Shape) -> (u64, Shape) {
        self.layers().iter().fold((0, input), |(sum, shape), layer| {
            let (cost, shape) = layer.cost(shape);
            (sum + cost, shape)
        })
    }
}

impl Layer {
    /// Multiply-adds for one sample of this shape, and the shape of the output.
    fn cost(&self, shape: Shape) -> (u64, Shape) {
        let [channels, height, width] = shape;
        match self {
            Self::Linear(layer) => (layer.weight.dims().iter().product::<usize>() as u64, layer.output),
            Self::Strided(layer) => {
                let [outputs, rows, columns] = layer.output_shape([height, width]);
                // Every weight meets each place of the smaller side once.
                let places = (height * width).min(rows * columns);
                let taps: usize = layer.weight.dims().iter().product();
                ((taps * places) as u64, [outputs, rows, columns])
            }
            Self::Resample(layer) => {
                let shape = match layer.kind {
                    Resample::AveragePool => [channels, height / 2, width / 2],
                    Resample::NearestUp => [channels, 2 * height, 2 * width],
                    Resample::SumPool => [channels, 1, 1],
                };
                (0, shape)
            }
            // Once for the score, and once for the sample's own class.
            Self::Projection(layer) => (2 * shape.iter().product::<usize>() as u64, layer.score.output),
            Self::Residual(layer) => layer.branch.cost(shape),
            Self::Concat(layer) => layer.branches.iter().map(|branch| branch.cost(shape)).fold(
                (0, [0; 3]),
                |(sum, [before, ..]), (cost, [channels, rows, columns])| {
                    (sum + cost, [before + channels, rows, columns])
                },
            ),
            Self::BatchNorm(_) | Self::SampleNorm(_) | Self::Activation(_) => (0, shape),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{nets::players, recipe::Recipe};
    use burn::tensor::Device;

    #[test]
    fn dcgans_nets_cost_what_their_sizes_say() {
        let recipe = Recipe::from_query("variant=dcgan").unwrap();
        let players = players(&recipe, [1, 28, 28], &Device::flex()).unwrap();
        let taps = 4 * 4;
        let generator = 64 * 49 * 64 + 64 * 32 * taps * 49 + 32 * taps * 196;
        let discriminator = 32 * taps * 196 + 32 * 64 * taps * 49 + 64 * 49;
        assert_eq!(players.generator.multiply_adds([64, 1, 1]), generator);
        assert_eq!(players.discriminator.multiply_adds([1, 28, 28]), discriminator);
    }
}
