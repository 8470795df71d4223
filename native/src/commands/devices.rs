//! `saddle devices`: what `--device` may name here, and which device a run takes by itself.

use crate::system::device;
use anyhow::Result;
use std::io::{self, Write as _};

/// Lists the devices on stdout.
pub fn list() -> Result<()> {
    let lines: String = device::list()
        .iter()
        .map(|device| {
            let [mark, taken] = if device.is_default { ["*", ", taken without --device"] } else { [" ", ""] };
            format!("{mark} {:<4} {}{taken}\n", device.name.name(), device.about)
        })
        .collect();
    Ok(io::stdout().write_all(lines.as_bytes())?)
}
