//! A recipe as JSON and as URL parameters.

use super::{Variant, ZOO, variant};
use crate::{
    Error, Result,
    recipe::{DEFAULT_DATA, Recipe, fields},
};
use serde::Serialize as _;
use serde_json::{Map, Value as Json};

/// The variant of a URL that names none.
const DEFAULT_VARIANT: &str = "dcgan";

impl Recipe {
    /// Every field by name, the variant first.
    pub fn to_json(&self) -> Json {
        let fields = fields().map(|field| {
            let value = (field.get)(self).serialize(serde_json::value::Serializer);
            (field.name.to_owned(), value.unwrap_or(Json::Null))
        });
        let variant = ("variant".to_owned(), Json::from(self.variant));
        Json::Object(std::iter::once(variant).chain(fields).collect())
    }

    /// Reads what [`Self::to_json`] wrote; a field left out has its variant's default.
    ///
    /// # Errors
    /// [`Error::Field`] for an unknown field, a value out of range, or fields that contradict.
    pub fn from_json(text: &str) -> Result<Self> {
        let recipe = Self::draft_from_json(text)?;
        recipe.check()?;
        Ok(recipe)
    }

    /// As [`Self::from_json`], but what it holds may contradict itself.
    ///
    /// # Errors
    /// [`Error::Field`] for an unknown field or a value out of range.
    pub fn draft_from_json(text: &str) -> Result<Self> {
        let fields: Map<String, Json> = serde_json::from_str(text)
            .map_err(|error| Error::field("recipe", format!("is not a JSON object: {error}")))?;
        Self::from_pairs(fields.iter().map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (name.as_str(), text)
        }))
    }

    /// URL parameters: the variant, the data and what differs from their settings, as in `variant=dcgan&seed=7`.
    pub fn to_query(&self) -> String {
        let defaults = self.variant().recipe(self.data.name).data(DEFAULT_DATA);
        let changed = fields()
            .filter(|field| (field.get)(self) != (field.get)(&defaults))
            .map(|field| format!("&{}={}", field.name, (field.get)(self)));
        std::iter::once(format!("variant={}", self.variant)).chain(changed).collect()
    }

    /// The variant of a URL that names none.
    pub(super) fn default_variant() -> &'static Variant {
        ZOO.iter().copied().find(|variant| variant.name == DEFAULT_VARIANT).unwrap_or(ZOO[0])
    }

    /// Reads URL parameters, without the question mark.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_query(query: &str) -> Result<Self> {
        let recipe = Self::from_pairs(pairs_in(query))?;
        recipe.check()?;
        Ok(recipe)
    }

    fn from_pairs<'a>(pairs: impl Iterator<Item = (&'a str, String)> + Clone) -> Result<Self> {
        let is_variant = |name: &str| name.eq_ignore_ascii_case("variant");
        let variant = match pairs.clone().filter(|(name, _)| is_variant(name)).last() {
            Some((_, name)) => variant(&name)?,
            None => Self::default_variant(),
        };
        Self::of(variant, pairs.filter(|(name, _)| !is_variant(name)))
    }

    /// The variant's settings for the data set that `pairs` of field and text name, with the pairs put over them;
    /// of two for one field, the later. They may contradict each other.
    ///
    /// # Errors
    /// [`Error::Field`] for an unknown field or a value out of range.
    pub fn of<'a>(
        variant: &'static Variant,
        pairs: impl Iterator<Item = (&'a str, String)> + Clone,
    ) -> Result<Self> {
        let mut recipe = variant.recipe(DEFAULT_DATA);
        if let Some((name, data)) = pairs.clone().filter(|(name, _)| name.eq_ignore_ascii_case("data")).last()
        {
            recipe.set(name, &data)?;
            recipe = variant.recipe(recipe.data.name);
        }
        recipe.with(pairs)
    }

    /// This recipe with `pairs` of field and text put over its own; of two for one field, the later.
    ///
    /// # Errors
    /// [`Error::Field`] for an unknown field or a value out of range.
    pub fn with<'a>(mut self, pairs: impl Iterator<Item = (&'a str, String)>) -> Result<Self> {
        for (name, text) in pairs {
            self.set(name, &text)?;
        }
        Ok(self)
    }
}

