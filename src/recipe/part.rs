//! The macros that make a part's settings of rows, and a recipe of parts.

/// Makes a part's settings, their rows of the table and a builder method each on `Recipe`, from groups of
/// `/// help`, `name in the table => name in the part: type = default, label, range, unit[ was alias][, live][ if condition];`.
macro_rules! part {
    ($(#[doc = $about:literal])+ pub struct $part:ident in $place:ident {
        $($group:literal {
            $(#[doc = $help:literal] $name:ident => $own:ident: $type:ty = $default:expr, $label:literal, $range:expr, $unit:literal
                $(was $alias:literal)? $(, $live:ident)? $(if $in_use:expr)?;)+
        })+
    }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $part {
            $($(#[doc = $help] pub $own: $type,)+)+
        }

        impl Default for $part {
            fn default() -> Self {
                Self { $($($own: $default,)+)+ }
            }
        }

        impl $part {
            /// Its rows of the recipe's table.
            pub(in crate::recipe) const FIELDS: &'static [$crate::recipe::Field] = &[$($(
                $crate::recipe::Field {
                    name: stringify!($name),
                    alias: part!(@alias $($alias)?),
                    label: $label,
                    kind: $range.kind(<$type as $crate::recipe::field::FieldType>::OPTIONS),
                    unit: $unit,
                    help: $help.trim_ascii_start(),
                    group: $group,
                    live: part!(@live $($live)?),
                    in_use: part!(@in_use $($in_use)?),
                    get: |recipe| $crate::recipe::field::FieldType::into_value(recipe.$place.$own),
                    set: |recipe, value| {
                        recipe.$place.$own = $crate::recipe::field::FieldType::from_value(value).ok_or_else(|| {
                            $crate::Error::field(stringify!($name), "holds another kind of value")
                        })?;
                        Ok(())
                    },
                },
            )+)+];
        }

        impl $crate::recipe::Recipe {
            $($(
                #[doc = concat!("This recipe with another `", stringify!($name), "`.")]
                #[must_use]
                pub fn $name(mut self, value: $type) -> Self {
                    self.$place.$own = value;
                    self
                }
            )+)+
        }
    };
    (@alias) => { None };
    (@alias $alias:literal) => { Some($alias) };
    (@live) => { false };
    (@live live) => { true };
    (@in_use) => { |_| true };
    (@in_use $in_use:expr) => { $in_use };
}
pub(super) use part;

/// Makes `Recipe` of its parts, and the table of all their fields in the same order.
macro_rules! recipe {
    ($($place:ident: $part:ident,)+) => {
        /// Everything that decides a run.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Recipe {
            /// The name of the variant that it configures.
            pub variant: &'static str,
            $(pub $place: $part,)+
        }

        impl Recipe {
            /// The defaults that hold where the `variant` of the zoo does not say otherwise.
            pub fn new(variant: &'static str) -> Self {
                Self { variant, $($place: $part::default(),)+ }
            }
        }

        /// The rows of each part, in the order in which the page shows them.
        const TABLE: &[&[Field]] = &[$($part::FIELDS,)+];
    };
}
pub(super) use recipe;
