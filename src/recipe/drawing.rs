//! Fields that hold a drawing: places of the plane, two letters each, so that a link holds what a person drew.

use super::{Value, field::FieldType};
use serde::{Serialize, Serializer};
use std::fmt::{Debug, Display, Formatter, Result};

/// Places along a side of the square that is drawn on.
const SIDE: usize = 64;
/// Its left and lower edge; the right and upper one are as far on the other side of the origin.
const EDGE: f64 = -1.5;

/// At most [`Drawing::MOST`] places of the square from -1.5 to 1.5, in the order in which they were drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// A column and a row each, from 0 to 63; rows grow upwards.
    places: [[u8; 2]; Self::MOST],
    count: usize,
}

impl Drawing {
    /// The most places: a longer link would not be sent around.
    pub const MOST: usize = 160;

    /// A heart: what there is before anybody draws.
    pub const HEART: Self = {
        let letters = b"gqgshthviwjxlymzozqzszuzvyxxywzv0u1s2r2p2n1l1j0hzgyfxevcubsZrYqXpWnVlTjRiPhOgNgLfMfOePdQbSZUXWWX\
            VYUZSaQbPdNeNgMhLiKkJmJoJqKrKtLvMwNxPyQzSzUzWzYzZybxcwdveuftfr";
        Self::read(letters).expect("letters of places")
    };

    /// Reads two letters a place, its column and its row; nothing where one is no such letter, or there are too many.
    pub const fn parse(text: &str) -> Option<Self> {
        Self::read(text.as_bytes())
    }

    const fn read(letters: &[u8]) -> Option<Self> {
        if !letters.len().is_multiple_of(2) || letters.len() / 2 > Self::MOST {
            return None;
        }
        let mut drawing = Self { places: [[0; 2]; Self::MOST], count: letters.len() / 2 };
        let mut at = 0;
        while at < letters.len() {
            let Some(number) = number(letters[at]) else { return None };
            drawing.places[at / 2][at % 2] = number;
            at += 1;
        }
        Some(drawing)
    }

    /// The middles of the places.
    pub fn centres(self) -> impl Iterator<Item = [f64; 2]> {
        let middle = |number: u8| EDGE - 2.0 * EDGE * (f64::from(number) + 0.5) / SIDE as f64;
        self.places.into_iter().take(self.count).map(move |place| place.map(middle))
    }

    /// Whether nothing is drawn.
    pub fn is_empty(self) -> bool {
        self.count == 0
    }
}

/// What a letter of URL-safe Base64 stands for (RFC 4648, section 5).
const fn number(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

/// The letter that stands for a `number` from 0 to 63.
fn letter(number: u8) -> char {
    char::from(match number {
        0..26 => b'A' + number,
        26..52 => b'a' + number - 26,
        52..62 => b'0' + number - 52,
        62 => b'-',
        _ => b'_',
    })
}

impl Display for Drawing {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let numbers = self.places.iter().take(self.count).flatten();
        formatter.write_str(&numbers.map(|&number| letter(number)).collect::<String>())
    }
}

impl Debug for Drawing {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        Display::fmt(self, formatter)
    }
}

impl Serialize for Drawing {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FieldType for Drawing {
    fn into_value(self) -> Value {
        Value::Drawing(self)
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Drawing(drawing) => Some(drawing),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_stands_for_its_number_and_back() {
        for number in 0..64 {
            assert_eq!(super::number(letter(number) as u8), Some(number));
        }
    }

    #[test]
    fn a_drawing_is_written_as_it_was_read_and_lies_in_its_square() {
        let drawing = Drawing::parse("AA__Af").unwrap();
        assert_eq!(drawing.to_string(), "AA__Af");
        let half = 1.5 / 64.0;
        let centres: Vec<_> = drawing.centres().collect();
        assert_eq!(centres, [[half - 1.5; 2], [1.5 - half; 2], [half - 1.5, -half]]);
        assert!(Drawing::HEART.centres().flatten().all(|at| at.abs() < 1.5));
    }

    #[test]
    fn half_a_place_a_strange_letter_and_too_many_places_are_no_drawing() {
        assert!(Drawing::parse("").unwrap().is_empty());
        assert!(Drawing::parse(&"AB".repeat(Drawing::MOST)).is_some());
        for text in ["A", "A!", "A B", &"AB".repeat(Drawing::MOST + 1)] {
            assert_eq!(Drawing::parse(text), None, "{text}");
        }
    }
}