/// URL parameters as name and text.
pub(super) fn pairs_in(query: &str) -> impl Iterator<Item = (&str, String)> + Clone {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        (name, text.to_owned())
    })
}

// proptest is not built for wasm.
#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::recipe::{Choice as _, DataName, Kind};
    use proptest::prelude::*;

    fn any_recipe() -> impl Strategy<Value = Recipe> {
        // A few fields of each are changed: with all of them, nearly every recipe would contradict itself.
        let places =
            proptest::collection::vec((proptest::bool::weighted(0.1), 0.0..=1.0f64), fields().count());
        (0..ZOO.len(), proptest::bool::ANY, places)
            .prop_map(|(variant, points, places)| {
                let mut recipe = ZOO[variant].recipe(if points { DataName::Ring } else { DEFAULT_DATA });
                for (field, (_, place)) in fields().zip(places).filter(|(_, (changed, _))| *changed) {
                    let text = match field.kind {
                        Kind::Whole { min, max } => (min + ((max - min) as f64 * place) as u64).to_string(),
                        Kind::Real { min, max, .. } => {
                            (min + (max - min) * place).clamp(min, max).to_string()
                        }
                        Kind::Flag => (place < 0.5).to_string(),
                        Kind::Choice { options } => {
                            options[(place * (options.len() - 1) as f64) as usize].name.to_owned()
                        }
                        Kind::Names { names, .. } => names[(place * (names.len() - 1) as f64) as usize..]
                            .iter()
                            .take(2)
                            .copied()
                            .collect::<Vec<_>>()
                            .join(","),
                        Kind::Drawing { .. } => "AfgA__".repeat((place * 20.0) as usize + 1),
                    };
                    recipe.set(field.name, &text).unwrap();
                }
                recipe
            })
            .prop_filter("a contradiction", |recipe| recipe.check().is_ok())
    }

    proptest! {
        #[test]
        fn json_and_url_give_the_recipe_back(recipe in any_recipe()) {
            prop_assert_eq!(&Recipe::from_json(&recipe.to_json().to_string()).unwrap(), &recipe);
            prop_assert_eq!(&Recipe::from_query(&recipe.to_query()).unwrap(), &recipe);
        }

        #[test]
        fn no_url_panics(query in "\\PC{0,60}") {
            let _ = Recipe::from_query(&query);
        }
    }

    #[test]
    fn a_url_names_only_what_differs() {
        let recipe = Recipe::from_query("variant=vanilla&seed=7").unwrap();
        assert_eq!(recipe.to_query(), "variant=vanilla&seed=7");
        assert_eq!(Recipe::from_query("").unwrap().variant().name, DEFAULT_VARIANT);
    }

    #[test]
    fn points_have_settings_of_their_own_wherever_the_data_is_named() {
        let recipe = Recipe::from_query("variant=dcgan&latent=9&data=ring").unwrap();
        let dcgan = variant("dcgan").unwrap();
        assert_eq!(recipe, dcgan.recipe(DataName::Ring).latent(9));
        assert_eq!(recipe.to_query(), "variant=dcgan&data=ring&latent=9");
        assert_ne!(recipe.discriminator.norm, dcgan.recipe(DEFAULT_DATA).discriminator.norm);
    }

    #[test]
    fn every_default_is_in_range() {
        for recipe in ZOO.iter().flat_map(|variant| DataName::all().map(|data| variant.recipe(data))) {
            for field in fields() {
                field.parse(&(field.get)(&recipe).to_string()).unwrap();
            }
        }
    }

    #[test]
    fn errors_name_the_field_and_its_range() {
        let error = |query| Recipe::from_query(query).unwrap_err().to_string();
        assert_eq!(error("batch=0"), "field `batch`: `0` is not a whole number from 1 to 1024 (samples)");
        assert_eq!(error("seed=-1"), "field `seed`: `-1` is not a whole number from 0 to 4294967295");
        assert!(error("beta1=NaN").contains("a number from 0 to 0.999"));
        assert!(error("prior=poisson").contains("one of uniform, normal"));
        assert!(error("colour=red").contains("no such field"));
        assert!(error("variant=gun").contains("none of vanilla"));
    }
}
