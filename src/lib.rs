//! Saddle: generative adversarial networks, written once for the workstation and the browser.
//!
//! - [`recipe`]: everything that decides a run, in one value;
//! - [`zoo`]: the variants, each a recipe that reads as its definition;
//! - [`nets`]: generators and discriminators;
//! - [`fused`]: operations that Burn composes of many, as one;
//! - [`game`]: what they minimise, and the step in which they do;
//! - [`data`]: what the nets learn from;
//! - [`session`]: one running experiment;
//! - [`classes`]: which classes are asked of a conditional one;
//! - [`metrics`]: what is measured of its samples;
//! - [`train`]: randomness, optimisers, averaging, checkpoints.

pub mod classes;
pub mod data;
mod error;
pub mod fused;
pub mod game;
mod matrix;
pub mod metrics;
pub mod nets;
mod parallel;
pub mod recipe;
pub mod session;
pub mod train;
#[cfg(target_family = "wasm")]
pub mod web;
pub mod zoo;

pub use error::{Error, Result};
