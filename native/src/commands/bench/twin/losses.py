"""What both players minimise, on scores or energies. Uses settings."""

import torch
from torch.nn import functional as F

one, zero = torch.ones(BATCH, 1, device=DEVICE), torch.zeros(BATCH, 1, device=DEVICE)
# How much BEGAN's discriminator counts the energy of generated samples: on the device, so that no step waits for it.
k = torch.zeros((), device=DEVICE)


def discriminator_loss(real, generated):
    if RECIPE.loss == "log":
        return F.binary_cross_entropy_with_logits(real, one) + F.binary_cross_entropy_with_logits(generated, zero)
    if RECIPE.loss == "squares":
        return 0.5 * ((real - 1) ** 2).mean() + 0.5 * (generated**2).mean()
    if RECIPE.loss == "hinge":
        return F.relu(1 - real).mean() + F.relu(1 + generated).mean()
    if RECIPE.loss == "relativistic":
        return F.softplus(generated - real).mean()
    if RECIPE.loss == "energy":
        return real.mean() + F.relu(0.2 - generated).mean()
    if RECIPE.loss == "began":
        return real.mean() - k * generated.mean()
    return generated.mean() - real.mean()


def generator_loss(scores, of_real):
    """`of_real` are the scores of real samples, where the loss compares them."""
    if RECIPE.loss == "log":
        return F.binary_cross_entropy_with_logits(scores, one)
    if RECIPE.loss == "relativistic":
        return F.softplus(of_real - scores).mean()
    if RECIPE.loss in ("energy", "began"):
        return scores.mean()
    return 0.5 * ((scores - 1) ** 2).mean() if RECIPE.loss == "squares" else -scores.mean()


def balance(real, generated):
    """Moves BEGAN's k towards the energies' ratio of 0.7."""
    k.add_(0.01 * (0.7 * real.mean() - generated.mean())).clamp_(0, 1)


def negative_elbo(samples, logits, mean, log_variance):
    """A VAE's loss in nats a sample, and its two parts: of the reconstruction, and the divergence from the prior."""
    brightness = (samples + 1) / 2
    reconstruction = F.binary_cross_entropy_with_logits(logits, brightness, reduction="sum") / BATCH
    divergence = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum() / BATCH
    return reconstruction + divergence, reconstruction, divergence
