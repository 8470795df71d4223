//! Products of matrices in slices, on one thread: by the gemm crate, and in the page by [`blocked`].

#[cfg(any(target_family = "wasm", test))]
mod blocked;
#[cfg(any(target_family = "wasm", test))]
mod vector;

use gemm::{Parallelism, gemm};

/// A matrix in a slice, of `f32` or `f64`.
#[derive(Clone, Copy)]
pub struct Matrix<'a, T = f32> {
    values: &'a [T],
    size: [usize; 2],
    /// From a row to the next, and from a column to the next.
    strides: [usize; 2],
}

impl<'a, T> Matrix<'a, T> {
    /// Row after row.
    pub fn rows(values: &'a [T], rows: usize, columns: usize) -> Self {
        assert_eq!(values.len(), rows * columns, "a matrix fills its slice");
        Self { values, size: [rows, columns], strides: [columns, 1] }
    }

    /// Row after row, the first columns of each: the others are room between rows.
    pub fn first_columns(values: &'a [T], rows: usize, columns: usize) -> Self {
        let stride = values.len() / rows;
        assert!(stride >= columns && stride * rows == values.len(), "a matrix fills its slice");
        Self { values, size: [rows, columns], strides: [stride, 1] }
    }

    pub fn transposed(self) -> Self {
        let ([rows, columns], [down, across]) = (self.size, self.strides);
        Self { values: self.values, size: [columns, rows], strides: [across, down] }
    }
}

/// Numbers that matrices are made of.
pub trait Number: Copy + From<f32> + 'static {
    /// The product of matrices whose sizes agree.
    fn multiply(left: Matrix<Self>, right: Matrix<Self>, product: &mut [Self], add: bool) {
        by_gemm(left, right, product, add);
    }
}

impl Number for f64 {}

impl Number for f32 {
    #[cfg(target_family = "wasm")]
    fn multiply(left: Matrix, right: Matrix, product: &mut [Self], add: bool) {
        blocked::multiply(left, right, product, add);
    }
}

/// Writes `left` times `right` into `product`, row after row, or adds it to what is there.
pub fn multiply<T: Number>(left: Matrix<T>, right: Matrix<T>, product: &mut [T], add: bool) {
    let ([rows, inner], [right_rows, columns]) = (left.size, right.size);
    assert_eq!((inner, product.len()), (right_rows, rows * columns), "the sizes of a product agree");
    T::multiply(left, right, product, add);
}

fn by_gemm<T: Number>(left: Matrix<T>, right: Matrix<T>, product: &mut [T], add: bool) {
    let ([rows, inner], [_, columns]) = (left.size, right.size);
    // SAFETY: `Matrix::rows` and the assertion in `multiply` bound every access by the slices' lengths.
    unsafe {
        gemm(
            rows,
            columns,
            inner,
            product.as_mut_ptr(),
            1,
            columns as isize,
            add,
            left.values.as_ptr(),
            left.strides[1] as isize,
            left.strides[0] as isize,
            right.values.as_ptr(),
            right.strides[1] as isize,
            right.strides[0] as isize,
            1.0.into(),
            1.0.into(),
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}
