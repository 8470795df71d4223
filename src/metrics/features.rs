//! Features of samples, checked: what distances between sets of samples are taken of.

use crate::{Error, Result};

/// What a net or an eye sees in each of some samples: as many numbers of each, all finite; at least one sample.
#[derive(Clone, Copy, Debug)]
pub struct Features<'a> {
    values: &'a [f32],
    length: usize,
}

impl<'a> Features<'a> {
    /// `[samples, length]`, a sample after the other.
    ///
    /// # Errors
    /// [`Error::Data`] where there are none, not all of one length, or not all finite.
    pub fn new(values: &'a [f32], length: usize) -> Result<Self> {
        let wrong = |problem: String| Err(Error::data("features", problem));
        if length == 0 || values.is_empty() || !values.len().is_multiple_of(length) {
            return wrong(format!("{} numbers are no samples of {length} features each", values.len()));
        }
        match values.iter().position(|value| !value.is_finite()) {
            Some(at) => {
                let (sample, feature) = (at / length, at % length);
                wrong(format!("feature {feature} of sample {sample} is {}, not a finite number", values[at]))
            }
            None => Ok(Self { values, length }),
        }
    }

    /// How many samples there are.
    pub fn count(self) -> usize {
        self.values.len() / self.length
    }

    /// How many numbers of each.
    pub fn length(self) -> usize {
        self.length
    }

    /// Those of one sample.
    pub fn of(self, sample: usize) -> &'a [f32] {
        &self.values[sample * self.length..][..self.length]
    }

    /// A sample after the other.
    pub fn rows(self) -> std::slice::ChunksExact<'a, f32> {
        self.values.chunks_exact(self.length)
    }

    /// At most so many samples at a time.
    pub fn blocks(self, samples: usize) -> impl ExactSizeIterator<Item = Self> {
        self.values.chunks(samples * self.length).map(move |values| Self { values, ..self })
    }

    /// In double precision, `[samples, length]`.
    pub fn doubles(self) -> Vec<f64> {
        self.values.iter().map(|&value| value.into()).collect()
    }

    /// Refuses two sets that have not the same features.
    ///
    /// # Errors
    /// [`Error::Data`] with both lengths.
    pub fn expect_length_of(self, other: Self) -> Result<()> {
        if self.length == other.length {
            return Ok(());
        }
        let reason = format!("{} of one set and {} of the other do not compare", self.length, other.length);
        Err(Error::data("features", reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_samples_and_blocks_are_some_of_them() {
        let features = Features::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 2).unwrap();
        assert_eq!((features.count(), features.of(1)), (3, &[3.0, 4.0][..]));
        assert_eq!(features.blocks(2).map(Features::count).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn what_is_no_set_of_finite_features_is_refused_by_its_place() {
        let problem = |values: &[f32], length| Features::new(values, length).unwrap_err().to_string();
        assert!(problem(&[], 2).contains("0 numbers"));
        assert!(problem(&[1.0; 3], 2).contains("3 numbers are no samples of 2 features"));
        assert!(problem(&[1.0, 2.0, 3.0, f32::NAN], 2).contains("feature 1 of sample 1 is NaN"));
        assert!(problem(&[f32::INFINITY], 1).contains("is inf"));
        let [two, three] = [2, 3].map(|length| Features::new(&[0.0; 6], length).unwrap());
        assert!(two.expect_length_of(three).unwrap_err().to_string().contains("2 of one set and 3"));
    }
}
