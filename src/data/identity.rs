//! Which data set a run learns from, in a few words: to be written down and compared later.

use crate::train::fnv::Fnv;
use serde::{Deserialize, Serialize};

/// A data set's name, size, classes and digest; as JSON
/// `{"name": "ring", "samples": null, "classes": 8, "digest": "00c0ffee00c0ffee"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// `digits`, `ring` and so on; of a set read from IDX files, the name of the images' file.
    pub name: String,
    /// How many samples it has; `None` where there is one for every index.
    pub samples: Option<u64>,
    /// How many classes it has; 0 in checkpoints from before there were conditional nets.
    #[serde(default)]
    pub classes: usize,
    /// [`super::Dataset::digest`]; written as 16 hexadecimal digits, because JavaScript rounds large numbers.
    #[serde(with = "hex")]
    pub digest: u64,
}

impl Identity {
    /// Whether both are of the same samples, wherever they were found: the name is for people.
    pub fn is_same_as(&self, other: &Self) -> bool {
        (self.samples, self.digest) == (other.samples, other.digest)
    }
}

impl std::fmt::Display for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "`{}` (", self.name)?;
        if let Some(samples) = self.samples {
            write!(formatter, "{samples} samples, ")?;
        }
        write!(formatter, "digest {:016x})", self.digest)
    }
}

/// The digest of a set drawn by our own code: FNV-1a over its name, then its seed in 8 bytes, least significant first.
pub(super) fn digest_of_drawn(name: &str, seed: u64) -> u64 {
    Fnv::default().feed(name.as_bytes()).feed(&seed.to_le_bytes()).value()
}

/// A digest as 16 hexadecimal digits.
mod hex {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(digest: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{digest:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map_err(|_| {
            D::Error::custom(format!("the digest `{text}` is not a number in hexadecimal digits"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity { name: "ring".into(), samples: None, classes: 8, digest: 0xfedc_ba98_7654_3210 >> 8 }
    }

    #[test]
    fn json_keeps_every_bit_of_the_digest() {
        let json = serde_json::to_string(&identity()).unwrap();
        assert_eq!(json, r#"{"name":"ring","samples":null,"classes":8,"digest":"00fedcba98765432"}"#);
        assert_eq!(serde_json::from_str::<Identity>(&json).unwrap(), identity());
    }

    #[test]
    fn a_digest_that_is_none_is_refused_by_its_text() {
        let json = r#"{"name":"ring","samples":null,"digest":"circle"}"#;
        let problem = serde_json::from_str::<Identity>(json).unwrap_err().to_string();
        assert!(problem.contains("`circle`"), "{problem}");
    }

    #[test]
    fn a_drawn_sets_digest_follows_name_and_seed() {
        assert_ne!(digest_of_drawn("ring", 1), digest_of_drawn("ring", 2));
        assert_ne!(digest_of_drawn("ring", 1), digest_of_drawn("grid", 1));
    }
}
