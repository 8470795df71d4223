//! What a resumed run would do otherwise than before: settings in its `recipe.json` and after `--set`, against those
//! in its checkpoint.

use crate::system::failure::usage;
use anyhow::{Result, bail};
use saddle::recipe::{Field, Recipe, fields};
use std::path::Path;

/// A setting that changes at a resume.
pub struct Change {
    pub field: &'static Field,
    pub from: String,
    pub to: String,
}

/// The settings that differ between two recipes of one variant.
pub fn between(from: &Recipe, to: &Recipe) -> Vec<Change> {
    let values = |field: &Field| [from, to].map(|recipe| (field.get)(recipe).to_string());
    let changes = fields().map(|field| (field, values(field))).filter(|(_, [from, to])| from != to);
    changes.map(|(field, [from, to])| Change { field, from, to }).collect()
}

/// The recipe of a run that goes on: as in its checkpoint, but for what `recipe.json`, if it is there, says of settings
/// that are fixed during a run, and for the `pairs` of field and value after `--set`.
pub fn wanted(in_checkpoint: &Recipe, in_folder: Option<&Recipe>, pairs: &[(&str, &str)]) -> Result<Recipe> {
    let mut wanted = in_checkpoint.clone();
    if let Some(in_folder) = in_folder {
        if in_folder.variant != in_checkpoint.variant {
            bail!(
                "its `variant` is {}, but recipe.json beside it says {}; put back the checkpoint or the recipe that \
                 belongs here",
                in_checkpoint.variant,
                in_folder.variant
            );
        }
        for field in fields().filter(|field| !field.live) {
            (field.set)(&mut wanted, (field.get)(in_folder))?;
        }
    }
    for (field, value) in pairs {
        wanted.set(field, value).map_err(usage)?;
    }
    wanted.check().map_err(usage)?;
    Ok(wanted)
}

/// Refuses `changes` of settings that are fixed once a run has started, unless `overridden`.
pub fn expect_live(changes: &[Change], run: &Path, overridden: bool) -> Result<()> {
    let fixed: Vec<_> = changes
        .iter()
        .filter(|change| !change.field.live)
        .map(|Change { field, from, to }| format!("`{}` from {from} to {to}", field.name))
        .collect();
    if fixed.is_empty() || overridden {
        return Ok(());
    }
    Err(usage(format_args!(
        "{}: recipe.json or --set changes what is fixed once a run has started: {}; --override goes on with these changes; \
         to compare runs, undo them or start a new run",
        run.display(),
        fixed.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::failure::Usage;
    use saddle::{recipe::DEFAULT_DATA, zoo::ZOO};

    fn refused(changes: &[Change]) -> anyhow::Error {
        expect_live(changes, Path::new("run"), false).unwrap_err()
    }

    #[test]
    fn changed_fixed_settings_are_listed_and_need_an_override() {
        let recipe = ZOO[0].recipe(DEFAULT_DATA);
        let wanted = wanted(&recipe, Some(&recipe.clone().seed(9)), &[("batch", "8")]).unwrap();
        let changes = between(&recipe, &wanted);
        let error = refused(&changes);
        assert!(error.is::<Usage>());
        for words in ["`seed` from 1 to 9", "`batch` from 64 to 8", "--override"] {
            assert!(error.to_string().contains(words), "{error}");
        }
        expect_live(&changes, Path::new("run"), true).unwrap();
    }

    #[test]
    fn live_settings_change_freely_and_stay_as_the_checkpoint_has_them() {
        let start = ZOO[0].recipe(DEFAULT_DATA);
        let reached = start.clone().generator_lr(1e-5);
        let wanted = wanted(&reached, Some(&start), &[("discriminator_lr", "1e-3")]).unwrap();
        assert_eq!(wanted.generator.lr, 1e-5);
        expect_live(&between(&reached, &wanted), Path::new("run"), false).unwrap();
    }

    #[test]
    fn a_checkpoint_of_another_variant_is_refused() {
        let [one, other] = [0, 1].map(|at| ZOO[at].recipe(DEFAULT_DATA));
        let error = wanted(&one, Some(&other), &[]).unwrap_err().to_string();
        assert!(error.contains(&format!("`variant` is {}", ZOO[0].name)), "{error}");
    }
}
