//! Nets that grow: which of their levels run, as a function of the step, so that a run resumed is at the same stage.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, section 2 and appendix A.1: a level alone, then by turns the next one fades
//! in and all train on.
//!
//! ```text
//! level 0 stable | level 1 fades in, stable | level 2 fades in, stable | ..
//! ```

use crate::recipe::{ArchitectureName, Recipe, field::Range, part::part};

part! {
    /// Whether nets grow, and how fast.
    pub struct Growth in growth {
        "Growth" {
            /// Whether training starts with tiny images, and the nets grow level by level until images have their full size.
            grow => is_on: bool = false, "Grow", Range::Flag, ""
                if |recipe| recipe.may_grow() || recipe.growth.is_on;
            /// Steps in which a new level fades in; both optimisers start anew before and after.
            fade_steps => fade: u64 = 300, "Fade-in", Range::Whole(1, 1_000_000_000), "steps" if |recipe| recipe.growth.is_on;
            /// Steps between one fade and the next, and before the first.
            stable_steps => stable: u64 = 300, "Between fades", Range::Whole(1, 1_000_000_000), "steps"
                if |recipe| recipe.growth.is_on;
        }
    }
}

/// How far nets have grown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// The newest level that runs; 0 is the smallest.
    pub level: usize,
    /// How much of it has faded in, up to 1.
    pub share: f64,
}

impl Growth {
    /// After `step` steps, of nets of so many `levels`.
    fn stage(self, step: u64, levels: usize) -> Stage {
        let (period, within) = self.place(step);
        let level = usize::try_from(period).unwrap_or(levels);
        if level >= levels {
            return Stage { level: levels - 1, share: 1.0 };
        }
        let is_fading = level > 0 && within < self.fade;
        Stage { level, share: if is_fading { (within + 1) as f64 / self.fade as f64 } else { 1.0 } }
    }

    /// How many levels have begun before, and the steps since the last of them did.
    fn place(self, step: u64) -> (u64, u64) {
        match step.checked_sub(self.stable) {
            None => (0, step),
            Some(beyond) => (1 + beyond / (self.fade + self.stable), beyond % (self.fade + self.stable)),
        }
    }

    /// Whether a fade begins at `step`, or has just ended.
    fn turns(self, step: u64, levels: usize) -> bool {
        let (level, within) = self.place(step);
        (1..levels as u64).contains(&level) && [0, self.fade].contains(&within)
    }
}

impl Recipe {
    /// Heights, and widths, of the levels of nets that may grow, the smallest first; none where they may not.
    pub fn level_sides(&self) -> Vec<usize> {
        if self.architecture_for_data() != ArchitectureName::Progressive {
            return Vec::new();
        }
        let side = self.image_side();
        let smallest = if side.is_multiple_of(32) { 4 } else { 7 };
        std::iter::successors(Some(smallest), |side| Some(2 * side)).take_while(|&at| at <= side).collect()
    }

    /// How many levels of the generator that run at `stage` may have a style of their own; none where its nets take none.
    pub fn style_levels(&self, stage: Option<Stage>) -> usize {
        match stage {
            Some(stage) => 2 * (stage.level + 1),
            None => self.architecture_for_data().style_levels(self.image_side()),
        }
    }

    /// Heights, and widths, of the noise images that the generator takes at `stage`; none where it takes none.
    pub fn noise_sides(&self, stage: Option<Stage>) -> Vec<usize> {
        let images = if self.generator.noise { self.style_levels(stage) } else { 0 };
        self.level_sides().into_iter().flat_map(|side| [side; 2]).take(images).collect()
    }

    pub(in crate::recipe) fn may_grow(&self) -> bool {
        !self.level_sides().is_empty()
    }

    /// How far the nets have grown after `step` steps; nothing where they do not grow.
    pub fn stage(&self, step: u64) -> Option<Stage> {
        self.growth.is_on.then(|| self.growth.stage(step, self.level_sides().len()))
    }

    /// Whether both optimisers start anew at `step`: a level begins to fade in, or has just done so.
    pub fn starts_anew_at(&self, step: u64) -> bool {
        self.growth.is_on && self.growth.turns(step, self.level_sides().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_fade_in_by_turns_and_the_last_one_stays() {
        let growth = Growth { is_on: true, fade: 4, stable: 10 };
        let stage = |step| {
            let Stage { level, share } = growth.stage(step, 3);
            (level, share)
        };
        let steps = [0, 9, 10, 12, 13, 14, 23, 24, 27, 28, 38, 52, u64::MAX];
        let expected = [
            (0, 1.0),
            (0, 1.0),
            (1, 0.25),
            (1, 0.75),
            (1, 1.0),
            (1, 1.0),
            (1, 1.0),
            (2, 0.25),
            (2, 1.0),
            (2, 1.0),
            (2, 1.0),
            (2, 1.0),
            (2, 1.0),
        ];
        assert_eq!(steps.map(stage), expected);
        let anew: Vec<_> = (0..100).filter(|&step| growth.turns(step, 3)).collect();
        assert_eq!(anew, [10, 14, 24, 28]);
    }

    #[test]
    fn levels_double_up_to_the_size_of_the_images() {
        let sides =
            |query: &str| Recipe::from_query(&format!("variant=pggan&{query}")).unwrap().level_sides();
        assert_eq!(sides("data=digits"), [7, 14, 28]);
        assert_eq!(sides("data=folder&image_size=64"), [4, 8, 16, 32, 64]);
        assert_eq!(sides("data=ring"), [0; 0]);
    }
}
