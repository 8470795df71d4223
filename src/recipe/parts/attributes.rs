//! CelebA's attributes (Liu et al. 2015, arXiv:1411.7766), as `list_attr_celeba.txt` names them.

use crate::recipe::{Value, field::FieldType, selection::Selection};
use std::fmt::{Display, Formatter, Result};

/// Some of CelebA's 40 attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes(u64);

impl Attributes {
    /// All of them, in the file's order.
    #[rustfmt::skip]
    pub const NAMES: &'static [&'static str] = &[
        "5_o_Clock_Shadow", "Arched_Eyebrows", "Attractive", "Bags_Under_Eyes", "Bald", "Bangs", "Big_Lips", "Big_Nose",
        "Black_Hair", "Blond_Hair", "Blurry", "Brown_Hair", "Bushy_Eyebrows", "Chubby", "Double_Chin", "Eyeglasses",
        "Goatee", "Gray_Hair", "Heavy_Makeup", "High_Cheekbones", "Male", "Mouth_Slightly_Open", "Mustache",
        "Narrow_Eyes", "No_Beard", "Oval_Face", "Pale_Skin", "Pointy_Nose", "Receding_Hairline", "Rosy_Cheeks",
        "Sideburns", "Smiling", "Straight_Hair", "Wavy_Hair", "Wearing_Earrings", "Wearing_Hat", "Wearing_Lipstick",
        "Wearing_Necklace", "Wearing_Necktie", "Young",
    ];

    /// None of them.
    pub const NONE: Self = Self(0);

    /// The most that make classes together: labels have 16 bits.
    pub const MOST: usize = 16;

    /// The chosen ones, in the file's order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Selection::new(Self::NAMES, self.0).names()
    }
}

impl Display for Attributes {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        Selection::new(Self::NAMES, self.0).fmt(formatter)
    }
}

impl FieldType for Attributes {
    fn into_value(self) -> Value {
        Value::Names(Selection::new(Self::NAMES, self.0))
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Names(selection) => Some(Self(selection.bits())),
            _ => None,
        }
    }
}
