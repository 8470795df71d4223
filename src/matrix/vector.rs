//! Four numbers that are computed with at once.

/// Numbers in a vector.
pub const LANES: usize = 4;

#[cfg(not(target_family = "wasm"))]
pub use plain::Vector;
#[cfg(target_family = "wasm")]
pub use wasm::Vector;

impl Vector {
    /// Two vectors of numbers that lie together.
    #[inline(always)]
    pub fn pair(numbers: &[f32; 2 * LANES]) -> [Self; 2] {
        let (halves, _) = numbers.as_chunks::<LANES>();
        [Self::load(&halves[0]), Self::load(&halves[1])]
    }

    /// Adds two vectors to numbers that lie together.
    #[inline(always)]
    pub fn add_to(numbers: &mut [f32; 2 * LANES], sums: [Self; 2]) {
        let (halves, _) = numbers.as_chunks_mut::<LANES>();
        for (half, sum) in halves.iter_mut().zip(sums) {
            Self::load(half).plus(sum).store(half);
        }
    }
}

/// A register of the page's SIMD.
#[cfg(target_family = "wasm")]
mod wasm {
    use super::LANES;
    use core::arch::wasm32::*;

    #[derive(Clone, Copy)]
    pub struct Vector(v128);

    impl Vector {
        #[inline(always)]
        pub fn splat(number: f32) -> Self {
            Self(f32x4_splat(number))
        }

        #[inline(always)]
        pub fn load(numbers: &[f32; LANES]) -> Self {
            // SAFETY: the reference is to as many bytes as are read, and no alignment is asked for.
            Self(unsafe { v128_load(numbers.as_ptr().cast()) })
        }

        #[inline(always)]
        pub fn store(self, numbers: &mut [f32; LANES]) {
            // SAFETY: the reference is to as many bytes as are written, and no alignment is asked for.
            unsafe { v128_store(numbers.as_mut_ptr().cast(), self.0) }
        }

        /// This and one times other.
        #[cfg(not(feature = "relaxed-simd"))]
        #[inline(always)]
        pub fn add_product(self, one: Self, other: Self) -> Self {
            Self(f32x4_add(self.0, f32x4_mul(one.0, other.0)))
        }

        /// This and one times other, rounded once where the machine can.
        #[cfg(feature = "relaxed-simd")]
        #[target_feature(enable = "relaxed-simd")]
        #[inline]
        pub fn add_product(self, one: Self, other: Self) -> Self {
            Self(f32x4_relaxed_madd(one.0, other.0, self.0))
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0))
        }

        /// The columns of four rows.
        #[inline(always)]
        pub fn transposed(rows: [&[f32; LANES]; LANES]) -> [Self; LANES] {
            let [one, two, three, four] = rows.map(|row| Self::load(row).0);
            let (low, high) = (i32x4_shuffle::<0, 4, 1, 5>(one, two), i32x4_shuffle::<2, 6, 3, 7>(one, two));
            let (low_below, high_below) =
                (i32x4_shuffle::<0, 4, 1, 5>(three, four), i32x4_shuffle::<2, 6, 3, 7>(three, four));
            [
                i32x4_shuffle::<0, 1, 4, 5>(low, low_below),
                i32x4_shuffle::<2, 3, 6, 7>(low, low_below),
                i32x4_shuffle::<0, 1, 4, 5>(high, high_below),
                i32x4_shuffle::<2, 3, 6, 7>(high, high_below),
            ]
            .map(Self)
        }
    }
}

/// As many numbers, for the tests.
#[cfg(not(target_family = "wasm"))]
mod plain {
    use super::LANES;
    use std::array::from_fn;

    #[derive(Clone, Copy)]
    pub struct Vector([f32; LANES]);

    impl Vector {
        pub fn splat(number: f32) -> Self {
            Self([number; LANES])
        }

        pub fn load(numbers: &[f32; LANES]) -> Self {
            Self(*numbers)
        }

        pub fn store(self, numbers: &mut [f32; LANES]) {
            *numbers = self.0;
        }

        pub fn add_product(self, one: Self, other: Self) -> Self {
            Self(from_fn(|lane| one.0[lane].mul_add(other.0[lane], self.0[lane])))
        }

        pub fn plus(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] + other.0[lane]))
        }

        pub fn transposed(rows: [&[f32; LANES]; LANES]) -> [Self; LANES] {
            from_fn(|column| Self(rows.map(|row| row[column])))
        }
    }
}
