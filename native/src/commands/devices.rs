//! `saddle devices`: what `--device` may name here, and which device a run takes by itself.

use crate::system::device;
use anyhow::Result;
use std::io::{self, Write as _};

/// Lists the devices on stdout.
pub fn list() -> Result<()> {
    let devices = device::list();
    let taken = device::default_of(&devices);
    let lines: String = devices
        .iter()
        .map(|device| {
            let [mark, says] =
                if device.name == taken { ["*", ", taken without --device"] } else { [" ", ""] };
            format!("{mark} {:<4} {}{says}\n", device.name.name(), device.about)
        })
        .collect();
    Ok(io::stdout().write_all(lines.as_bytes())?)
}
