//! The best checkpoint of a run by its score: every few steps the run is scored, and `best.safetensors` is replaced where
//! that is better than all before. The file says what it scored, so that it is all that a resumed run must know.

use super::{
    checkpoints::{self, BEST},
    folder::{Plan, RunFolder},
};
use crate::{
    evaluate::score,
    system::{failure::note, files::write_whole},
};
use anyhow::{Context as _, Result, bail};
use burn::tensor::Device;
use pollster::block_on;
use saddle::{
    Error,
    classes::Classes,
    data::Dataset,
    metrics::score::{Score, Scored},
    recipe::Recipe,
    session::{Session, Weights},
    train::checkpoint::Checkpoint,
};
use std::{
    fmt,
    path::{Path, PathBuf},
};

/// A score, and when to take it.
pub struct Evaluation {
    score: Box<dyn Score>,
    every: u64,
    protocol: String,
    best: Option<Best>,
}

/// The best checkpoint so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    pub step: u64,
    pub scored: Scored,
}

impl fmt::Display for Best {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at step {}", self.scored, self.step)
    }
}

impl Evaluation {
    /// What `plan` asks for, if it asks for any, for runs of `recipe` on `dataset`.
    pub fn open(
        plan: &Plan,
        recipe: &Recipe,
        dataset: &dyn Dataset,
        device: &Device,
    ) -> Result<Option<Self>> {
        let Some(every) = plan.eval_every else {
            return Ok(None);
        };
        let score = match &plan.eval_by_fid {
            Some(by) => score::fid(dataset, by, device)?,
            None => score::open(recipe, dataset, plan.data_dir.as_deref(), device)?,
        };
        let protocol = format!(
            "{}; {} samples of the EMA generator, latents of seed {}, classes in turn if it knows any",
            score.method(),
            score.samples(),
            recipe.run.seed
        );
        Ok(Some(Self { score, every, protocol, best: None }))
    }

    /// Takes up what the run in `folder` has reached. What was scored otherwise, or is damaged, is worth no more than nothing.
    pub fn recall(&mut self, folder: &RunFolder) -> Result<()> {
        let path = folder.best();
        if !path.exists() {
            return Ok(());
        }
        self.best = match best_in(&path) {
            Ok(best) if best.scored.compares_with(&self.scored(0.0)) => Some(best),
            Ok(_) => {
                note(format_args!("{} was scored otherwise; the next score replaces it", path.display()));
                None
            }
            Err(problem) if matches!(problem.downcast_ref(), Some(Error::Damaged(_))) => {
                note(format_args!("{problem:#}; the next score replaces it"));
                None
            }
            Err(problem) => return Err(problem),
        };
        if let Some(best) = &self.best {
            note(format_args!("{}: the best so far is {best}", path.display()));
        }
        Ok(())
    }

    /// The column of its score among the metrics.
    pub fn name(&self) -> &'static str {
        self.score.name()
    }

    /// Whether `step` is one of those at which the run is scored.
    pub fn is_due(&self, step: u64) -> bool {
        step.is_multiple_of(self.every)
    }

    /// The best so far.
    pub fn best(&self) -> Option<&Best> {
        self.best.as_ref()
    }

    /// Scores `session` as it stands, and keeps it in `folder` if it is the best so far. None where the samples have no
    /// score. Nothing of the run changes.
    pub fn evaluate(&mut self, session: &Session, folder: &RunFolder) -> Result<Option<f32>> {
        let samples = block_on(session.sample(self.score.samples(), Weights::Ema, &Classes::InTurn))?;
        let scored = self.scored(self.score.of(&samples.values) as f32);
        drop(samples);
        let (step, value) = (session.steps(), scored.value);
        if !value.is_finite() {
            note(format_args!("the samples of step {step} have no {}", scored.name));
            return Ok(None);
        }
        if self.best.as_ref().is_none_or(|best| scored.beats(&best.scored)) {
            let checkpoint = block_on(session.checkpoint_with(Some(scored.clone())))?;
            write_whole(&folder.best(), &checkpoint)?;
            self.best = Some(Best { step, scored });
        }
        Ok(Some(value))
    }

    fn scored(&self, value: f32) -> Scored {
        Scored {
            name: self.score.name().to_owned(),
            value,
            better: self.score.better(),
            protocol: self.protocol.clone(),
        }
    }
}

