//! What goes into the products of Winograd's filtering F(2x2, 3x3) and what comes out of them, each along one axis; a square
//! is transformed along both.
//!
//! Lavin & Gray 2016, arXiv:1509.09308, section 4.1: a tile of the output is y = A' ((G g G') * (B' d B)) A, for a kernel g, a
//! tile d of the input, and a product * of number by number.

use std::ops::{Add, Mul, Sub};

/// Numbers that are computed with at once.
pub const LANES: usize = 4;

/// A number of each of neighbouring tiles or kernels.
#[derive(Clone, Copy)]
pub struct Lanes(pub [f32; LANES]);

impl Lanes {
    pub const ZERO: Self = Self([0.0; LANES]);

    #[inline(always)]
    pub fn load(from: &[f32], start: usize) -> Self {
        Self(from[start..start + LANES].try_into().expect("as many numbers as lanes"))
    }

    #[inline(always)]
    pub fn store(self, to: &mut [f32], start: usize) {
        to[start..start + LANES].copy_from_slice(&self.0);
    }

    // Loops, which the compiler makes one instruction of; of the array's own `map` it does not.
    #[inline(always)]
    fn with(mut self, other: Self, compute: impl Fn(f32, f32) -> f32) -> Self {
        for lane in 0..LANES {
            self.0[lane] = compute(self.0[lane], other.0[lane]);
        }
        self
    }
}

impl Add for Lanes {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |one, other| one + other)
    }
}

impl Sub for Lanes {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |one, other| one - other)
    }
}

impl Mul<f32> for Lanes {
    type Output = Self;

    #[inline(always)]
    fn mul(self, factor: f32) -> Self {
        self.with(self, |number, _| number * factor)
    }
}

/// Where lanes of neighbours begin among so many; the last may share some with those before.
#[inline(always)]
pub fn starts(count: usize) -> impl Iterator<Item = usize> {
    (0..count).step_by(LANES).map(move |start| start.min(count - LANES))
}

/// B' d: four pixels of the input.
#[inline(always)]
pub fn input([a, b, c, d]: [Lanes; 4]) -> [Lanes; 4] {
    [a - c, b + c, c - b, b - d]
}

/// G g: a row of the kernel.
#[inline(always)]
pub fn kernel([a, b, c]: [Lanes; 3]) -> [Lanes; 4] {
    [a, (a + b + c) * 0.5, (a - b + c) * 0.5, c]
}

/// A' m: two pixels of the output, of products.
#[inline(always)]
pub fn output([a, b, c, d]: [Lanes; 4]) -> [Lanes; 2] {
    [a + b + c, b - c - d]
}

/// A y, the derivative of [`output`]: two pixels of an output's gradient.
#[inline(always)]
pub fn output_gradient([a, b]: [Lanes; 2]) -> [Lanes; 4] {
    [a, a + b, a - b, b * -1.0]
}

/// G' u, the derivative of [`kernel`]: a row of a kernel's gradient.
#[inline(always)]
pub fn kernel_gradient([a, b, c, d]: [Lanes; 4]) -> [Lanes; 3] {
    let [sum, difference] = [(b + c) * 0.5, (b - c) * 0.5];
    [a + sum, difference, sum + d]
}

/// A square, transformed along both axes.
#[inline(always)]
pub fn along_both<const FROM: usize, const TO: usize>(
    square: [[Lanes; FROM]; FROM],
    transform: impl Fn([Lanes; FROM]) -> [Lanes; TO],
) -> [[Lanes; TO]; TO] {
    let mut columns = [[Lanes::ZERO; FROM]; TO];
    for row in 0..FROM {
        let transformed = transform(square[row]);
        for column in 0..TO {
            columns[column][row] = transformed[column];
        }
    }
    let mut rows = [[Lanes::ZERO; TO]; TO];
    for column in 0..TO {
        let transformed = transform(columns[column]);
        for row in 0..TO {
            rows[row][column] = transformed[row];
        }
    }
    rows
}
