//! `saddle zoo`: the catalogue, for people or as JSON.

use anyhow::Result;
use saddle::{
    recipe::{DEFAULT_DATA, DataName, Recipe, fields},
    zoo::{Preset, Variant, ZOO},
};
use serde_json::{Value as Json, json};
use std::io::{self, Write as _};

/// Writes the catalogue to stdout.
pub fn show(as_json: bool) -> Result<()> {
    let mut out = io::stdout().lock();
    if as_json {
        let variants: Vec<Json> = ZOO.iter().map(|variant| in_json(variant)).collect();
        serde_json::to_writer_pretty(&mut out, &variants).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        for variant in ZOO {
            writeln!(out, "{}", in_words(variant))?;
        }
    }
    Ok(out.flush()?)
}

fn in_json(variant: &Variant) -> Json {
    json!({
        "name": variant.name,
        "title": variant.title,
        "idea": variant.idea,
        "paper": variant.paper,
        "recipe": variant.recipe(DEFAULT_DATA).to_json(),
        "presets": variant.presets().map(|preset| json!({
            "name": preset.name,
            "about": preset.about,
            "steps": preset.steps,
            "recipe": preset.recipe(variant).to_json(),
        })).collect::<Vec<_>>(),
    })
}

fn in_words(variant: &'static Variant) -> String {
    let Variant { name, title, idea, paper, .. } = variant;
    let [images, points, pictures] =
        [DEFAULT_DATA, DataName::Ring, DataName::Folder].map(|data| variant.recipe(data).data(DEFAULT_DATA));
    let own = changes(&images, &Recipe::new(variant.name));
    let own = if own.is_empty() { "the common settings" } else { own.as_str() };
    let [on_points, on_pictures] = [points, pictures].map(|recipe| changes(&recipe, &images));
    let presets = variant.presets().map(|preset| in_words_of_preset(preset, variant)).collect::<String>();
    format!(
        "{name}: {title}\n  {idea}\n  {paper}\n  {own}\n  on points: {on_points}\n  on pictures: {on_pictures}\n{presets}"
    )
}

fn in_words_of_preset(preset: &Preset, variant: &Variant) -> String {
    let Preset { name, about, steps, .. } = preset;
    let changes = changes(&preset.recipe(variant), &variant.recipe(DataName::Folder));
    format!("  --preset {name}: {about}, {steps} steps: {changes}\n")
}

/// The settings that `recipe` uses and that differ from those of `other`, as for `--set`.
fn changes(recipe: &Recipe, other: &Recipe) -> String {
    let in_use = fields().filter(|field| (field.in_use)(recipe));
    let changed = in_use.filter(|field| (field.get)(recipe) != (field.get)(other));
    changed.map(|field| format!("{}={}", field.name, (field.get)(recipe))).collect::<Vec<_>>().join(" ")
}
