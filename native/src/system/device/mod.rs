//! Which device a command runs on.
//!
//! - `gpu`: GPUs through Vulkan, Metal or DirectX 12;
//! - `cuda`: NVIDIA's through CUDA, with the feature of that name;
//! - `no_cuda`: the program without it, which refuses `--device cuda`.

#[cfg(feature = "cuda")]
mod cuda;
mod gpu;
#[cfg(not(feature = "cuda"))]
mod no_cuda;

#[cfg(not(feature = "cuda"))]
use no_cuda as cuda;

use anyhow::Result;
use burn::tensor::Device;
use clap::ValueEnum;

/// A device on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeviceName {
    /// The CPU
    Cpu,
    /// A GPU, through Vulkan, Metal or DirectX 12
    Gpu,
    /// An NVIDIA GPU, through CUDA; the program must be built with it
    Cuda,
}

impl DeviceName {
    /// As written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Gpu => "gpu",
            Self::Cuda => "cuda",
        }
    }
}

/// Opens the device that was asked for; where none was, a GPU in hardware, or else the CPU.
pub fn open(wanted: Option<DeviceName>) -> Result<Device> {
    match wanted {
        Some(DeviceName::Cpu) => Ok(Device::flex()),
        Some(DeviceName::Gpu) => gpu::open(),
        Some(DeviceName::Cuda) => cuda::open(),
        None => Ok(gpu::open_hardware().unwrap_or_else(Device::flex)),
    }
}

/// A device of this machine.
pub struct Listed {
    pub name: DeviceName,
    /// Its model and what drives it.
    pub about: String,
    /// Whether it is a GPU, and no imitation of one in software.
    pub is_hardware: bool,
}

/// As many threads as the CPU runs at once.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}

/// What each name of `--device` takes here, where there is anything for it.
pub fn list() -> Vec<Listed> {
    let cpu = Listed { name: DeviceName::Cpu, about: format!("{} threads", threads()), is_hardware: false };
    std::iter::once(cpu).chain(gpu::list()).chain(cuda::list()).collect()
}

/// The device that a run takes where none is asked for.
pub fn default_of(devices: &[Listed]) -> DeviceName {
    let gpu = devices.iter().any(|device| device.name == DeviceName::Gpu && device.is_hardware);
    if gpu { DeviceName::Gpu } else { DeviceName::Cpu }
}

/// The devices to time: the CPU and each hardware GPU.
pub fn available() -> Vec<DeviceName> {
    list()
        .into_iter()
        .filter(|device| device.name == DeviceName::Cpu || device.is_hardware)
        .map(|device| device.name)
        .collect()
}
