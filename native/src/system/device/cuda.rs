//! NVIDIA's GPUs through CUDA.

use super::{DeviceName, Listed};
use crate::system::{
    failure::{guard, note},
    processes::local_rank,
};
use anyhow::{Context as _, Result};
use burn::tensor::{Device, DeviceType};

/// The card for this process: those of one machine take turns.
pub fn open() -> Result<Device> {
    let device = card().context("CUDA finds no NVIDIA GPU; --device cpu needs none")?;
    note(format_args!("on {} (CUDA)", model(&device)));
    Ok(device)
}

/// The card that [`open`] takes, if there is one.
pub fn list() -> Option<Listed> {
    let device = card()?;
    Some(Listed { name: DeviceName::Cuda, about: format!("{} (CUDA)", model(&device)), is_hardware: true })
}

/// None where there is no card, or no driver for it.
fn card() -> Option<Device> {
    let cards = guard(|| Ok(Device::enumerate(DeviceType::Cuda))).ok()?;
    let place = local_rank().checked_rem(cards.len())?;
    cards.into_iter().nth(place)
}

fn model(device: &Device) -> String {
    device.identity().map_or_else(|| "a GPU".to_owned(), |identity| identity.name)
}
