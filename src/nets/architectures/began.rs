//! BEGAN's nets (Berthelot et al. 2017, arXiv:1703.10717, section 3.5.1), n = 64, with strides as in
//! carpedm20/BEGAN-tensorflow (`models.py`): the generator and the discriminator's decoder are alike.
//!
//! ```text
//! features   64x64 -> conv3 n -> conv3 n, conv3 n -> half the size, n -> conv3 2n, conv3 2n -> half the size, 2n
//!            -> conv3 3n, conv3 3n -> half the size, 3n -> conv3 4n, conv3 4n, at 8x8
//! decoder    code -> 8x8xn -> conv3 n, conv3 n -> twice the size -> conv3 n, conv3 n -> .. -> 64x64xn -> conv3, 64x64
//! ```
//!
//! An activation follows each convolution but those that halve the size and the last. The paper's is ELU, and it has no
//! norm; the discriminator's norm, where there is one, stands before each activation but the first.

use super::{Architecture, halvings};
use crate::nets::{Conv2d, Init, Kernel, Layer, Linear, Resample, Scale, blocks::BlockConfig};

/// n of the paper.
const FILTERS: usize = 64;
/// Height and width where an encoder ends and a decoder begins.
const BASE: usize = 8;

/// The nets for images of one size.
pub struct Began {
    /// How often the size is halved.
    halvings: usize,
}

impl Began {
    /// For images of this height and width: 32, 64 or 128.
    pub fn of_size(size: usize) -> Self {
        Self { halvings: halvings(size, BASE) }
    }
}

impl Architecture for Began {
    fn features(&self, block: BlockConfig, [channels, ..]: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(Scale::Lecun);
        let first = init.part("first");
        let mut layers = vec![
            block.conv2d(Conv2d::new([channels, FILTERS], Kernel::SAME, true, &first), &first),
            block.activation.into(),
        ];
        let mut channels = FILTERS;
        for level in 0..=self.halvings {
            let init = init.part(&format!("level.{level}"));
            let outputs = FILTERS * (level + 1);
            layers.extend(two_convolutions(block, [channels, outputs], &init));
            channels = outputs;
            if level < self.halvings {
                let halving = Kernel { size: 3, stride: 2, padding: 0 };
                let init = init.part("half");
                layers.push(Resample::PadAfter.into());
                layers.push(block.conv2d(Conv2d::new([channels; 2], halving, true, &init), &init));
            }
        }
        layers
    }

    fn linear(&self, _block: BlockConfig, output: [usize; 3], init: &Init) -> Linear {
        let inputs = FILTERS * (self.halvings + 1) * BASE * BASE;
        Linear::normal(inputs, output, true, &init.with_scale(Scale::Lecun))
    }

    fn decoder(&self, block: BlockConfig, code: usize, shape: [usize; 3], init: &Init) -> Vec<Layer> {
        let init = init.with_scale(Scale::Lecun);
        let (first, last) = (init.part("first"), init.part("last"));
        let mut layers =
            vec![block.linear(Linear::normal(code, [FILTERS, BASE, BASE], true, &first), &first)];
        for level in 0..=self.halvings {
            layers.extend(two_convolutions(block, [FILTERS; 2], &init.part(&format!("level.{level}"))));
            if level < self.halvings {
                layers.push(Resample::NearestUp.into());
            }
        }
        layers.push(block.conv2d(Conv2d::new([FILTERS, shape[0]], Kernel::SAME, true, &last), &last));
        layers
    }
}

fn two_convolutions(block: BlockConfig, [inputs, outputs]: [usize; 2], init: &Init) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (name, inputs) in [("first", inputs), ("second", outputs)] {
        let init = init.part(name);
        let convolution = Conv2d::new([inputs, outputs], Kernel::SAME, block.biased(), &init);
        layers.push(block.conv2d(convolution, &init));
        layers.extend(block.norm_act(outputs, &init));
    }
    layers
}
