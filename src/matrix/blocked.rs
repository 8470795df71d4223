//! A product of matrices for the page: in blocks that stay in the cache, by tiles that stay in registers (Goto & van de Geijn 2008,
//! doi:10.1145/1356052.1356053).
//!
//! Why not the gemm crate's: on wasm it has no fused multiply-add, which relaxed SIMD brings and which most of a step on the CPU
//! waits for (measured: docs/performance.md). Remove this when it has one.

use super::{
    Matrix,
    vector::{LANES, Vector},
};
use std::cell::RefCell;

/// Rows of a tile.
const ROWS: usize = LANES;
/// Columns of a tile.
const COLUMNS: usize = 2 * LANES;
/// Rows and columns of a block, which are whole tiles, and how deep it is.
const BLOCK: [usize; 3] = [24 * ROWS, 32 * COLUMNS, 256];

/// A block of each matrix as tiles read them, kept from one call to the next.
#[derive(Default)]
struct Packed {
    left: Vec<f32>,
    right: Vec<f32>,
}

thread_local! {
    static PACKED: RefCell<Packed> = RefCell::default();
}

/// Writes `left` times `right` into `product`, row after row, or adds it to what is there.
pub fn multiply(left: Matrix, right: Matrix, product: &mut [f32], add: bool) {
    let ([rows, inner], [_, columns]) = (left.size, right.size);
    if !add {
        product.fill(0.0);
    }
    PACKED.with_borrow_mut(|packed| {
        for (depth, deep) in blocks(inner, BLOCK[2]) {
            for (column, wide) in blocks(columns, BLOCK[1]) {
                pack::<COLUMNS>(&mut packed.right, &right.transposed(), [column, depth], [wide, deep]);
                for (row, tall) in blocks(rows, BLOCK[0]) {
                    pack::<ROWS>(&mut packed.left, &left, [row, depth], [tall, deep]);
                    let product = &mut product[row * columns..][..tall * columns];
                    add_block(packed, deep, product, columns, column);
                }
            }
        }
    });
}

/// Where each block of at most so much begins, and how long it is.
fn blocks(length: usize, most: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..length).step_by(most).map(move |first| (first, most.min(length - first)))
}

/// Adds the product of the packed blocks to rows of `columns` numbers, from the column `first` on.
fn add_block(packed: &Packed, deep: usize, product: &mut [f32], columns: usize, first: usize) {
    for (rows, left) in product.chunks_mut(ROWS * columns).zip(packed.left.chunks_exact(ROWS * deep)) {
        for (beside, right) in packed.right.chunks_exact(COLUMNS * deep).enumerate() {
            // SAFETY: a bundle with relaxed SIMD is loaded only by browsers that have it (`www/engine/cpu.js`).
            #[allow(unused_unsafe, reason = "without relaxed SIMD it is safe")]
            let sums = unsafe { tile(left, right) };
            let column = first + beside * COLUMNS;
            for (row, sums) in rows.chunks_exact_mut(columns).zip(sums) {
                match row[column..].first_chunk_mut::<COLUMNS>() {
                    Some(row) => Vector::add_to(row, sums),
                    None => add_some(&mut row[column..], sums),
                }
            }
        }
    }
}

/// The last columns, where a tile reaches over the edge.
fn add_some(row: &mut [f32], sums: [Vector; 2]) {
    let mut whole = [0.0; COLUMNS];
    Vector::add_to(&mut whole, sums);
    row.iter_mut().zip(whole).for_each(|(number, sum)| *number += sum);
}

/// The product of a panel of rows and a panel of columns. Rows are written out, so that the sums stay in registers.
#[cfg_attr(all(target_family = "wasm", feature = "relaxed-simd"), target_feature(enable = "relaxed-simd"))]
fn tile(left: &[f32], right: &[f32]) -> [[Vector; 2]; ROWS] {
    let zero = [Vector::splat(0.0); 2];
    let [mut one, mut two, mut three, mut four] = [zero; ROWS];
    let (left, right) = (left.as_chunks::<ROWS>().0, right.as_chunks::<COLUMNS>().0);
    for (left, right) in left.iter().zip(right) {
        let right = Vector::pair(right);
        one = add_scaled(one, left[0], right);
        two = add_scaled(two, left[1], right);
        three = add_scaled(three, left[2], right);
        four = add_scaled(four, left[3], right);
    }
    [one, two, three, four]
}

#[cfg_attr(all(target_family = "wasm", feature = "relaxed-simd"), target_feature(enable = "relaxed-simd"))]
#[inline]
fn add_scaled([low, high]: [Vector; 2], by: f32, right: [Vector; 2]) -> [Vector; 2] {
    let by = Vector::splat(by);
    [low.add_product(by, right[0]), high.add_product(by, right[1])]
}

