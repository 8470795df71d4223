//! A run: its folder, and the loop that fills it.
//!
//! ```text
//! training ── folder     where the run is kept
//!         ├── metrics ── history
//!         ├── progress   a bar, or lines of log
//!         └── interrupt  Ctrl-C
//! ```

pub mod folder;
mod history;
pub mod interrupt;
mod metrics;
mod progress;
pub mod training;
