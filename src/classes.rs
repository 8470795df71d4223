//! Which classes samples are asked of a conditional run.

use crate::{Error, Result};

/// Which classes samples are asked of a conditional run; [`Self::InTurn`] is the only one for other runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Classes {
    /// One class after the other, round and round.
    InTurn,
    /// All of this one.
    Only(u16),
    /// As many of every class as were asked for, class after class, all from the same latents.
    Each,
    /// These, one a sample.
    Listed(Vec<u16>),
}

impl Classes {
    /// The class of each sample where `count` are asked of a run that knows so many `classes`; none where it knows none.
    ///
    /// # Errors
    /// [`Error::Field`] for a class that the run does not know.
    pub fn labels(&self, count: usize, classes: Option<usize>) -> Result<Vec<u16>> {
        let Some(classes) = classes else {
            return match self {
                Self::InTurn => Ok(Vec::new()),
                _ => Err(Error::field(
                    "class",
                    "this run's nets know no classes; train one with `conditional` set to true",
                )),
            };
        };
        let all = || (0..classes).map(|class| class as u16);
        let labels: Vec<u16> = match self {
            Self::InTurn => all().cycle().take(count).collect(),
            Self::Only(class) => vec![*class; count],
            Self::Each => all().flat_map(|class| std::iter::repeat_n(class, count)).collect(),
            Self::Listed(labels) => labels.clone(),
        };
        match labels.iter().find(|&&label| usize::from(label) >= classes) {
            Some(label) => Err(Error::field(
                "class",
                format!("{label} is none of this run's classes, 0 to {}", classes - 1),
            )),
            None => Ok(labels),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_come_in_turn_or_row_after_row() {
        assert_eq!(Classes::InTurn.labels(5, Some(3)).unwrap(), [0, 1, 2, 0, 1]);
        assert_eq!(Classes::Each.labels(2, Some(3)).unwrap(), [0, 0, 1, 1, 2, 2]);
        assert_eq!(Classes::Only(2).labels(2, Some(3)).unwrap(), [2, 2]);
        assert!(Classes::InTurn.labels(5, None).unwrap().is_empty());
    }

    #[test]
    fn classes_that_a_run_does_not_know_are_refused() {
        let problem = |classes: Classes, known| classes.labels(2, known).unwrap_err().to_string();
        assert!(problem(Classes::Only(3), Some(3)).contains("3 is none of this run's classes, 0 to 2"));
        assert!(problem(Classes::Listed(vec![0, 9]), Some(3)).contains("9 is none"));
        assert!(problem(Classes::Each, None).contains("`conditional` set to true"));
    }
}
