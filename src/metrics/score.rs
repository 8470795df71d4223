//! What makes one number of a generator's samples, by which a run's checkpoints are ranked.
//!
//! Scores compare only under one protocol, so each says its own. Another score is another type with [`Score`].

use serde::{Deserialize, Serialize};
use std::fmt;

/// Which of two scores is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    Lower,
    Higher,
}

/// One number for samples; it draws nothing from the run.
pub trait Score {
    /// Its column among a run's metrics, which begins with `score_`.
    fn name(&self) -> &'static str;

    /// Which of two is the better one.
    fn better(&self) -> Better;

    /// How many generated samples it takes.
    fn samples(&self) -> usize;

    /// How it is computed and what the samples are compared with, in words: part of the protocol.
    fn method(&self) -> String;

    /// The score of [`Self::samples`] generated samples, which lie one after the other; not a number where there is none.
    fn of(&self, samples: &[f32]) -> f64;
}

/// What a checkpoint's samples score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// [`Score::name`].
    pub name: String,
    /// As it is written among the metrics, so that what is read back is what was compared.
    pub value: f32,
    /// Which of two is the better one.
    pub better: Better,
    /// All that another score must share to compare with it.
    pub protocol: String,
}

impl Scored {
    /// Whether it is better than `other`, under the same protocol.
    pub fn beats(&self, other: &Self) -> bool {
        match self.better {
            Better::Lower => self.value < other.value,
            Better::Higher => self.value > other.value,
        }
    }

    /// Whether both were computed in one way.
    pub fn compares_with(&self, other: &Self) -> bool {
        (&self.name, self.better, &self.protocol) == (&other.name, other.better, &other.protocol)
    }
}

impl fmt::Display for Scored {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {:.4}", self.name, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(value: f32, better: Better) -> Scored {
        Scored { name: "score".into(), value, better, protocol: "10 samples".into() }
    }

    #[test]
    fn only_a_better_score_beats_another() {
        for (one, other, lower, higher) in
            [(1.0, 2.0, true, false), (2.0, 1.0, false, true), (1.0, 1.0, false, false)]
        {
            assert_eq!(scored(one, Better::Lower).beats(&scored(other, Better::Lower)), lower);
            assert_eq!(scored(one, Better::Higher).beats(&scored(other, Better::Higher)), higher);
        }
        assert!(!scored(f32::NAN, Better::Lower).beats(&scored(1.0, Better::Lower)));
    }

    #[test]
    fn json_keeps_every_bit_of_a_score() {
        for value in [0.1, 1.0 / 3.0, 16_777_217.0, 1.175_494_4e-38, 3.402_823_5e38, 57.346_87] {
            let scored = scored(value, Better::Lower);
            let json = serde_json::to_string(&scored).unwrap();
            assert_eq!(serde_json::from_str::<Scored>(&json).unwrap(), scored);
        }
    }

    #[test]
    fn scores_of_other_protocols_do_not_compare() {
        let one = scored(1.0, Better::Lower);
        assert!(one.compares_with(&scored(2.0, Better::Lower)));
        assert!(!one.compares_with(&Scored { protocol: "20 samples".into(), ..one.clone() }));
    }
}
