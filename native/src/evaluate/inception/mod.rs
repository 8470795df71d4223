//! Scores of pictures by Inception-v3, as pytorch-fid, torch-fidelity and prdc take them.
//!
//! ```text
//! pictures ── extract ── scores      FID, KID, Inception Score, precision and recall, density and coverage
//! weights  ┘    statistics ┤         mean and covariance in a file that pytorch-fid reads
//!               fid ────────┘         as a score of a run while it trains
//! ```

mod extract;
mod fid;
mod pictures;
mod scores;
mod statistics;
mod weights;

pub use extract::bar;
use extract::{Keep, Seen};
pub use fid::{ByFid, Fid};
pub use pictures::{Pictures, SampleBytes};
pub use scores::{Comparison, Figure, Metric, Real, check};
pub use statistics::{read as read_statistics, write as write_statistics};
pub use weights::{Extractor, NAME, SHA256, URL, cache};
