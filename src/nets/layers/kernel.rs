//! The square kernels of convolutions.

/// A square kernel and how it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel {
    /// Its side.
    pub size: usize,
    /// From one place to the next.
    pub stride: usize,
    /// Zeros around the image on each side.
    pub padding: usize,
}

impl Kernel {
    /// DCGAN's: with stride 2 and padding 1 it halves even sides exactly (28 to 14 to 7), and doubles them transposed.
    pub const HALVING: Self = Self { size: 4, stride: 2, padding: 1 };
    /// Keeps the size.
    pub const SAME: Self = Self { size: 3, stride: 1, padding: 1 };
    /// Mixes the channels of each pixel.
    pub const POINTWISE: Self = Self { size: 1, stride: 1, padding: 0 };
}
