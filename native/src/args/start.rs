//! What `saddle train` starts from: a variant, a link copied from the page, or a file such as a run's `recipe.json`.

use super::Settings;
use crate::system::failure::note;
use anyhow::Result;
use saddle::{
    recipe::Recipe,
    zoo::{self, Link, Variant},
};
use std::{fs, path::Path};

/// Keys of the page's address that are no settings of a run.
const OF_THE_PAGE: [&str; 3] = ["device", "bench", "steps"];

#[derive(Clone)]
pub enum Start {
    Variant(&'static Variant),
    Recipe(Box<Recipe>),
}

impl Start {
    /// Its settings, changed by `first` and then by `settings`.
    pub fn recipe(&self, settings: &Settings, first: &[(&str, &str)]) -> Result<Recipe> {
        match self {
            Self::Variant(variant) => settings.recipe(variant, first),
            Self::Recipe(recipe) => settings.over(Recipe::clone(recipe), first),
        }
    }
}

/// Reads what stands in the variant's place on the command line.
pub fn start(text: &str) -> Result<Start, String> {
    let unknown = match zoo::variant(text) {
        Ok(variant) => return Ok(Start::Variant(variant)),
        Err(error) => error,
    };
    if text.ends_with(".json") || Path::new(text).is_file() {
        from_file(text)
    } else if text.contains(['?', '=']) {
        from_link(text)
    } else {
        Err(format!("{unknown}; a link from the page and a recipe.json will do, too"))
    }
}

/// What it holds may contradict itself: `--set` may mend that.
fn from_file(path: &str) -> Result<Start, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let recipe = Recipe::draft_from_json(&text).map_err(|error| format!("{path}: {error}"))?;
    Ok(Start::Recipe(Box::new(recipe)))
}

/// A link, or its query alone, with the escapes that mail programs and browsers put in. What the page would replace by
/// a default, a run of days refuses.
fn from_link(link: &str) -> Result<Start, String> {
    let query = link.split_once('?').map_or(link, |(_, query)| query);
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let pairs: Vec<_> =
        form_urlencoded::parse(query.as_bytes()).map(|(name, value)| format!("{name}={value}")).collect();
    let Link { recipe, ignored, problems } = Link::read(&pairs.join("&"));
    if !problems.is_empty() {
        return Err(problems.join("; "));
    }
    let ignored: Vec<_> =
        ignored.iter().map(String::as_str).filter(|key| !OF_THE_PAGE.contains(key)).collect();
    if !ignored.is_empty() {
        note(format_args!("passed over in the link: {}", ignored.join(", ")));
    }
    Ok(Start::Recipe(Box::new(recipe)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(text: &str) -> Recipe {
        match start(text).unwrap() {
            Start::Variant(variant) => variant.recipe(saddle::recipe::DEFAULT_DATA),
            Start::Recipe(recipe) => *recipe,
        }
    }

    #[test]
    fn a_link_and_its_query_alone_give_the_recipe_that_the_page_shows() {
        let expected = Recipe::from_query("variant=wgan_gp&data=ring&generator_lr=0.01").unwrap();
        for link in [
            "https://example.org/saddle/?variant=wgan_gp&data=ring&generator_lr=0.01&device=cpu#top",
            "variant=wgan_gp&data=ring&generator_lr=0.01",
            "?Variant=WGAN%5FGP&data=%72ing&generator_lr=0.01&utm_source=x",
        ] {
            assert_eq!(recipe(link), expected, "{link}");
        }
        assert_eq!(recipe("dcgan").variant, "dcgan");
    }

    #[test]
    fn what_is_none_of_the_three_is_refused_by_name() {
        let problem = |text: &str| start(text).err().unwrap();
        assert!(problem("gun").contains("`gun` is none of vanilla"));
        assert!(problem("?variant=dcgan&batch=0").contains("field `batch`"));
        assert!(problem("nowhere/recipe.json").contains("cannot read nowhere/recipe.json"));
    }
}
