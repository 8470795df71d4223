//! DCGAN: the vanilla game on strided convolutions, with the rules that made them train.
//!
//! Radford et al. 2015, arXiv:1511.06434, section 3: no pooling, batch norm in both nets but not at the
//! generator's output nor the discriminator's input, ReLU and tanh against LeakyReLU 0.2, Adam with
//! beta 1 of 0.5. Widths and the generator's rate are ours, for 28x28.

use super::Variant;
use crate::recipe::{ArchitectureName, Norm, Prior, Recipe};

pub static VARIANT: Variant = Variant {
    name: "dcgan",
    title: "DCGAN",
    idea: "Strided convolutions and batch norm turn the two players into nets that can see.",
    paper: "Radford, Metz & Chintala 2015, arXiv:1511.06434",
    images: dcgan,
    pictures: |recipe| recipe,
    points: |recipe| recipe,
};

fn dcgan() -> Recipe {
    Recipe::new(VARIANT.name)
        .architecture(ArchitectureName::Conv)
        .discriminator_norm(Norm::Batch)
        .prior(Prior::Uniform)
        // The paper's is 2e-4 for both; at these widths the generator then loses for a thousand steps, and at
        // 1e-3 it draws digits after 400 (docs/performance.md).
        .generator_lr(1e-3)
}
