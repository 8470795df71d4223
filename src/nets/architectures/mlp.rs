//! Fully connected nets: two hidden layers of 256 for images, three of 128 for points of the plane.

use super::Architecture;
use crate::nets::{Init, Layer, Linear, blocks::BlockConfig};

/// Fully connected nets of one size.
pub struct Mlp {
    width: usize,
    hidden: usize,
}

/// For images.
pub const IMAGES: Mlp = Mlp { width: 256, hidden: 2 };
/// For points: from one narrow mode to the next takes a steep generator rather than a wide one (docs/zoo.md).
pub const POINTS: Mlp = Mlp { width: 128, hidden: 3 };

impl Mlp {
    /// The hidden layers, on `inputs` numbers; there is no norm behind the first.
    fn hidden(&self, block: BlockConfig, inputs: usize, init: &Init) -> Vec<Layer> {
        let first = init.part("hidden.0");
        let mut layers = vec![
            block.linear(Linear::fan_in(inputs, [self.width, 1, 1], &first), &first),
            block.activation.into(),
        ];
        for place in 1..self.hidden {
            let init = init.part(&format!("hidden.{place}"));
            layers.push(block.linear(Linear::fan_in(self.width, [self.width, 1, 1], &init), &init));
            layers.extend(block.norm_act(self.width, &init));
        }
        layers
    }
}

impl Architecture for Mlp {
    fn features(&self, block: BlockConfig, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        self.hidden(block, shape.iter().product(), init)
    }

    fn linear(&self, _block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        Linear::fan_in(self.width, output, init)
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let mut layers = self.hidden(block, code, init);
        let last = init.part("last");
        layers.push(block.linear(Linear::fan_in(self.width, shape, &last), &last));
        layers
    }
}
