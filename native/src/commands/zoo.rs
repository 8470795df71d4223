//! `saddle zoo`: the catalogue, for people or as JSON.

use anyhow::Result;
use saddle::{
    recipe::{DEFAULT_DATA, DataName, Field, Recipe, fields},
    zoo::{Preset, Variant, ZOO},
};
use serde_json::{Value as Json, json};
use std::io::{self, Write as _};

/// A data set of each kind that variants have settings of their own for: images, points, pictures.
const DATA: [DataName; 3] = [DEFAULT_DATA, DataName::Ring, DataName::Folder];

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

/// Writes one variant with every setting that it uses to stdout.
pub fn show_one(variant: &'static Variant, as_json: bool) -> Result<()> {
    let mut out = io::stdout().lock();
    let [images, points, pictures] = on_each(variant);
    let settings = fields()
        .filter(|field| DATA.iter().any(|data| variant.recipe(*data).uses(field)) && field.name != "data");
    if as_json {
        let settings: Vec<_> =
            settings.map(|field| json!({"setting": field, "default": (field.get)(&images)})).collect();
        let mut variant = in_json(variant);
        variant["settings"] = settings.into();
        serde_json::to_writer_pretty(&mut out, &variant).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{}", in_words(variant))?;
        for field in settings {
            writeln!(
                out,
                "{}",
                setting_in_words(field, &images, [("points", &points), ("pictures", &pictures)])
            )?;
        }
    }
    Ok(out.flush()?)
}

/// A setting with its default, what it is on `other` data where that differs, what it may hold, and what it does.
fn setting_in_words(field: &Field, images: &Recipe, other: [(&str, &Recipe); 2]) -> String {
    let default = (field.get)(images);
    let other = other.map(|(data, recipe)| match (field.get)(recipe) {
        value if value == default => String::new(),
        value => format!(", on {data} {value}"),
    });
    let unit = if field.unit.is_empty() { String::new() } else { format!(" ({})", field.unit) };
    let live = if field.live { "; may change during a run" } else { "" };
    format!(
        "  {} = {default}{}\n      {}\n      {}{unit}{live}",
        field.name,
        other.concat(),
        field.help,
        field.kind
    )
}

/// The variant's settings for images, for points and for pictures, as for the same data.
fn on_each(variant: &Variant) -> [Recipe; 3] {
    DATA.map(|data| variant.recipe(data).data(DEFAULT_DATA))
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
    let [images, points, pictures] = on_each(variant);
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
    let in_use = fields().filter(|field| recipe.uses(field));
    let changed = in_use.filter(|field| (field.get)(recipe) != (field.get)(other));
    changed.map(|field| format!("{}={}", field.name, (field.get)(recipe))).collect::<Vec<_>>().join(" ")
}
