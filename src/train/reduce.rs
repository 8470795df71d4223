//! The seam between backward and optimiser, where several processes or workers may average their gradients.

use burn::tensor::Tensor;

/// What a gradient becomes before the optimiser sees it.
pub trait Reduce {
    /// The mean over all that train together of the `gradient` of the weight called `name`, flat.
    fn mean(&self, name: &str, gradient: Tensor<1>) -> Tensor<1>;
}

/// One process that trains by itself.
pub struct Alone;

impl Reduce for Alone {
    fn mean(&self, _name: &str, gradient: Tensor<1>) -> Tensor<1> {
        gradient
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        nets::{Activation, Init, Linear, Sequential},
        train::{
            optimiser::Optimiser,
            player::Player,
            rng::{Purpose, Rng},
            weights::named,
        },
    };
    use burn::tensor::{Device, TensorData};
    use std::{cell::RefCell, collections::BTreeMap};

    const SIZE: usize = 6;

    /// Two processes in turn: the first one's gradients are kept, and the second one's averaged with them.
    #[derive(Default)]
    struct Pair {
        first: RefCell<BTreeMap<String, Tensor<1>>>,
    }

    impl Reduce for Pair {
        fn mean(&self, name: &str, gradient: Tensor<1>) -> Tensor<1> {
            let first = self.first.borrow_mut().remove(name);
            match first {
                Some(first) => (first + gradient) / 2.0,
                None => {
                    self.first.borrow_mut().insert(name.to_owned(), gradient.clone());
                    gradient
                }
            }
        }
    }

    fn player(device: &Device) -> Player {
        let init = Init::new(1, device);
        let first = Linear::fan_in(SIZE, [8, 1, 1], &init).into();
        let last = Linear::fan_in(8, [1, 1, 1], &init).into();
        let net = Sequential::new(vec![first, Activation::LeakyRelu(0.2).into(), last]);
        Player::new(net, Optimiser::new(Default::default()))
    }

    #[test]
    fn two_halves_of_a_batch_averaged_equal_the_whole() {
        let device = Device::flex().autodiff();
        let values = Rng::new(1, Purpose::Noise, 0).normals(8 * SIZE);
        let batch = Tensor::<4>::from_data(TensorData::new(values, [8, SIZE, 1, 1]), &device);
        let gradients =
            |player: &Player, samples: Tensor<4>| player.net.forward(samples).square().mean().backward();

        let mut whole = player(&device);
        let mut gradients_of_whole = gradients(&whole, batch.clone());
        whole.step(1e-3, &mut gradients_of_whole, &Alone);

        let (pair, [mut first, mut second]) = (Pair::default(), [player(&device), player(&device)]);
        for (player, from) in [(&mut first, 0), (&mut second, 4)] {
            let mut half = gradients(player, batch.clone().narrow(0, from, 4));
            player.step(1e-3, &mut half, &pair);
        }
        for (one, other) in named(&whole.net).into_iter().zip(named(&second.net)) {
            let apart = (one.values - other.values).abs().max().into_data().iter::<f32>().next().unwrap();
            assert!(apart < 1e-7, "{}: {apart}", one.name);
        }
    }
}
