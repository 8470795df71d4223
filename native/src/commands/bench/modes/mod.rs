//! `saddle bench modes`: trains every variant with several seeds, and counts the modes of the data that it covers.
//!
//! - [`points`]: the ring's and the grid's;
//! - [`stacked`]: the thousand of stacked MNIST.

mod points;
mod stacked;

use crate::{
    args::{BenchModes, ModesOf},
    system::failure::usage,
};
use anyhow::Result;

/// Trains and measures everything that was asked for.
pub fn bench(options: &BenchModes) -> Result<()> {
    match options.data {
        ModesOf::Stacked => stacked::bench(options),
        ModesOf::Points
            if options.data_dir.is_some() || options.out.is_some() || options.device.is_some() =>
        {
            Err(usage("--data-dir, --out and --device are for --data stacked"))
        }
        ModesOf::Points => points::bench(options),
    }
}
