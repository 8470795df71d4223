//! The tiles of pictures, transformed to sixteen numbers each and back.

use super::{
    numbers::Numbers,
    plane::Plane,
    transforms::{Lanes, along_both, starts},
};
use crate::fused::flex::vectorised;

/// How many tiles of 2x2 pixels cover a picture.
#[derive(Clone, Copy)]
pub struct Grid {
    pub rows: usize,
    pub columns: usize,
}

impl Grid {
    pub fn of([height, width]: [usize; 2]) -> Self {
        Self { rows: height.div_ceil(2), columns: width.div_ceil(2) }
    }

    pub fn tiles(&self) -> usize {
        self.rows * self.columns
    }

    /// Writes to `numbers`, from a place on, what `transform` makes of a plane's squares, each two pixels from the last.
    pub fn transform<const SIDE: usize>(
        self,
        plane: &Plane,
        numbers: &mut Numbers,
        place: usize,
        transform: impl Fn([Lanes; SIDE]) -> [Lanes; 4],
    ) {
        vectorised(|| {
            for row in 0..self.rows {
                let squares = plane.rows(2 * row, self.columns);
                let mut numbers = numbers.at_mut(place + row * self.columns, self.columns);
                for tile in starts(self.columns) {
                    let transformed = along_both(load(&squares, tile), &transform);
                    for (numbers, lanes) in numbers.iter_mut().zip(transformed.as_flattened()) {
                        lanes.store(numbers, tile);
                    }
                }
            }
        });
    }

    /// Writes to a plane the squares of 2x2 that `transform` makes of `numbers`, from a place on.
    pub fn transform_back(
        self,
        numbers: &Numbers,
        place: usize,
        plane: &mut Plane,
        transform: impl Fn([Lanes; 4]) -> [Lanes; 2],
    ) {
        vectorised(|| {
            for row in 0..self.rows {
                let numbers = numbers.at(place + row * self.columns, self.columns);
                let mut pixels = plane.rows_mut(2 * row);
                for tile in starts(self.columns) {
                    let square = along_both(load(&numbers, tile), &transform);
                    for (pixels, lanes) in pixels.as_flattened_mut().iter_mut().zip(square.as_flattened()) {
                        lanes.store(pixels, tile);
                    }
                }
            }
        });
    }
}

#[inline(always)]
fn load<const SIDE: usize>(from: &[[&[f32]; SIDE]; SIDE], tile: usize) -> [[Lanes; SIDE]; SIDE] {
    let mut square = [[Lanes::ZERO; SIDE]; SIDE];
    for row in 0..SIDE {
        for column in 0..SIDE {
            square[row][column] = Lanes::load(from[row][column], tile);
        }
    }
    square
}
