//! The page: its pictures are in it, and there is no script.

use crate::run::record::Record;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use saddle::recipe::{Choice as _, Recipe, TranslationName, fields};
use std::{path::Path, time::Duration};

/// All that the page shows.
pub struct Page<'a> {
    pub run: &'a Path,
    pub record: &'a Record,
    /// A PNG file.
    pub curves: Option<&'a [u8]>,
    /// Images along paths between latents, a PNG file.
    pub interpolation: Option<&'a [u8]>,
    /// The first first.
    pub samples: &'a [Picture],
}

/// The samples at a step.
pub struct Picture {
    pub step: u64,
    pub png: Vec<u8>,
}

const STYLE: &str = "
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem }
img.wide { width: 100% }
img { max-width: 100%; image-rendering: pixelated; background: white }
.samples { display: flex; flex-wrap: wrap; gap: 1rem }
figure { margin: 0; width: 14rem }
figure.wide { width: auto }
figure img { width: 100% }
figcaption { font-size: .9rem; opacity: .8 }
table { border-collapse: collapse }
td, th { padding: .2rem 1rem .2rem 0; text-align: left; vertical-align: top }
tr.changed td:nth-child(2) { font-weight: bold }
code { overflow-wrap: anywhere }
";

impl Page<'_> {
    /// The page as text.
    pub fn html(&self) -> String {
        let variant = self.record.recipe.variant();
        let title = format!("{} on {}", variant.title, self.record.recipe.data.name.name());
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    title { (title) ", step " (self.record.step) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { (title) }
                    p { (variant.idea) " " (variant.paper) "." }
                    (self.overview())
                    (self.pictures())
                    (self.numbers())
                    (self.changes())
                    (self.settings())
                }
            }
        };
        page.into_string()
    }

    fn overview(&self) -> Markup {
        let Record { recipe, step, plan, best, metrics, .. } = self.record;
        let query = recipe.to_query();
        html! {
            table {
                tr { th { "Folder" } td { code { (self.run.display()) } } }
                tr { th { "Step" } td { (step) @if let Some(plan) = plan { " of " (plan.steps) } } }
                @if let Some(best) = best {
                    tr { th { "Best" } td { (best) "; " (best.scored.protocol) } }
                }
                @if let Some(seconds) = metrics.seconds() {
                    tr { th { "Time" } td { (humantime::format_duration(Duration::from_secs(seconds as u64))) } }
                }
                tr { th { "Again" } td { code { "saddle train '" (query) "' --steps " (step) " --out DIR" } } }
                tr { th { "In the page" } td { code { "?" (query) } } }
            }
        }
    }

    fn pictures(&self) -> Markup {
        html! {
            h2 { "Curves" }
            @match self.curves {
                Some(png) => img src=(embedded(png)) alt="The metrics over the steps";,
                None => p { "Nothing has been measured yet." },
            }
            h2 { "Samples" }
            @if let Some(last) = self.samples.last() {
                (figure(last, "wide"))
                h2 { "From the first step to the last" }
                p { (samples_in_words(&self.record.recipe)) }
                div.samples { @for picture in self.samples { (figure(picture, "")) } }
                @if let Some(png) = self.interpolation {
                    h2 { "Between samples" }
                    p { "Each row goes from one latent to another along a great circle." }
                    img.wide src=(embedded(png)) alt="Samples along paths between latents";
                }
            } @else {
                p { "There are none." }
            }
        }
    }

    /// The last row of the metrics.
    fn numbers(&self) -> Markup {
        html! {
            h2 { "Last measured" }
            table { @for (name, value) in &self.record.metrics.last {
                tr { th { code { (name) } } td { (value) } }
            } }
        }
    }

    fn changes(&self) -> Markup {
        html! { @if !self.record.changes.is_empty() {
            h2 { "Settings changed on the way" }
            table {
                tr { th { "from step" } th { "setting" } th { "to" } }
                @for change in &self.record.changes {
                    tr { td { (change.step) } td { code { (change.field) } } td { (change.value) } }
                }
            }
        } }
    }

    /// Every setting in use; those that are not the variant's own stand out.
    fn settings(&self) -> Markup {
        let recipe = &self.record.recipe;
        let own = recipe.variant().recipe(recipe.data.name);
        html! {
            h2 { "Settings" }
            p { "What differs from the variant's own settings is bold." }
            table { @for field in fields().filter(|field| recipe.uses(field)) {
                @let [value, own] = [recipe, &own].map(|recipe| (field.get)(recipe));
                tr.changed[value != own] {
                    td { code { (field.name) } }
                    td { (value) @if !field.unit.is_empty() { " " (field.unit) } }
                    td { (field.help) }
                }
            } }
        }
    }
}

fn figure(picture: &Picture, class: &str) -> Markup {
    html! {
        figure class=(class) {
            img src=(embedded(&picture.png)) alt={ "Samples at step " (picture.step) };
            figcaption { "step " (picture.step) }
        }
    }
}

/// A PNG file as an address that holds it.
fn embedded(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}

/// What the pictures of samples show.
fn samples_in_words(recipe: &Recipe) -> &'static str {
    match recipe.translation.name {
        TranslationName::None => "The same latents throughout; points have others beside them that are real.",
        TranslationName::Pairs => {
            "The same sources throughout: in threes a source, its translation, and its target."
        }
        TranslationName::Cycle => {
            "The same images throughout: in threes an image, its translation, and what that becomes on the way back."
        }
    }
}
