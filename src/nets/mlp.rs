//! Fully connected nets: two hidden layers of 256 for images, three of 128 for points of the plane.

use super::{Family, Flat, Init, Layer, style::Style};

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
    fn hidden(&self, style: Style, inputs: usize, init: &mut Init) -> Vec<Layer> {
        let first = Flat::fan_in(inputs, [self.width, 1, 1], init);
        let mut layers = vec![style.flat(first, init), style.activation.into()];
        for _ in 1..self.hidden {
            let next = self.flat([self.width, 1, 1], init);
            layers.push(style.flat(next, init));
            layers.extend(style.behind(self.width, init));
        }
        layers
    }
}

impl Family for Mlp {
    fn features(&self, style: Style, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
        self.hidden(style, shape.iter().product(), init)
    }

    fn flat(&self, output: [usize; 3], init: &mut Init) -> Flat {
        Flat::fan_in(self.width, output, init)
    }

    fn decoder(&self, style: Style, code: usize, shape: [usize; 3], init: &mut Init) -> Vec<Layer> {
        let mut layers = self.hidden(style, code, init);
        let last = self.flat(shape, init);
        layers.push(style.flat(last, init));
        layers
    }
}
