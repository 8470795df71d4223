//! SS-GAN: the discriminator also names by how far an image was turned, a task that needs no labels.
//!
//! Chen et al. 2019, arXiv:1811.11212, eq. 2 and 3 with the hinge loss and spectral norm of SNGAN: what the discriminator
//! must know to tell a digit that stands from one that lies, it cannot forget (game/terms/rotation.rs).

use super::{Variant, sngan};
use crate::recipe::Recipe;

pub static VARIANT: Variant = Variant {
    name: "ssgan",
    title: "SS-GAN",
    idea: "Naming by how far images were turned keeps the discriminator from forgetting what they look like.",
    paper: "Chen et al. 2019, arXiv:1811.11212",
    images: ssgan,
    pictures: sngan::pictures,
    // A point of the plane has no upright.
    points: |recipe| recipe.rotations(false),
};

fn ssgan() -> Recipe {
    sngan::settings(&VARIANT).rotations(true).rotation_loss_real(1.0).rotation_loss_generator(0.2)
}
