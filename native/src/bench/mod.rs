//! `saddle bench`: how long a step takes, how points of the plane are covered, how digits score.

mod cost;
mod mnist;
mod modes;
pub mod steps;
mod table;

use crate::args::{Bench, BenchOf};
use anyhow::Result;
use saddle::zoo::{Variant, ZOO};

/// Runs the bench that was asked for and writes its figures to stdout.
pub fn bench(options: &Bench) -> Result<()> {
    match &options.what {
        None => steps::time(options),
        Some(BenchOf::Modes(options)) => modes::bench(options),
        Some(BenchOf::Mnist(options)) => mnist::bench(options),
    }
}

/// The variants that were named, or all.
fn variants(named: &[&'static Variant]) -> Vec<&'static Variant> {
    if named.is_empty() { ZOO.to_vec() } else { named.to_vec() }
}
