//! What data cannot be asked for.

use super::Rule;
use crate::recipe::{DataName, PictureLabels};

pub(super) const RULES: &[Rule] = &[
    (
        |recipe| recipe.pictures.flip && !recipe.may_be_mirrored(),
        "flip",
        "a mirrored digit is no digit, and points have no left and right; choose false",
    ),
    (
        |recipe| {
            recipe.pictures.labels == PictureLabels::Attributes
                && recipe.pictures.attributes.names().count() == 0
        },
        "attributes",
        "none is chosen, so that there are no classes; name some (attributes=Male,Smiling), or choose other labels",
    ),
    (
        |recipe| recipe.data.name == DataName::Drawn && recipe.data.drawing.is_empty(),
        "drawing",
        "nothing is drawn, so that there is nothing to learn; draw at least one place",
    ),
];
