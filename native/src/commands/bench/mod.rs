//! `saddle bench`.
//!
//! - [`steps`]: the time and memory of a training step;
//! - [`twin`]: the same step in PyTorch;
//! - [`modes`]: the modes of points, or of stacked digits, that each variant covers;
//! - [`mnist`]: the scores of each variant's digits;
//! - [`translation`]: what translators make of test digits;
//! - [`data`]: pictures read in a second;
//! - [`scaling`]: steps by several processes;
//! - [`cost`]: a step's multiply-adds;
//! - [`table`]: figures as text, Markdown or JSON.

mod cost;
mod data;
mod mnist;
mod modes;
mod scaling;
pub mod steps;
pub mod table;
mod translation;
mod twin;

use crate::{
    args::{Bench, BenchOf, BenchZoo},
    system::failure::usage,
};
use anyhow::Result;
use saddle::zoo::{Variant, ZOO};

/// Runs the bench that was asked for and writes its figures to stdout.
pub fn bench(options: &Bench) -> Result<()> {
    match &options.what {
        None => steps::time(options),
        Some(BenchOf::Modes(options)) => modes::bench(options),
        Some(BenchOf::Mnist(options)) => mnist::bench(options),
        Some(BenchOf::Translation(options)) => translation::bench(options),
        Some(BenchOf::Data(options)) => data::bench(options),
        Some(BenchOf::Scaling(options)) => scaling::bench(options),
    }
}

/// The variants that were named, or all that make samples of latents.
fn variants(options: &BenchZoo) -> Vec<&'static Variant> {
    if options.variants.is_empty() {
        ZOO.iter().copied().filter(|variant| !variant.translates()).collect()
    } else {
        options.variants.clone()
    }
}

/// The variants that were named, or all that make images of images.
fn translations(options: &BenchZoo) -> Result<Vec<&'static Variant>> {
    expect_own_data_and_seeds(options)?;
    if let Some(other) = options.variants.iter().find(|variant| !variant.translates()) {
        return Err(usage(format_args!(
            "{} makes samples of latents; `bench mnist` measures it",
            other.name
        )));
    }
    let named = if options.variants.is_empty() { ZOO } else { &options.variants };
    Ok(named.iter().copied().filter(|variant| variant.translates()).collect())
}

/// Refuses settings that a bench makes itself.
fn expect_own_data_and_seeds(options: &BenchZoo) -> Result<()> {
    match options.settings.of(&["data", "seed"]).next() {
        Some(setting) => {
            Err(usage(format_args!("--set {setting}: this bench chooses data and seeds itself")))
        }
        None => Ok(()),
    }
}

/// Refuses settings that no variant accepts; where only some refuse, their rows say so.
fn check(options: &BenchZoo, data: &str) -> Result<()> {
    expect_own_data_and_seeds(options)?;
    let variants = variants(options);
    if let Some(translator) = variants.iter().find(|variant| variant.translates()) {
        let name = translator.name;
        return Err(usage(format_args!("{name} makes images of images; `bench translation` measures it")));
    }
    let recipes = variants.iter().map(|variant| options.settings.recipe(variant, &[("data", data)]));
    let mut refused: Vec<_> = recipes.filter_map(Result::err).collect();
    if refused.len() == variants.len() { Err(refused.swap_remove(0)) } else { Ok(()) }
}
