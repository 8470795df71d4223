//! The five kinds of Inception block, by torchvision's letters and names; shapes are those of a 299x299 image.
//!
//! Szegedy et al. 2015, arXiv:1512.00567, figures 5 to 7 and 10.

use super::{
    layer::{Kernel, Layer, Source},
    pool::Pool,
};
use crate::Result;

const ONE: Kernel = Kernel::same(1, 1);
const THREE: Kernel = Kernel::same(3, 3);
const FIVE: Kernel = Kernel::same(5, 5);
/// A square's two sides, one after the other, cost less than the square.
const WIDE_3: Kernel = Kernel::same(1, 3);
const TALL_3: Kernel = Kernel::same(3, 1);
const WIDE_7: Kernel = Kernel::same(1, 7);
const TALL_7: Kernel = Kernel::same(7, 1);
const HALVING: Kernel = Kernel::valid(3, 2);
const HALVING_POOL: Layer = Layer::Pool(Pool::HALVING);

/// `[inputs, 35, 35]` to `[224 + pool_features, 35, 35]`.
pub(super) fn a(mut source: Source, inputs: usize, pool_features: usize) -> Result<Layer> {
    Ok(Layer::Branches(vec![
        source.convolutions(inputs, &[("branch1x1", 64, ONE)])?,
        source.convolutions(inputs, &[("branch5x5_1", 48, ONE), ("branch5x5_2", 64, FIVE)])?,
        source.convolutions(
            inputs,
            &[("branch3x3dbl_1", 64, ONE), ("branch3x3dbl_2", 96, THREE), ("branch3x3dbl_3", 96, THREE)],
        )?,
        pooled(&mut source, Pool::Average, [inputs, pool_features])?,
    ]))
}

/// `[288, 35, 35]` to `[768, 17, 17]`.
pub(super) fn b(mut source: Source) -> Result<Layer> {
    let inputs = 288;
    Ok(Layer::Branches(vec![
        source.convolutions(inputs, &[("branch3x3", 384, HALVING)])?,
        source.convolutions(
            inputs,
            &[("branch3x3dbl_1", 64, ONE), ("branch3x3dbl_2", 96, THREE), ("branch3x3dbl_3", 96, HALVING)],
        )?,
        vec![HALVING_POOL],
    ]))
}

/// `[768, 17, 17]` to the same, with `inside` channels between the sides of its 7x7 kernels.
pub(super) fn c(mut source: Source, inside: usize) -> Result<Layer> {
    let inputs = 768;
    Ok(Layer::Branches(vec![
        source.convolutions(inputs, &[("branch1x1", 192, ONE)])?,
        source.convolutions(
            inputs,
            &[("branch7x7_1", inside, ONE), ("branch7x7_2", inside, WIDE_7), ("branch7x7_3", 192, TALL_7)],
        )?,
        source.convolutions(
            inputs,
            &[
                ("branch7x7dbl_1", inside, ONE),
                ("branch7x7dbl_2", inside, TALL_7),
                ("branch7x7dbl_3", inside, WIDE_7),
                ("branch7x7dbl_4", inside, TALL_7),
                ("branch7x7dbl_5", 192, WIDE_7),
            ],
        )?,
        pooled(&mut source, Pool::Average, [inputs, 192])?,
    ]))
}

/// `[768, 17, 17]` to `[1280, 8, 8]`.
pub(super) fn d(mut source: Source) -> Result<Layer> {
    let inputs = 768;
    Ok(Layer::Branches(vec![
        source.convolutions(inputs, &[("branch3x3_1", 192, ONE), ("branch3x3_2", 320, HALVING)])?,
        source.convolutions(
            inputs,
            &[
                ("branch7x7x3_1", 192, ONE),
                ("branch7x7x3_2", 192, WIDE_7),
                ("branch7x7x3_3", 192, TALL_7),
                ("branch7x7x3_4", 192, HALVING),
            ],
        )?,
        vec![HALVING_POOL],
    ]))
}

/// `[inputs, 8, 8]` to `[2048, 8, 8]`.
pub(super) fn e(mut source: Source, inputs: usize, pool: Pool) -> Result<Layer> {
    let mut square = source.convolutions(inputs, &[("branch3x3_1", 384, ONE)])?;
    square.push(sides(&mut source, ["branch3x3_2a", "branch3x3_2b"])?);
    let rows = [("branch3x3dbl_1", 448, ONE), ("branch3x3dbl_2", 384, THREE)];
    let mut double = source.convolutions(inputs, &rows)?;
    double.push(sides(&mut source, ["branch3x3dbl_3a", "branch3x3dbl_3b"])?);
    Ok(Layer::Branches(vec![
        source.convolutions(inputs, &[("branch1x1", 320, ONE)])?,
        square,
        double,
        pooled(&mut source, pool, [inputs, 192])?,
    ]))
}

/// The two sides of a 3x3 kernel, next to each other.
fn sides(source: &mut Source, [wide, tall]: [&str; 2]) -> Result<Layer> {
    Ok(Layer::Branches(vec![
        source.convolutions(384, &[(wide, 384, WIDE_3)])?,
        source.convolutions(384, &[(tall, 384, TALL_3)])?,
    ]))
}

/// The branch with a pool.
fn pooled(source: &mut Source, pool: Pool, [inputs, outputs]: [usize; 2]) -> Result<Vec<Layer>> {
    let mut layers = vec![Layer::Pool(pool)];
    layers.extend(source.convolutions(inputs, &[("branch_pool", outputs, ONE)])?);
    Ok(layers)
}
