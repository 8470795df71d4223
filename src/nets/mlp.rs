//! Fully connected nets: two hidden layers of 256 for images, three of 128 for points of the plane.

use super::{Architecture, Init, Layer, Linear, block::BlockConfig};

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
    fn hidden(&self, block: BlockConfig, inputs: usize, init: &mut Init) -> Vec<Layer> {
        let first = Linear::fan_in(inputs, [self.width, 1, 1], init);
        let mut layers = vec![block.linear(first, init), block.activation.into()];
        for _ in 1..self.hidden {
            let next = self.linear([self.width, 1, 1], init);
            layers.push(block.linear(next, init));
            layers.extend(block.norm_act(self.width, init));
        }
        layers
    }
}

impl Architecture for Mlp {
    fn features(&self, block: BlockConfig, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
        self.hidden(block, shape.iter().product(), init)
    }

    fn linear(&self, output: [usize; 3], init: &mut Init) -> Linear {
        Linear::fan_in(self.width, output, init)
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
        let mut layers = self.hidden(block, code, init);
        let last = self.linear(shape, init);
        layers.push(block.linear(last, init));
        layers
    }
}
