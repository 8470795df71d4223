//! A row of the recipe's table: how a field is called, what it may hold, and where in a recipe it stands.

use super::{
    Recipe,
    choice::{Choice, ChoiceOption},
    drawing::Drawing,
    selection::Selection,
};
use crate::{Error, Result};
use serde::Serialize;

/// One field of the recipe, as controls, help and parsers see it.
#[derive(Serialize)]
pub struct Field {
    /// As written in URLs, files and on the command line.
    pub name: &'static str,
    /// What it was called before; still read.
    #[serde(skip)]
    pub alias: Option<&'static str>,
    /// A short title for a control.
    pub label: &'static str,
    /// What the field holds.
    #[serde(flatten)]
    pub kind: Kind,
    /// The unit, or nothing.
    pub unit: &'static str,
    /// What the field does, in one sentence.
    pub help: &'static str,
    /// The heading it stands under.
    pub group: &'static str,
    /// Whether it may change while a run goes on.
    pub live: bool,
    /// Whether a recipe makes use of it.
    #[serde(skip)]
    pub in_use: fn(&Recipe) -> bool,
    /// The field's value in a recipe.
    #[serde(skip)]
    pub get: fn(&Recipe) -> Value,
    /// Puts a value into a recipe, once it is in range.
    #[serde(skip)]
    pub set: fn(&mut Recipe, Value) -> Result<()>,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A whole number between two others, both allowed.
    Whole { min: u64, max: u64 },
    /// A number between two others, both allowed; `log` where its scale is logarithmic.
    Real { min: f64, max: f64, log: bool },
    /// Yes or no: `true` or `false`.
    Flag,
    /// One of a few names.
    Choice { options: &'static [ChoiceOption] },
    /// At most so many of these names, with commas between them, or `none`.
    Names { names: &'static [&'static str], most: usize },
    /// At most so many places of the plane, two letters each.
    Drawing { most: usize },
}

/// What a field holds in one recipe.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "values are read and written, never kept in numbers")]
pub enum Value {
    Whole(u64),
    Real(f64),
    Flag(bool),
    Choice(&'static str),
    Names(Selection),
    Drawing(Drawing),
}

impl std::fmt::Display for Value {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(formatter),
            Self::Real(value) => value.fmt(formatter),
            Self::Flag(value) => value.fmt(formatter),
            Self::Choice(name) => name.fmt(formatter),
            Self::Names(selection) => selection.fmt(formatter),
            Self::Drawing(drawing) => drawing.fmt(formatter),
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole { min, max } => write!(formatter, "a whole number from {min} to {max}"),
            Self::Real { min, max, .. } => write!(formatter, "a number from {min} to {max}"),
            Self::Flag => formatter.write_str("true or false"),
            Self::Choice { options } => {
                let names: Vec<_> = options.iter().map(|option| option.name).collect();
                write!(formatter, "one of {}", names.join(", "))
            }
            Self::Names { names, most } => {
                write!(formatter, "none, or up to {most} of {} with commas between them", names.join(", "))
            }
            Self::Drawing { most } => write!(formatter, "a drawing of up to {most} places, two letters each"),
        }
    }
}

impl Field {
    /// Whether `name` is this field's, or was once, in upper or lower case.
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(self.name).chain(self.alias).any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Reads `text` as a value in this field's range; names in upper or lower case.
    ///
    /// # Errors
    /// [`Error::Field`] naming the range.
    pub fn parse(&self, text: &str) -> Result<Value> {
        let value = match self.kind {
            Kind::Whole { min, max } => {
                text.parse().ok().filter(|value| (min..=max).contains(value)).map(Value::Whole)
            }
            // Fifteen digits, which every reader of JSON gives back exactly; serde_json's may miss the seventeenth.
            Kind::Real { min, max, .. } => text
                .parse::<f64>()
                .ok()
                .and_then(|value| format!("{value:.14e}").parse().ok())
                .filter(|value| (min..=max).contains(value))
                .map(Value::Real),
            Kind::Flag => text.to_ascii_lowercase().parse().ok().map(Value::Flag),
            Kind::Choice { options } => {
                options.iter().find(|option| option.is_called(text)).map(|option| Value::Choice(option.name))
            }
            Kind::Names { names, most } => Selection::parse(names, text)
                .filter(|selection| selection.names().count() <= most)
                .map(Value::Names),
            Kind::Drawing { .. } => Drawing::parse(text.trim()).map(Value::Drawing),
        };
        value.ok_or_else(|| {
            Error::field(self.name, format!("`{text}` is not {}{}", self.kind, self.unit_in_words()))
        })
    }

    fn unit_in_words(&self) -> String {
        if self.unit.is_empty() { String::new() } else { format!(" ({})", self.unit) }
    }
}

/// The limits in a row; names stand with their enum.
pub(super) enum Range {
    Whole(u64, u64),
    Real(f64, f64),
    Log(f64, f64),
    Flag,
    Choice,
    Names(&'static [&'static str], usize),
    Drawing,
}

/// A type that a field may have.
pub(super) trait FieldType: Copy {
    /// The names, where it is a choice.
    const OPTIONS: &'static [ChoiceOption] = &[];

    fn into_value(self) -> Value;
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! number {
    ($($type:ty => $case:ident as $inner:ty),+) => {$(
        impl FieldType for $type {
            fn into_value(self) -> Value {
                Value::$case(self as $inner)
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::$case(value) => Some(value as Self),
                    _ => None,
                }
            }
        }
    )+};
}
number!(u64 => Whole as u64, usize => Whole as u64, f64 => Real as f64);

impl FieldType for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Flag(value) => Some(value),
            _ => None,
        }
    }
}

impl<T: Choice> FieldType for T {
    const OPTIONS: &'static [ChoiceOption] = T::OPTIONS;

    fn into_value(self) -> Value {
        Value::Choice(self.name())
    }

    fn from_value(value: Value) -> Option<Self> {
        let Value::Choice(name) = value else {
            return None;
        };
        T::at(T::OPTIONS.iter().position(|option| option.name == name)?)
    }
}

impl Range {
    pub(super) const fn kind(self, options: &'static [ChoiceOption]) -> Kind {
        match self {
            Self::Whole(min, max) => Kind::Whole { min, max },
            Self::Real(min, max) => Kind::Real { min, max, log: false },
            Self::Log(min, max) => Kind::Real { min, max, log: true },
            Self::Flag => Kind::Flag,
            Self::Choice => Kind::Choice { options },
            Self::Names(names, most) => Kind::Names { names, most },
            Self::Drawing => Kind::Drawing { most: Drawing::MOST },
        }
    }
}
