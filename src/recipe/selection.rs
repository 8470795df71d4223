//! Fields that hold some of a list of names, such as `male,smiling`.

use serde::{Serialize, Serializer};
use std::fmt::{Display, Formatter, Result};

/// How an empty selection is written.
const NONE: &str = "none";

/// Some of a list of at most 64 names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Selection {
    names: &'static [&'static str],
    /// A bit for each, the first name's the lowest.
    chosen: u64,
}

impl Selection {
    /// Those of `names` whose bits are set.
    pub fn new(names: &'static [&'static str], chosen: u64) -> Self {
        Self { names, chosen }
    }

    /// Reads names with commas between them, in upper or lower case and any order; nothing where one is unknown.
    pub fn parse(names: &'static [&'static str], text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.eq_ignore_ascii_case(NONE) {
            return Some(Self::new(names, 0));
        }
        let place = |name: &str| names.iter().position(|known| known.eq_ignore_ascii_case(name.trim()));
        let bits = text.split(',').map(|name| place(name).map(|place| 1 << place));
        Some(Self::new(names, bits.collect::<Option<Vec<u64>>>()?.into_iter().fold(0, |all, bit| all | bit)))
    }

    /// The bits of the chosen ones.
    pub fn bits(self) -> u64 {
        self.chosen
    }

    /// The chosen names, in the order of the list.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let is_chosen = move |&(place, _): &(usize, _)| self.chosen >> place & 1 == 1;
        self.names.iter().enumerate().filter(is_chosen).map(|(_, name)| *name)
    }
}

impl Display for Selection {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let names: Vec<_> = self.names().collect();
        formatter.write_str(if names.is_empty() { NONE.to_owned() } else { names.join(",") }.as_str())
    }
}

impl Serialize for Selection {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["bald", "male", "smiling"];

    #[test]
    fn names_are_read_in_any_order_and_case_and_written_in_the_lists() {
        for (text, written, bits) in [
            ("smiling, Bald", "bald,smiling", 0b101),
            ("MALE", "male", 0b010),
            ("", "none", 0),
            ("None", "none", 0),
        ] {
            let selection = Selection::parse(NAMES, text).unwrap();
            assert_eq!((selection.to_string().as_str(), selection.bits()), (written, bits));
        }
        assert_eq!(Selection::parse(NAMES, "male,hat"), None);
    }
}
