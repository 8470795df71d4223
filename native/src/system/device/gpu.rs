//! GPUs through wgpu: the one place that knows wgpu's names for them.
//!
//! A software GPU (llvmpipe, SwiftShader) is slower than the CPU's own code, so it is taken only when a
//! GPU is asked for by name and there is no other; that is how GPU tests run on a machine without one.

use super::{DeviceName, Listed};
use crate::system::{
    failure::{guard, note},
    processes::local_rank,
};
use anyhow::{Context as _, Result, bail};
use burn::tensor::{Device, DeviceKind};
use pollster::block_on;
use wgpu::{AdapterInfo, Backends, DeviceType, Instance, InstanceDescriptor};

/// The GPU that `--device gpu` takes, in software where there is no other.
pub fn open() -> Result<Device> {
    let adapters = adapters();
    let Some(adapter) = best(&adapters, local_rank()) else {
        bail!("Vulkan, Metal and DirectX 12 find no GPU; --device cpu needs none");
    };
    if !adapter.is_hardware() {
        note(format_args!("{} is a GPU in software, and slower than --device cpu", adapter.info.name));
    }
    adapter.start()
}

/// The GPU if there is one in hardware that starts.
pub fn open_hardware() -> Option<Device> {
    let adapters = adapters();
    let adapter = best(&adapters, local_rank()).filter(Adapter::is_hardware)?;
    adapter.start().inspect_err(|error| note(format_args!("{error:#}; using the CPU instead"))).ok()
}

/// The GPU that [`open`] takes, if there is one.
pub fn list() -> Option<Listed> {
    let adapters = adapters();
    let adapter = best(&adapters, local_rank())?;
    Some(Listed { name: DeviceName::Gpu, about: adapter.in_words(), is_hardware: adapter.is_hardware() })
}

/// An adapter as wgpu lists it and as Burn selects it.
struct Adapter<'a> {
    info: &'a AdapterInfo,
    kind: DeviceKind,
}

impl Adapter<'_> {
    fn is_hardware(&self) -> bool {
        self.kind != DeviceKind::Cpu
    }

    fn in_words(&self) -> String {
        let AdapterInfo { name, backend, driver_info, .. } = self.info;
        let driver = if driver_info.is_empty() { String::new() } else { format!(", {driver_info}") };
        let software = if self.is_hardware() { "" } else { "; in software, slower than the CPU" };
        format!("{name} ({backend}{driver}){software}")
    }

    fn start(&self) -> Result<Device> {
        let options = Device::wgpu_options().device_kind(self.kind.clone());
        let device = guard(|| Ok(options.init()?))
            .with_context(|| format!("cannot start the GPU {}; try --device cpu", self.info.name))?;
        note(format_args!("on {} ({})", self.info.name, self.info.backend));
        Ok(device)
    }
}

/// Of the fastest kind of adapter there is, the one for the process of this `rank` on this machine: they take turns.
fn best(adapters: &[AdapterInfo], rank: usize) -> Option<Adapter<'_>> {
    use DeviceType::{Cpu, DiscreteGpu, IntegratedGpu, VirtualGpu};
    [DiscreteGpu, IntegratedGpu, VirtualGpu, Cpu].into_iter().find_map(|wanted| {
        let alike: Vec<_> = adapters.iter().filter(|info| info.device_type == wanted).collect();
        let place = rank.checked_rem(alike.len())?;
        let kind = match wanted {
            DiscreteGpu => DeviceKind::DiscreteGpu(place),
            IntegratedGpu => DeviceKind::IntegratedGpu(place),
            VirtualGpu => DeviceKind::VirtualGpu(place),
            _ => DeviceKind::Cpu,
        };
        Some(Adapter { info: alike[place], kind })
    })
}

/// The adapters that the graphics drivers list; none where the drivers fail.
fn adapters() -> Vec<AdapterInfo> {
    let listed = guard(|| {
        let instance = Instance::new(InstanceDescriptor {
            backends: Backends::PRIMARY,
            ..InstanceDescriptor::new_without_display_handle()
        });
        let adapters = block_on(instance.enumerate_adapters(Backends::PRIMARY));
        Ok(adapters.iter().map(wgpu::Adapter::get_info).collect())
    });
    listed.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wgpu::Backend;

    fn listed(types: &[DeviceType]) -> Vec<AdapterInfo> {
        types.iter().map(|device_type| AdapterInfo::new(*device_type, Backend::Vulkan)).collect()
    }

    #[test]
    fn the_fastest_kind_of_adapter_is_taken_and_a_software_one_is_known_as_such() {
        use DeviceType::{Cpu, DiscreteGpu, IntegratedGpu, Other};
        let kind = |types: &[DeviceType]| best(&listed(types), 0).map(|adapter| adapter.kind);
        assert_eq!(kind(&[Cpu, IntegratedGpu, DiscreteGpu]), Some(DeviceKind::DiscreteGpu(0)));
        assert_eq!(kind(&[Cpu, IntegratedGpu]), Some(DeviceKind::IntegratedGpu(0)));
        assert_eq!(kind(&[Other]), None);
        assert!(!best(&listed(&[Cpu]), 0).unwrap().is_hardware());
    }

    #[test]
    fn processes_on_one_machine_take_turns_at_its_gpus() {
        use DeviceType::{Cpu, DiscreteGpu};
        let adapters = listed(&[DiscreteGpu, Cpu, DiscreteGpu]);
        let kinds: Vec<_> = (0..3).map(|rank| best(&adapters, rank).unwrap().kind).collect();
        assert_eq!(kinds, [0, 1, 0].map(DeviceKind::DiscreteGpu));
    }
}
