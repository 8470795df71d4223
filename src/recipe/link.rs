//! A recipe as a link brings it: whatever came along with it or broke on the way, the rest of it stands.

use super::{DEFAULT_DATA, Recipe, variant};
use crate::Error;

/// What a link asks for, and what of it could not be had.
#[derive(Debug, PartialEq)]
pub struct Link {
    /// The recipe, without contradictions.
    pub recipe: Recipe,
    /// Keys that are no settings, such as those that newsletters and social networks add.
    pub ignored: Vec<String>,
    /// What is wrong with each setting that keeps its default instead.
    pub problems: Vec<String>,
}

impl Link {
    /// Reads URL parameters, without the question mark and decoded; names in upper or lower case.
    pub fn read(query: &str) -> Self {
        let pairs: Vec<(&str, &str)> = query.split('&').filter(|pair| !pair.is_empty()).map(split).collect();
        let last = |key: &str| pairs.iter().rev().find(|(name, _)| name.eq_ignore_ascii_case(key));
        let mut problems = Vec::new();
        let chosen = last("variant").map(|(_, name)| variant(name));
        let fallback = Recipe::default_variant();
        let chosen = chosen.unwrap_or(Ok(fallback)).unwrap_or_else(|error| {
            problems.push(error.to_string());
            fallback
        });
        let mut start = chosen.recipe(DEFAULT_DATA);
        // A data set that is none is named below, with the other settings.
        if last("data").is_some_and(|(_, name)| start.set("data", name).is_ok()) {
            start = chosen.recipe(start.data);
        }
        let mut link = Self { recipe: start.clone(), ignored: Vec::new(), problems };
        for (name, text) in pairs.into_iter().filter(|(name, _)| !name.eq_ignore_ascii_case("variant")) {
            link.set(name, text);
        }
        if let Err(contradiction) = link.recipe.check() {
            link.problems.push(contradiction.to_string());
            link.recipe = start.seed(link.recipe.seed);
        }
        link
    }

    fn set(&mut self, name: &str, text: &str) {
        match Recipe::field(name) {
            Ok(field) => {
                self.problems.extend(self.recipe.set(field.name, text).err().as_ref().map(Error::to_string))
            }
            Err(_) if self.ignored.iter().any(|known| known == name) => {}
            Err(_) => self.ignored.push(name.to_owned()),
        }
    }
}

fn split(pair: &str) -> (&str, &str) {
    pair.split_once('=').unwrap_or((pair, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_put_into_a_link_is_passed_over() {
        let link = Link::read("variant=wgan&data=ring&seed=5&utm_source=x&fbclid=y");
        assert_eq!(link.recipe, Recipe::from_query("variant=wgan&data=ring&seed=5").unwrap());
        assert_eq!((link.ignored, link.problems), (vec!["utm_source".into(), "fbclid".into()], vec![]));
    }

    #[test]
    fn an_invalid_value_falls_back_alone_and_is_named() {
        let link = Link::read("variant=sngan&batch=0&seed=9&data=moon");
        assert_eq!(link.recipe, Recipe::from_query("variant=sngan&seed=9").unwrap());
        assert!(link.problems[0].contains("`batch`") && link.problems[1].contains("`data`"), "{link:?}");
    }

    #[test]
    fn names_are_read_in_any_case_and_old_ones_still() {
        let link = Link::read("VARIANT=WGAN_GP&Data=Ring&Norm=None&generator_rate=0.01");
        let expected = "variant=wgan_gp&data=ring&discriminator_norm=none&generator_lr=0.01";
        assert_eq!(
            link,
            Link { recipe: Recipe::from_query(expected).unwrap(), ignored: vec![], problems: vec![] }
        );
    }

    #[test]
    fn a_contradiction_leaves_the_variants_own_settings_and_the_seed() {
        let link = Link::read("variant=wgan_gp&discriminator_norm=batch&seed=4");
        assert_eq!(link.recipe, Recipe::from_query("variant=wgan_gp&seed=4").unwrap());
        assert!(link.problems[0].contains("each sample's own gradient"), "{link:?}");
        assert!(Link::read("variant=gun").problems[0].contains("`gun`"));
    }
}
