//! What nets see of an image: brightness in `[-1, 1]`, as a generator's tanh gives it.

/// `brightness`, from 0 at black to `white`, in `[-1, 1]`.
pub fn normalised(brightness: f32, white: f32) -> f32 {
    brightness / (white / 2.0) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_is_minus_one_and_white_one_in_every_unit() {
        assert_eq!([0.0, 0.5, 1.0].map(|ink| normalised(ink, 1.0)), [-1.0, 0.0, 1.0]);
        assert_eq!([0.0, 127.5, 255.0].map(|byte| normalised(byte, 255.0)), [-1.0, 0.0, 1.0]);
    }
}
