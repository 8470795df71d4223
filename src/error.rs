//! What can go wrong, each case naming the thing at fault and the remedy.

use crate::data::Identity;
use std::path::PathBuf;

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything the library refuses or fails at.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A recipe field that does not exist, or holds what it may not.
    #[error("field `{field}`: {problem}")]
    Field { field: String, problem: String },
    /// A data file that is missing, damaged or of another kind.
    #[error("{file}: {problem}")]
    Data { file: String, problem: String },
    /// A checkpoint that is not what was written.
    #[error("checkpoint: damaged or cut short ({0}); use an earlier one, or start anew")]
    Damaged(String),
    /// A checkpoint that belongs to something else.
    #[error("checkpoint: {0}")]
    Checkpoint(String),
    /// A run that would go on with other data than it learnt from.
    #[error("the run learnt from {learnt}, and this is {found}; go on with its own data, or start a new run")]
    OtherData { learnt: Identity, found: Identity },
    /// A loss or a tensor became infinite or not a number.
    #[error(
        "training diverged: `{term}` is {value} at step {step}; try a lower learning rate or another seed"
    )]
    Diverged { term: String, step: u64, value: f32 },
    /// The device could not be started or stopped working.
    #[error("device: {0}")]
    Device(String),
    /// The operating system refused a file operation.
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
}

impl Error {
    /// A [`Error::Field`] for the field `field`.
    pub fn field(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Field { field: field.into(), problem: problem.into() }
    }

    /// A [`Error::Data`] for the file `file`.
    pub fn data(file: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Data { file: file.into(), problem: problem.into() }
    }
}
