//! A recipe as a link brings it: whatever came along with it or broke on the way, the rest of it stands.

use super::{text::pairs_in, variant};
use crate::recipe::{DEFAULT_DATA, Recipe};

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
        let (mut ignored, mut problems) = (Vec::new(), Vec::new());
        let mut chosen = Recipe::default_variant();
        let mut fields = Vec::new();
        for (name, text) in pairs_in(query) {
            if name.eq_ignore_ascii_case("variant") {
                variant(&text)
                    .map_or_else(|error| problems.push(error.to_string()), |variant| chosen = variant);
            } else if let Ok(field) = Recipe::field(name) {
                match field.parse(&text) {
                    Ok(_) => fields.push((field.name, text)),
                    Err(error) => problems.push(error.to_string()),
                }
            } else if !ignored.iter().any(|known| known == name) {
                ignored.push(name.to_owned());
            }
        }
        // What contradicts itself leaves the variant's own settings, with the seed asked for, and for the data asked for where
        // it learns from such.
        let with = |kept: &dyn Fn(&str) -> bool| {
            let kept: Vec<_> = fields.iter().filter(|(name, _)| kept(name)).cloned().collect();
            Recipe::of(chosen, kept.into_iter()).and_then(|recipe| recipe.check().map(|()| recipe))
        };
        let recipe = with(&|_| true).unwrap_or_else(|contradiction| {
            problems.push(contradiction.to_string());
            with(&|name| ["data", "seed"].contains(&name))
                .or_else(|_| with(&|name| name == "seed"))
                .unwrap_or_else(|_| chosen.recipe(DEFAULT_DATA))
        });
        Self { recipe, ignored, problems }
    }
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

    #[test]
    fn data_that_a_variant_does_not_learn_from_leave_its_usual_data() {
        let link = Link::read("variant=pix2pix&data=ring&seed=4");
        assert_eq!(link.recipe, Recipe::from_query("variant=pix2pix&seed=4").unwrap());
        assert!(link.problems[0].contains("points of the plane"), "{link:?}");
    }

    #[test]
    fn a_data_set_brings_its_settings_whatever_the_case_of_its_name() {
        let recipe = Recipe::from_query("variant=dcgan&data=ring").unwrap();
        assert_eq!(Recipe::from_query("Variant=DCGAN&Data=Ring").unwrap(), recipe);
        assert_eq!(Link::read("Variant=DCGAN&Data=Ring").recipe, recipe);
    }
}
