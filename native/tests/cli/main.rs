//! The command line from end to end: the built program, its files, its words and its exit codes.

mod bad_files;
mod bad_requests;
mod bench;
mod best;
mod eval;
#[path = "../faces/mod.rs"]
mod faces;
mod interrupts;
mod listings;
mod pictures;
#[cfg(feature = "mpi")]
mod processes;
mod python;
mod report;
mod runs;
mod stacked;
mod support;
mod translation;
