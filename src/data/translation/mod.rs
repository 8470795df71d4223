//! The two sets of images between which a run translates, made of one data set.
//!
//! ```text
//! changes   what a task does to an image
//! changed   a data set whose images are changed when they are read
//! skeleton  lines one pixel thin
//! ```

mod changed;
mod changes;
mod skeleton;

use super::{Dataset, Digits};
use crate::{
    Error, Result,
    recipe::{Choice as _, Recipe, TaskName},
};
use changed::Changed;
pub use changes::Change;
use std::sync::Arc;

/// What is translated, and what into.
pub struct Domains {
    /// Of pairs, the sources in the order of their targets; in a cycle, the other set.
    pub source: Arc<dyn Dataset>,
    pub target: Arc<dyn Dataset>,
}

impl Domains {
    /// The sets of `recipe`, which translates, made of the data set that it names. In a cycle no image is in both: of a set that
    /// both are made of, one has the even places and the other the odd ones.
    ///
    /// # Errors
    /// [`Error::Field`] where the data do not go with the task.
    pub fn new(recipe: &Recipe, dataset: Arc<dyn Dataset>) -> Result<Self> {
        let task = recipe.translation.task;
        match task {
            TaskName::Hand => {
                let source: Arc<dyn Dataset> = Arc::new(Digits::new(recipe.run.seed));
                return expect_same_size(Self { source, target: dataset });
            }
            TaskName::Folders | TaskName::Halves => {
                let source = dataset.source().ok_or_else(|| {
                    let reason = format!(
                        "`{}` is of pictures that the native binary reads, by --data folder",
                        task.name()
                    );
                    Error::field("task", reason)
                })?;
                return Ok(Self { source, target: dataset });
            }
            _ => {}
        }
        let [channels, height, width] = dataset.shape();
        if task == TaskName::Colour && channels == 1 {
            return Err(Error::field(
                "task",
                "these images have no colours; choose another task, or pictures in colour",
            ));
        }
        if task == TaskName::LowResolution && (height % Change::SQUARE, width % Change::SQUARE) != (0, 0) {
            return Err(Error::field(
                "task",
                format!("{height}x{width} pixels are not made of squares of 4; choose another"),
            ));
        }
        let halves = |odd: bool| {
            if recipe.is_cycle() {
                Changed::every_other(dataset.clone(), odd)
            } else {
                Changed::of(dataset.clone())
            }
        };
        let change = Change::of(task);
        let [source, target] = if task.makes_target() {
            [halves(false), halves(true).with(change, recipe.run.seed)]
        } else {
            [halves(false).with(change, recipe.run.seed), halves(true)]
        };
        Ok(Self { source: Arc::new(source), target: Arc::new(target) })
    }
}

fn expect_same_size(domains: Domains) -> Result<Domains> {
    let [source, target] = [&domains.source, &domains.target].map(|set| set.shape());
    if source == target {
        return Ok(domains);
    }
    let reason = format!(
        "`{}` has drawn digits of {source:?}, and the data are of {target:?}; choose data=mnist, or another task",
        TaskName::Hand.name()
    );
    Err(Error::field("task", reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Batch;

    fn domains(query: &str) -> Domains {
        let recipe = Recipe::from_query(query).unwrap();
        let dataset = crate::data::open(&recipe, None).unwrap();
        Domains::new(&recipe, dataset.into()).unwrap()
    }

    #[test]
    fn the_source_of_a_pair_is_made_of_its_target() {
        let Domains { source, target } = domains("variant=pix2pix&task=hole");
        let [source, target] = [source, target].map(|set| set.read(&[0, 7]).unwrap());
        assert_eq!(source.labels, target.labels);
        let differing =
            source.samples.iter().zip(&target.samples).filter(|(source, target)| source != target);
        // A square of 14 by 14 in each, of which nothing else differs.
        let count = differing.clone().count();
        assert!((300..=2 * 14 * 14).contains(&count), "{count}");
        assert!(differing.into_iter().all(|(&source, _)| source == 0.0));
    }

    #[test]
    fn no_image_is_in_both_sets_of_a_cycle() {
        let Domains { source, target } = domains("variant=cyclegan&task=invert");
        let places: Vec<u64> = (0..40).collect();
        let Batch { samples: source, .. } = source.read(&places).unwrap();
        let Batch { samples: target, .. } = target.read(&places).unwrap();
        for one in source.chunks_exact(784) {
            assert!(
                target
                    .chunks_exact(784)
                    .all(|other| one.iter().zip(other).any(|(one, other)| *one != -*other))
            );
        }
        // Digits are dark around, their negatives bright.
        let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
        assert!(mean(&source) < -0.5 && mean(&target) > 0.5);
    }

    #[test]
    fn data_that_do_not_go_with_a_task_are_refused() {
        for (query, words) in
            [("variant=pix2pix&task=colour", "no colours"), ("variant=pix2pix&task=folders", "native binary")]
        {
            let recipe = Recipe::from_query(query).unwrap();
            let dataset = crate::data::open(&recipe, None).unwrap();
            let problem = Domains::new(&recipe, dataset.into()).err().expect(query).to_string();
            assert!(problem.contains(words), "{problem}");
        }
    }
}
