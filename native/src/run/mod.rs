//! A run: its folder, and the loop that fills it.
//!
//! ```text
//! training ── folder     where the run is kept
//!         │   ├── checkpoints  the current one and those before it
//!         │   └── changes      settings that a resume changes
//!         ├── best       the checkpoint with the best score
//!         ├── metrics/   what is measured, as CSV, JSON lines and for TensorBoard
//!         ├── progress   a bar, or lines of log
//!         └── interrupt  Ctrl-C
//!
//! together  the same run in several processes
//! record    what a run has left, for those who only look
//! ```

pub mod best;
pub mod changes;
pub mod checkpoints;
pub mod folder;
pub mod interrupt;
pub mod metrics;
mod progress;
pub mod record;
pub mod together;
pub mod training;
