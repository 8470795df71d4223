//! Residual blocks that are normalised and activated before their convolutions (He et al. 2016, arXiv:1603.05027), as
//! in the nets of WGAN-GP (Gulrajani et al. 2017, arXiv:1704.00028) and SNGAN (Miyato et al. 2018, arXiv:1802.05957).
//!
//! ```text
//! up          norm act -> twice the size -> conv3 -> norm act -> conv3
//!   beside    conv1 -> twice the size
//! down        norm act -> conv3 -> norm act -> conv3 -> half the size
//!   beside    half the size -> conv1
//! same        norm act -> conv3 -> norm act -> conv3, beside the input itself
//! ```
//!
//! conv1 looks at one pixel at a time, so that it may as well run at the smaller size, for a quarter of the work.

use super::BlockConfig;
use crate::nets::{Conv2d, Init, Kernel, Layer, Resample, Residual, Scale, Sequential};

/// Doubles height and width.
pub fn up(block: BlockConfig, [inputs, outputs]: [usize; 2], init: &Init) -> Layer {
    let mut branch = block.norm_act(inputs, init);
    branch.push(Resample::NearestUp.into());
    branch.extend(convolutions(block, [inputs, outputs, outputs], init));
    beside(vec![pointwise(block, [inputs, outputs], init), Resample::NearestUp.into()], branch)
}

/// Halves height and width.
pub fn down(block: BlockConfig, [inputs, outputs]: [usize; 2], init: &Init) -> Layer {
    let mut branch = block.norm_act(inputs, init);
    branch.extend(convolutions(block, [inputs, inputs, outputs], init));
    branch.push(Resample::AveragePool.into());
    beside(vec![Resample::AveragePool.into(), pointwise(block, [inputs, outputs], init)], branch)
}

/// As [`down`], of images: their pixels are neither normalised nor cut off below zero.
pub fn down_from_image(block: BlockConfig, [inputs, outputs]: [usize; 2], init: &Init) -> Layer {
    let mut branch = convolutions(block, [inputs, outputs, outputs], init);
    branch.push(Resample::AveragePool.into());
    beside(vec![Resample::AveragePool.into(), pointwise(block, [inputs, outputs], init)], branch)
}

/// Keeps the shape.
pub fn same(block: BlockConfig, channels: usize, init: &Init) -> Layer {
    let mut branch = block.norm_act(channels, init);
    branch.extend(convolutions(block, [channels; 3], init));
    Residual { branch: Sequential::new(branch), shortcut: None }.into()
}

fn beside(shortcut: Vec<Layer>, branch: Vec<Layer>) -> Layer {
    Residual { branch: Sequential::new(branch), shortcut: Some(Sequential::new(shortcut)) }.into()
}

/// Two convolutions with the norm and the activation between them, weights on He's scale whatever the norm.
fn convolutions(block: BlockConfig, [inputs, hidden, outputs]: [usize; 3], init: &Init) -> Vec<Layer> {
    let init = init.with_scale(Scale::He);
    let [first, second] = ["first", "second"].map(|name| init.part(name));
    let mut layers =
        vec![block.conv2d(Conv2d::new([inputs, hidden], Kernel::SAME, block.biased(), &first), &first)];
    layers.extend(block.norm_act(hidden, &first));
    layers.push(block.conv2d(Conv2d::new([hidden, outputs], Kernel::SAME, true, &second), &second));
    layers
}

/// The convolution beside those two, which no activation follows.
fn pointwise(block: BlockConfig, channels: [usize; 2], init: &Init) -> Layer {
    let init = init.part("shortcut").with_scale(Scale::Lecun);
    block.conv2d(Conv2d::new(channels, Kernel::POINTWISE, true, &init), &init)
}
