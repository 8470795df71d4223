//! What training needs beside the nets and the game: randomness, optimisers, averaging, checkpoints.

pub mod checkpoint;
pub mod ema;
pub mod fnv;
pub mod latents;
pub mod noise;
pub mod optimiser;
pub mod player;
pub mod process_group;
pub mod rng;
pub mod weights;
