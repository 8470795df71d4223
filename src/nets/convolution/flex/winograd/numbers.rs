//! The sixteen numbers of transformed tiles or kernels.

use crate::{matrix::Matrix, nets::convolution::flex::work::room};

/// Numbers of a transformed tile or kernel.
const COUNT: usize = 16;

/// Room between two matrices: where their sizes are powers of two, the sixteen numbers of a tile would otherwise be written to
/// the same few places of the cache.
const APART: usize = 16;

/// Sixteen matrices of one size.
pub struct Numbers<'a> {
    values: &'a mut [f32],
    size: [usize; 2],
}

impl<'a> Numbers<'a> {
    /// In the room that `buffer` gives, with what is there.
    pub fn new(buffer: &'a mut Vec<f32>, size: [usize; 2]) -> Self {
        let values = room(buffer, COUNT * (size[0] * size[1] + APART));
        Self { values, size }
    }

    pub fn clear(&mut self) {
        self.values.fill(0.0);
    }

    /// Where a row's column is in each matrix.
    pub fn place(&self, row: usize, column: usize) -> usize {
        row * self.size[1] + column
    }

    /// One of the sixteen.
    pub fn matrix(&self, number: usize) -> Matrix<'_> {
        let [rows, columns] = self.size;
        let each = rows * columns;
        Matrix::rows(&self.values[number * (each + APART)..][..each], rows, columns)
    }

    /// All sixteen, row after row.
    pub fn matrices_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let each = self.size[0] * self.size[1];
        self.values.chunks_exact_mut(each + APART).map(move |values| &mut values[..each])
    }

    /// So many numbers of each matrix, from a place on.
    #[inline(always)]
    pub fn at(&self, place: usize, count: usize) -> [[&[f32]; 4]; 4] {
        let each = self.size[0] * self.size[1];
        let mut parts: [[&[f32]; 4]; 4] = Default::default();
        for (part, values) in parts.as_flattened_mut().iter_mut().zip(self.values.chunks_exact(each + APART))
        {
            *part = &values[place..][..count];
        }
        parts
    }

    /// So many numbers of each matrix, from a place on.
    #[inline(always)]
    pub fn at_mut(&mut self, place: usize, count: usize) -> [&mut [f32]; COUNT] {
        let each = self.size[0] * self.size[1];
        let mut parts: [&mut [f32]; COUNT] = Default::default();
        for (part, values) in parts.iter_mut().zip(self.values.chunks_exact_mut(each + APART)) {
            *part = &mut values[place..][..count];
        }
        parts
    }
}
