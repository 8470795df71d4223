"""A variant's step in PyTorch, with the nets, losses, penalties and updates of Saddle's: prints its times as JSON.

Arguments: variant, image size, channels, batch, steps, warm-up steps, threads, device.

The program is these files one after the other, each of which uses the names of those before it:

settings      the arguments, and each variant's recipe
layers        what nets are built of beside PyTorch's own layers
progressive   PGGAN's and StyleGAN's nets
nets          fully connected and convolutional nets
players       the two of a variant, and what moves their weights
losses        what both players minimise
terms         what is added to that
step          the updates of a step
timing        the steps, timed
"""

import sys
from dataclasses import dataclass, replace

import torch

VARIANT = sys.argv[1]
SIZE, CHANNELS, BATCH, STEPS, WARM_UP, THREADS = map(int, sys.argv[2:8])
DEVICE = torch.device(sys.argv[8])
CLASSES = 10
torch.set_num_threads(THREADS)


@dataclass
class Recipe:
    """What a variant's step is made of, as far as its time depends on it."""

    architecture: str = "conv"
    # Of the discriminator: of its activations, or "spectral" of its weights.
    norm: str = "none"
    loss: str = "log"
    # Where the discriminator's input gradient is held to a length: in a pass of its own "between" real and generated
    # samples or "around" real ones; in the pass that scores them at "real" ones or at "both".
    penalty: str = None
    penalty_weight: float = 10.0
    # Of the discriminator, for one of the generator.
    updates: int = 1
    # Of Adam; of RMSprop, alpha.
    betas: tuple = (0.5, 0.999)
    latent: int = 64
    prior: str = "normal"
    # Numbers that stand for the class: beside the latents, or in styles.
    class_latents: int = 0
    class_style: int = 0
    # Whether each class has gains and shifts behind the generator's norms.
    class_norm: bool = False
    # What the discriminator does with classes, or turns: sees them ("concat"), scores with them ("projection"), or
    # names them ("classes", "turns").
    head: str = None
    # Whether the generator's weights are spectrally normalised, too.
    spectral_generator: bool = False
    attention: bool = False
    # Weights of terms beside the loss.
    pull_away: float = 0.0
    consistency: float = 0.0
    orthogonality: float = 0.0
    drift: float = 0.0
    # How long a step latents take towards higher scores.
    latent_step: float = 0.0


SNGAN = Recipe(norm="spectral", loss="hinge", betas=(0.0, 0.9))
PROJECTION = replace(SNGAN, class_norm=True, head="projection")
SAGAN = replace(PROJECTION, spectral_generator=True, attention=True)
RECIPE = {
    "vanilla": Recipe(architecture="perceptron"),
    "vae": Recipe(norm="batch", loss="elbo", betas=(0.9, 0.999), latent=20),
    "cgan": Recipe(norm="batch", latent=32, prior="uniform", class_latents=4, head="concat"),
    "dcgan": Recipe(norm="batch", prior="uniform"),
    "ebgan": Recipe(norm="batch", loss="energy", pull_away=0.1),
    "acgan": Recipe(norm="batch", prior="uniform", class_latents=6, head="classes"),
    "lsgan": Recipe(norm="batch", loss="squares"),
    "wgan": Recipe(norm="batch", loss="wasserstein", updates=5, betas=0.99),
    "wgan_gp": Recipe(loss="wasserstein", penalty="between", updates=5, betas=(0.0, 0.9)),
    "began": Recipe(norm="batch", loss="began", prior="uniform"),
    "hinge": SNGAN,
    "dragan": Recipe(penalty="around", betas=(0.5, 0.9)),
    "r1": Recipe(penalty="real", betas=(0.0, 0.99)),
    "sngan": SNGAN,
    "pggan": Recipe("pggan", loss="wasserstein", penalty="between", betas=(0.0, 0.99), drift=1e-3),
    "projection": PROJECTION,
    "sagan": SAGAN,
    "biggan": replace(SAGAN, class_norm=False, class_style=32, orthogonality=1e-4),
    "stylegan": Recipe("stylegan", penalty="real", betas=(0.0, 0.99)),
    "ssgan": replace(SNGAN, head="turns"),
    "crgan": replace(SNGAN, consistency=10.0),
    "logan": replace(SNGAN, prior="uniform", latent_step=0.9),
    "r3gan": Recipe(loss="relativistic", penalty="both", penalty_weight=1.0, betas=(0.0, 0.99)),
}[VARIANT]
IS_PROGRESSIVE = RECIPE.architecture in ("pggan", "stylegan")
IS_CONDITIONAL = RECIPE.head in ("concat", "projection", "classes")
