//! `--set FIELD=VALUE`, and the help on its fields.

use crate::system::failure::usage;
use anyhow::Result;
use clap::Args;
use saddle::{
    recipe::{Recipe, fields},
    zoo::Variant,
};

/// The settings that `--set` changes.
#[derive(Args)]
pub struct Settings {
    /// Changes a setting; may be repeated. A resumed run takes those that are fixed during a run only with --override
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    settings: Vec<String>,
}

impl Settings {
    /// The settings that name one of `fields`.
    pub fn of<'a>(&'a self, fields: &'a [&str]) -> impl Iterator<Item = &'a String> {
        let names =
            |setting: &String| setting.split_once('=').is_some_and(|(field, _)| fields.contains(&field));
        self.settings.iter().filter(move |setting| names(setting))
    }

    /// The field and value of each.
    pub fn pairs(&self) -> Result<Vec<(&str, &str)>> {
        let pair = |setting: &'_ String| usage(format_args!("--set {setting}: write it as FIELD=VALUE"));
        self.settings.iter().map(|setting| setting.split_once('=').ok_or_else(|| pair(setting))).collect()
    }

    /// As the end of a phrase: nothing, or " with FIELD=VALUE ...".
    pub fn in_words(&self) -> String {
        if self.settings.is_empty() { String::new() } else { format!(" with {}", self.settings.join(" ")) }
    }

    /// The variant's settings for its data, changed by `first` and then by these.
    pub fn recipe(&self, variant: &'static Variant, first: &[(&str, &str)]) -> Result<Recipe> {
        checked(Recipe::of(variant, self.after(first)?.into_iter()))
    }

    /// `recipe`, changed by `first` and then by these.
    pub fn over(&self, recipe: Recipe, first: &[(&str, &str)]) -> Result<Recipe> {
        checked(recipe.with(self.after(first)?.into_iter()))
    }

    fn after<'a>(&'a self, first: &[(&'a str, &'a str)]) -> Result<Vec<(&'a str, String)>> {
        let pairs = first.iter().copied().chain(self.pairs()?);
        Ok(pairs.map(|(field, text)| (field, text.to_owned())).collect())
    }
}

fn checked(recipe: saddle::Result<Recipe>) -> Result<Recipe> {
    let recipe = recipe.map_err(usage)?;
    recipe.check().map_err(usage)?;
    Ok(recipe)
}

/// Help on every field of the library's table.
pub fn help() -> String {
    let rows = fields().map(|field| {
        let unit = if field.unit.is_empty() { String::new() } else { format!(" ({})", field.unit) };
        format!("  {:<20} {}\n{:23}{}{unit}\n", field.name, field.help, "", field.kind)
    });
    std::iter::once("Settings (--set):\n".to_owned()).chain(rows).collect()
}
