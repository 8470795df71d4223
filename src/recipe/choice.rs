//! Fields that hold one of a few names: an enum whose names and help are written once.

use serde::Serialize;

/// One of the names a choice may take, for controls and help.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ChoiceOption {
    /// As written in URLs, files and on the command line.
    pub name: &'static str,
    /// What it was called before; still read.
    #[serde(skip)]
    pub alias: Option<&'static str>,
    /// As people write it, where that is more than a capital letter and spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'static str>,
    /// What it means, in a sentence.
    pub help: &'static str,
}

impl ChoiceOption {
    /// Whether `name` is this one's, or was once, in upper or lower case.
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(self.name).chain(self.alias).any(|own| own.eq_ignore_ascii_case(name))
    }
}

/// A field type that takes one of a few names.
pub trait Choice: Copy + 'static {
    /// Every value's name and help, in the order of the enum.
    const OPTIONS: &'static [ChoiceOption];

    /// This value's place in [`Self::OPTIONS`].
    fn index(self) -> usize;

    /// The value at `index` of [`Self::OPTIONS`].
    fn at(index: usize) -> Option<Self>;

    /// This value's name.
    fn name(self) -> &'static str {
        Self::OPTIONS[self.index()].name
    }

    /// Every value, in the order of the enum.
    fn all() -> impl Iterator<Item = Self> {
        (0..Self::OPTIONS.len()).filter_map(Self::at)
    }
}

/// Declares an enum with its [`Choice`]: `/// help` above `Variant = "name"`, which may go on with
/// `as "Title"` and with `was "old name"`.
macro_rules! choice {
    ($(#[doc = $about:literal])+ pub enum $type:ident {
        $(#[doc = $help:literal] $value:ident = $name:literal $(as $title:literal)? $(was $alias:literal)?,)+
    }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $(#[doc = $help] $value,)+ }

        impl $crate::recipe::Choice for $type {
            const OPTIONS: &'static [$crate::recipe::ChoiceOption] = &[
                $($crate::recipe::ChoiceOption {
                    name: $name,
                    alias: choice!(@title $($alias)?),
                    title: choice!(@title $($title)?),
                    help: $help.trim_ascii_start(),
                },)+
            ];

            fn index(self) -> usize {
                self as usize
            }

            fn at(index: usize) -> Option<Self> {
                [$(Self::$value),+].get(index).copied()
            }
        }
    };
    (@title) => { None };
    (@title $title:literal) => { Some($title) };
}
pub(in crate::recipe) use choice;