/// Lays out `count` rows of `matrix` from `row` on, `deep` numbers of each from `column` on, in panels of `WIDTH` rows: the rows'
/// first numbers beside each other, then their second ones; zeros where rows are too few.
fn pack<const WIDTH: usize>(
    packed: &mut Vec<f32>,
    matrix: &Matrix,
    [row, column]: [usize; 2],
    [count, deep]: [usize; 2],
) {
    packed.resize(count.div_ceil(WIDTH) * WIDTH * deep, 0.0);
    let [down, across] = matrix.strides;
    for (panel, packed) in packed.chunks_exact_mut(WIDTH * deep).enumerate() {
        let first = (row + panel * WIDTH) * down + column * across;
        let rows = WIDTH.min(count - panel * WIDTH);
        let (packed, _) = packed.as_chunks_mut::<WIDTH>();
        if rows < WIDTH {
            for (place, packed) in packed.iter_mut().enumerate() {
                let from = |row| matrix.values[first + row * down + place * across];
                *packed = std::array::from_fn(|row| if row < rows { from(row) } else { 0.0 });
            }
        } else if down == 1 {
            for (place, packed) in packed.iter_mut().enumerate() {
                packed.copy_from_slice(&matrix.values[first + place * across..][..WIDTH]);
            }
        } else if across == 1 {
            interleave(packed, &matrix.values[first..], down);
        } else {
            for (place, packed) in packed.iter_mut().enumerate() {
                *packed = std::array::from_fn(|row| matrix.values[first + row * down + place * across]);
            }
        }
    }
}

/// Fills a panel from rows whose numbers lie together, a row every `down` numbers: a square of four by four at a time.
fn interleave<const WIDTH: usize>(packed: &mut [[f32; WIDTH]], values: &[f32], down: usize) {
    let deep = packed.len();
    let (squares, rest) = packed.as_chunks_mut::<LANES>();
    for group in (0..WIDTH).step_by(LANES) {
        let rows: [&[f32]; LANES] = std::array::from_fn(|row| &values[(group + row) * down..][..deep]);
        let squares_of_rows = rows.map(|row| row.as_chunks::<LANES>().0);
        for (place, square) in squares.iter_mut().enumerate() {
            let columns = Vector::transposed(squares_of_rows.map(|row| &row[place]));
            for (packed, column) in square.iter_mut().zip(columns) {
                if let Some(packed) = packed[group..].first_chunk_mut::<LANES>() {
                    column.store(packed);
                }
            }
        }
        for (place, packed) in rest.iter_mut().enumerate() {
            for (row, packed) in rows.iter().zip(&mut packed[group..]) {
                *packed = row[deep - deep % LANES + place];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};

    #[test]
    fn products_are_sums_over_the_inner_side_whatever_the_sizes_and_layouts() {
        let sizes = [[1, 1, 1], [4, 4, 8], [5, 3, 9], [3, 261, 7], [97, 16, 259], [100, 270, 31]];
        for [rows, inner, columns] in sizes {
            let draw = |index, count| Rng::new(1, Purpose::Samples, index).normals(count);
            let (left, right) = (draw(0, rows * inner), draw(1, inner * columns));
            let before = draw(2, rows * columns);
            for layout in 0..4 {
                let turned = [layout & 1 == 1, layout & 2 == 2];
                let of = |values, size: [usize; 2], turned: bool| match turned {
                    false => Matrix::rows(values, size[0], size[1]),
                    true => Matrix::rows(values, size[1], size[0]).transposed(),
                };
                let (one, other) =
                    (of(&left, [rows, inner], turned[0]), of(&right, [inner, columns], turned[1]));
                let at = |matrix: &Matrix, row, column| {
                    let [down, across] = matrix.strides;
                    f64::from(matrix.values[row * down + column * across])
                };
                let expected: Vec<f64> = (0..rows * columns)
                    .map(|place| (place / columns, place % columns))
                    .map(|(row, column)| {
                        (0..inner).map(|deep| at(&one, row, deep) * at(&other, deep, column)).sum()
                    })
                    .collect();
                let (mut found, mut added) = (vec![7.0; rows * columns], before.clone());
                multiply(one, other, &mut found, false);
                multiply(one, other, &mut added, true);
                for place in 0..rows * columns {
                    let error = (f64::from(found[place]) - expected[place]).abs();
                    assert!(error < 1e-4, "{rows}x{inner}x{columns}, layout {layout}: off by {error}");
                    let error = (f64::from(added[place]) - f64::from(before[place]) - expected[place]).abs();
                    assert!(error < 1e-4, "{rows}x{inner}x{columns}, layout {layout}: added off by {error}");
                }
            }
        }
    }
}