/// What the best checkpoint at `path` scored.
pub fn best_in(path: &Path) -> Result<Best> {
    let bytes = checkpoints::read(path)?;
    let checkpoint = Checkpoint::read(&bytes).with_context(|| path.display().to_string())?;
    let Some(scored) = checkpoint.score else {
        bail!("{} does not say what it scored", path.display());
    };
    Ok(Best { step: checkpoint.progress.step, scored })
}

/// The path of the best checkpoint of the run in `folder`, which must have one.
pub fn expect_best(folder: &RunFolder) -> Result<PathBuf> {
    let path = folder.best();
    if path.exists() {
        return Ok(path);
    }
    let folder = folder.path().display();
    bail!(
        "{folder} has no {BEST}: `saddle train ... --eval-every N` or `saddle resume {folder} --eval-every N` scores a run"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use saddle::metrics::score::Better;
    use std::cell::Cell;

    /// One score after the other, whatever the samples.
    struct Told(Cell<&'static [f64]>, Better);

    impl Score for Told {
        fn name(&self) -> &'static str {
            "score_told"
        }

        fn better(&self) -> Better {
            self.1
        }

        fn samples(&self) -> usize {
            3
        }

        fn method(&self) -> String {
            "told".into()
        }

        fn of(&self, _samples: &[f32]) -> f64 {
            let (first, rest) = self.0.get().split_first().expect("a score is left");
            self.0.set(rest);
            *first
        }
    }

    fn told(scores: &'static [f64], better: Better) -> Evaluation {
        let score = Box::new(Told(Cell::new(scores), better));
        Evaluation { score, every: 1, protocol: "told".into(), best: None }
    }

    fn session() -> Session {
        let recipe = Recipe::from_query("variant=vanilla&data=ring&batch=2").unwrap();
        let dataset = data::open(&recipe, None).unwrap();
        Session::new(recipe, dataset, &Device::flex()).unwrap()
    }

    #[test]
    fn a_better_score_replaces_the_best_and_no_other_does() {
        for (better, scores, expected) in [
            (Better::Lower, &[5.0, 3.0, 4.0, f64::NAN, 3.0, 2.5, f64::INFINITY], [1, 2, 2, 2, 2, 6, 6]),
            (Better::Higher, &[5.0, 3.0, 6.0, f64::NAN, 6.0, 5.5, f64::INFINITY], [1, 1, 3, 3, 3, 3, 3]),
        ] {
            let root = tempfile::tempdir().unwrap();
            let folder = RunFolder::vacant(root.path()).unwrap();
            let (mut session, mut evaluation) = (session(), told(scores, better));
            for (score, step) in scores.iter().zip(expected) {
                session.step().unwrap();
                let found = evaluation.evaluate(&session, &folder).unwrap();
                assert_eq!(found, score.is_finite().then_some(*score as f32));
                let best = best_in(&folder.best()).unwrap();
                assert_eq!((best.step, Some(&best)), (step, evaluation.best()));
            }
        }
    }

    #[test]
    fn the_best_is_recalled_to_the_last_bit_unless_it_was_scored_otherwise_or_is_damaged() {
        let root = tempfile::tempdir().unwrap();
        let folder = RunFolder::vacant(root.path()).unwrap();
        let recalled = |protocol: &str| {
            let mut evaluation = told(&[], Better::Lower);
            evaluation.protocol = protocol.into();
            evaluation.recall(&folder).unwrap();
            evaluation.best().cloned()
        };
        assert_eq!(recalled("told"), None);
        let mut evaluation = told(&[1.0 / 3.0], Better::Lower);
        evaluation.evaluate(&session(), &folder).unwrap();
        assert_eq!(recalled("told").as_ref(), evaluation.best());
        assert_eq!(evaluation.best().map(|best| best.scored.value), Some(1.0 / 3.0));
        assert_eq!(recalled("told by another"), None);
        let bytes = std::fs::read(folder.best()).unwrap();
        std::fs::write(folder.best(), &bytes[..bytes.len() - 1]).unwrap();
        assert_eq!(recalled("told"), None);
        assert!(expect_best(&folder).is_ok());
    }
}
