//! The game: what the players minimise, and the step in which they do.

pub mod loss;
mod step;

pub use step::{Game, Losses};
