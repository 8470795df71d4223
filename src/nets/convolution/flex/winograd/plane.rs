//! A channel of a sample as tiles read and write it.

use super::super::work::room;

/// A picture of one channel with zeros around it: of every row the even columns, then the odd ones, so that what neighbouring
/// tiles have in one place lies together.
pub struct Plane<'a> {
    values: &'a mut [f32],
    /// Columns of a kind.
    half: usize,
}

impl<'a> Plane<'a> {
    /// Zeros, in the room that `buffer` gives.
    pub fn new(buffer: &'a mut Vec<f32>, rows: usize, half: usize) -> Self {
        let values = room(buffer, rows * 2 * half);
        values.fill(0.0);
        Self { values, half }
    }

    /// Takes the pixels of a picture, whose corner is at `[down, right]`.
    pub fn read(&mut self, pixels: &[f32], width: usize, [down, right]: [usize; 2]) {
        let rows = self.values.chunks_exact_mut(2 * self.half).skip(down);
        for (pixels, row) in pixels.chunks_exact(width).zip(rows) {
            let (even, odd) = row.split_at_mut(self.half);
            let [first, second] = match right % 2 {
                0 => [even, odd],
                _ => [odd, &mut even[1..]],
            };
            for (pair, (first, second)) in pixels.chunks(2).zip(first.iter_mut().zip(second).skip(right / 2))
            {
                *first = pair[0];
                if let Some(pixel) = pair.get(1) {
                    *second = *pixel;
                }
            }
        }
    }

    /// Gives the pixels of a picture that fills it, but for a last row and column.
    pub fn write(&self, pixels: &mut [f32], width: usize) {
        for (pixels, row) in pixels.chunks_exact_mut(width).zip(self.values.chunks_exact(2 * self.half)) {
            let (even, odd) = row.split_at(self.half);
            for (pair, (even, odd)) in pixels.chunks_mut(2).zip(even.iter().zip(odd)) {
                pair[0] = *even;
                if let Some(pixel) = pair.get_mut(1) {
                    *pixel = *odd;
                }
            }
        }
    }

    /// The first so many of each column of tiles, in rows from one on: what all tiles of a row have in a place lies together.
    #[inline(always)]
    pub fn rows<const SIDE: usize>(&self, first: usize, count: usize) -> [[&[f32]; SIDE]; SIDE] {
        let mut rows = [[&self.values[..0]; SIDE]; SIDE];
        for (row, values) in rows.iter_mut().zip(self.values.chunks_exact(2 * self.half).skip(first)) {
            for (right, column) in row.iter_mut().enumerate() {
                *column = &values[right % 2 * self.half + right / 2..][..count];
            }
        }
        rows
    }

    /// The two rows of a row of tiles, even and odd columns.
    #[inline(always)]
    pub fn rows_mut(&mut self, first: usize) -> [[&mut [f32]; 2]; 2] {
        let half = self.half;
        let (top, bottom) = self.values[first * 2 * half..][..4 * half].split_at_mut(2 * half);
        [top, bottom].map(|row| row.split_at_mut(half).into())
    }
}
