//! What generated digits are scored with.

pub mod classifier;
