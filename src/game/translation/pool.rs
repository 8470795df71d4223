//! Translations of past steps that a discriminator is shown again, so that generators cannot go round in circles before it.
//!
//! Shrivastava et al. 2016, arXiv:1612.07828, section 2.3; by CycleGAN's rule (arXiv:1703.10593, section 4, and its code): while
//! there is room, an image is kept and shown; then one in two is shown, and of the others each takes the place of an old one,
//! which is shown instead.

use super::DISCRIMINATOR_BACK;
use crate::{
    Result,
    game::{DISCRIMINATOR, State},
    recipe::Recipe,
    train::{noise::Noise, process_group::ProcessGroup},
};
use burn::tensor::{Int, Tensor, TensorData};

/// The pool of one discriminator, whose images are among a state's tensors.
pub struct Pool {
    /// What it is called there, and what it draws.
    name: &'static str,
    /// How many images it has room for.
    size: usize,
}

/// What becomes of a batch, by places in the pool followed by the batch.
#[derive(Debug, PartialEq)]
struct Exchange {
    /// What is shown.
    shown: Vec<i32>,
    /// What the pool then holds.
    kept: Vec<i32>,
}

impl Pool {
    /// That of the discriminator called `discriminator`.
    pub fn of(discriminator: &str, recipe: &Recipe) -> Self {
        let name = if discriminator == DISCRIMINATOR { "pool" } else { "pool_back" };
        Self { name, size: recipe.translation.pool }
    }

    /// Those of both discriminators of `recipe`, in a cycle.
    pub fn both(recipe: &Recipe) -> Vec<Self> {
        let names = [DISCRIMINATOR, DISCRIMINATOR_BACK].into_iter().filter(|_| recipe.is_cycle());
        names.map(|name| Self::of(name, recipe)).filter(|pool| pool.size > 0).collect()
    }

    /// What it is called among a state's tensors.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Images to be shown in place of `generated`, `[batch, channel, height, width]`. Several processes keep the same pool, of
    /// what all of them make.
    ///
    /// # Errors
    /// Those of [`ProcessGroup::all_mean`].
    pub async fn exchange(
        &self,
        state: &mut State,
        generated: Tensor<4>,
        group: &dyn ProcessGroup,
    ) -> Result<Tensor<4>> {
        if self.size == 0 {
            return Ok(generated);
        }
        let [batch, channels, height, width] = generated.dims();
        let share = group.share();
        let all = gathered(generated.inner(), group).await?;
        let whole = batch * share.processes;
        let drawn = state.streams.noise.drawn().get(self.name).copied().unwrap_or_default();
        // Each batch draws once, so that the number of draws tells how full the pool is.
        let held = self.size.min(drawn as usize * whole);
        let exchange = self.plan(held, whole, &mut state.streams.noise);
        let images = state.tensors[self.name].clone().reshape([self.size, channels, height, width]);
        let images = Tensor::cat(vec![images, all], 0);
        let select = |places: Vec<i32>| {
            let count = places.len();
            let places: Tensor<1, Int> =
                Tensor::from_data(TensorData::new(places, [count]), &images.device());
            images.clone().select(0, places)
        };
        let kept = select(exchange.kept).reshape([self.size * channels * height * width]);
        state.tensors.insert(self.name, kept);
        Ok(Tensor::from_inner(select(share.of(exchange.shown))))
    }

    /// The exchange of `batch` images with a pool that holds so many: one after the other, by the rule.
    fn plan(&self, mut held: usize, batch: usize, noise: &mut Noise) -> Exchange {
        let mut rng = noise.next(self.name);
        let mut kept: Vec<i32> = (0..self.size as i32).collect();
        let shown = (0..batch).map(|at| {
            let new = (self.size + at) as i32;
            if held < self.size {
                kept[held] = new;
                held += 1;
                return new;
            }
            if rng.unit() < 0.5 {
                new
            } else {
                std::mem::replace(&mut kept[rng.below(self.size as u64) as usize], new)
            }
        });
        Exchange { shown: shown.collect(), kept }
    }
}

/// The images of all processes, one process's after the other's.
async fn gathered(images: Tensor<4>, group: &dyn ProcessGroup) -> Result<Tensor<4>> {
    let share = group.share();
    if share.processes == 1 {
        return Ok(images);
    }
    let [batch, channels, height, width] = images.dims();
    let parts = (0..share.processes).map(|process| {
        if process == share.rank { images.clone() * share.processes as f64 } else { images.zeros_like() }
    });
    let padded = Tensor::cat(parts.collect(), 0);
    let count = share.processes * batch * channels * height * width;
    let sums = group.all_mean(vec![padded.reshape([count])]).await?.remove(0);
    Ok(sums.reshape([share.processes * batch, channels, height, width]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn noise() -> Noise {
        Noise::new(1, BTreeMap::new())
    }

    #[test]
    fn a_pool_with_room_keeps_what_it_shows() {
        let pool = Pool { name: "pool", size: 4 };
        let Exchange { shown, kept } = pool.plan(1, 3, &mut noise());
        assert_eq!((shown, kept), (vec![4, 5, 6], vec![0, 4, 5, 6]));
    }

    #[test]
    fn a_full_pool_shows_an_old_image_in_half_of_all_cases_and_each_as_often() {
        let pool = Pool { name: "pool", size: 10 };
        let mut noise = noise();
        let mut replaced = [0; 10];
        let mut new = 0;
        for _ in 0..20_000 {
            let Exchange { shown, kept } = pool.plan(10, 1, &mut noise);
            match shown[0] {
                10 => {
                    new += 1;
                    assert_eq!(kept, (0..10).collect::<Vec<_>>());
                }
                old => {
                    replaced[old as usize] += 1;
                    assert_eq!(kept[old as usize], 10);
                }
            }
        }
        // Five deviations of 20,000 coins are 354, of a tenth of half of them 154.
        assert!((9_646..=10_354).contains(&new), "{new}");
        assert!(replaced.iter().all(|count| (846..=1154).contains(count)), "{replaced:?}");
    }

    #[test]
    fn an_image_of_the_same_batch_may_come_back() {
        let pool = Pool { name: "pool", size: 1 };
        let shown: Vec<i32> = pool.plan(1, 64, &mut noise()).shown;
        assert!(
            shown.contains(&0)
                && shown.iter().enumerate().any(|(at, &place)| place > 0 && place < at as i32 + 1)
        );
    }
}
