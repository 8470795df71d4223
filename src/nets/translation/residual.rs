//! CycleGAN's generator: Zhu et al. 2017, arXiv:1703.10593, section 7.2, after Johnson et al. 2016, arXiv:1603.08155.
//!
//! ```text
//! 7x7 f -> norm ReLU -> half 2f -> norm ReLU -> quarter 4f -> norm ReLU -> residual blocks
//!       -> half 2f -> norm ReLU -> whole f -> norm ReLU -> 7x7 -> tanh
//! ```

use super::{
    super::{
        Activation, Conv2d, ConvTranspose2d, Init, Kernel, Layer, Resample, Residual, Sequential,
        blocks::BlockConfig,
    },
    norm, norm_act,
};

/// Without padding: images are mirrored at their edges instead.
const OUTER: Kernel = Kernel { size: 7, stride: 1, padding: 0 };
const INNER: Kernel = Kernel { size: 3, stride: 1, padding: 0 };
const HALVING: Kernel = Kernel { size: 3, stride: 2, padding: 1 };
/// The first row and column of its output are cut off.
const DOUBLING: Kernel = Kernel { size: 3, stride: 2, padding: 0 };

/// Residual blocks for images of this size: the paper's from 128 on, fewer for smaller ones.
fn blocks(size: usize) -> usize {
    match size {
        256.. => 9,
        128.. => 6,
        _ => 4,
    }
}

/// The net from images of `inputs` channels to such of `outputs`, of this `size`.
pub fn layers(
    block: BlockConfig,
    [inputs, outputs]: [usize; 2],
    size: usize,
    filters: usize,
    init: &Init,
) -> Vec<Layer> {
    let conv = |channels, kernel, init: &Init| {
        block.conv2d(Conv2d::new(channels, kernel, block.biased(), init), init)
    };
    let mut layers = vec![Resample::Reflect(3).into(), conv([inputs, filters], OUTER, &init.part("first"))];
    layers.extend(norm_act(block, filters, &init.part("first")));
    for level in [1, 2] {
        let (init, channels) = (init.part(&format!("down.{level}")), filters << level);
        layers.push(conv([channels / 2, channels], HALVING, &init));
        layers.extend(norm_act(block, channels, &init));
    }
    let middle = filters << 2;
    for place in 0..blocks(size) {
        let init = init.part(&format!("block.{place}"));
        let mut branch = Vec::new();
        for (name, is_last) in [("first", false), ("second", true)] {
            let init = init.part(name);
            branch.extend([Resample::Reflect(1).into(), conv([middle; 2], INNER, &init)]);
            branch.extend(if is_last { norm(block, middle, &init) } else { norm_act(block, middle, &init) });
        }
        layers.push(Residual { branch: Sequential::new(branch), shortcut: None }.into());
    }
    for level in [2, 1] {
        let (init, channels) = (init.part(&format!("up.{level}")), filters << level);
        let doubling = ConvTranspose2d::new([channels, channels / 2], DOUBLING, block.biased(), &init);
        layers.extend([block.conv_transpose2d(doubling, &init), Resample::CropBefore.into()]);
        layers.extend(norm_act(block, channels / 2, &init));
    }
    let last = init.part("last");
    let to_image = Conv2d::new([filters, outputs], OUTER, true, &last);
    layers.extend([Resample::Reflect(3).into(), block.conv2d(to_image, &last), Activation::Tanh.into()]);
    layers
}
