//! What training needs beside the nets and the game: randomness, optimisers, averaging, checkpoints.

pub mod rng;
