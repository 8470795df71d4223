"""A step: the discriminator's updates and the generator's, or a VAE's. Uses all before it."""

import contextlib

import torch
from torch.nn.utils import parametrize


def minibatch():
    """Real samples, latents, and the classes of both where the nets are conditional."""
    real = 2 * torch.rand(BATCH, CHANNELS, SIZE, SIZE, device=DEVICE) - 1
    if RECIPE.prior == "uniform":
        latents = 2 * torch.rand(BATCH, RECIPE.latent, device=DEVICE) - 1
    else:
        latents = torch.randn(BATCH, RECIPE.latent, device=DEVICE)
    labels = torch.randint(CLASSES, (BATCH,), device=DEVICE) if IS_CONDITIONAL else None
    return as_seen(real) if IS_PROGRESSIVE else real, latents, labels


def cached():
    """Within, weights are normalised once, by one power iteration, though several batches pass one after the other."""
    return parametrize.cached() if RECIPE.norm == "spectral" or IS_PROGRESSIVE else contextlib.nullcontext()


def moved(latents):
    """Four fifths of `latents` after a step towards higher scores, which depends on both nets, and its price."""
    latents = latents.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(d(g(latents))[0].sum(), latents, create_graph=True)
    step = RECIPE.latent_step * gradient / (gradient.square().sum(1, keepdim=True) + 0.1)
    step = step * (torch.arange(BATCH, device=DEVICE) < round(0.8 * BATCH))[:, None]
    return (latents + step).clamp(-1, 1), 0.1 * step.square().sum() / BATCH


def stepped(latents, generated):
    """Samples of latents that took a step and its price, as terms of the loss; `generated` and none where no latents do."""
    if not RECIPE.latent_step:
        return generated, []
    latents, price = moved(latents)
    return g(latents), [price]


def descend(optimiser, loss, weights):
    """Of these weights alone: not of the other net's, nor of points where a gradient was taken."""
    optimiser.zero_grad()
    loss.backward(inputs=weights)
    optimiser.step()


def update_discriminator(real, latents, labels, generated):
    with cached():
        generated, price = stepped(latents, generated)
        if RECIPE.penalty in ("real", "both"):
            real.requires_grad_()
        if RECIPE.penalty == "both":
            generated.requires_grad_()
        (of_real, beside), (of_generated, _) = d(real, labels), d(generated, labels)
        scores = of_real, of_generated
        terms = discriminator_terms(real, generated, labels, scores, beside)
        loss = sum([*terms, *price], discriminator_loss(*scores))
        descend(optimiser_d, loss, weights_d)
    with torch.no_grad():
        if VARIANT == "wgan":
            for weight in weights_d:
                weight.clamp_(-0.01, 0.01)
        if RECIPE.loss == "began":
            balance(*scores)
    return loss, scores


def update_generator(real, latents, labels, generated):
    with cached():
        generated, price = stepped(latents, generated)
        scores, beside = d(generated, labels)
        of_real = None
        if RECIPE.loss == "relativistic":
            with torch.no_grad():
                of_real, _ = d(real, labels)
        terms = generator_terms(generated, labels, beside)
        loss = sum([*terms, *price], generator_loss(scores, of_real))
        descend(optimiser_g, loss, weights_g)
    return loss


def follow():
    """The average of the generator's weights."""
    torch._foreach_lerp_(list(average.parameters()), weights_g, 0.001)


def adversarial_step():
    for _ in range(RECIPE.updates - 1):
        real, latents, labels = minibatch()
        with torch.no_grad():
            generated = g(latents, labels)
        update_discriminator(real, latents, labels, generated)
    real, latents, labels = minibatch()
    # Samples of latents that take a step depend on the discriminator, so that each update makes its own.
    generated = None if RECIPE.latent_step else g(latents, labels)
    for_discriminator = None if generated is None else generated.detach()
    loss_d, scores = update_discriminator(real, latents, labels, for_discriminator)
    loss_g = update_generator(real, latents, labels, generated)
    with torch.no_grad():
        follow()
        said = [(torch.sigmoid(score) if RECIPE.loss == "log" else score).mean() for score in scores]
    return [value.item() for value in (loss_d, loss_g, *said)]


def vae_step():
    """Encoder and decoder lower one loss together."""
    samples, _, _ = minibatch()
    mean, log_variance = d(samples).chunk(2, 1)
    latents = mean + (0.5 * log_variance).exp() * torch.randn_like(mean)
    # The logit of a brightness that ends in tanh is twice what the tanh is of.
    parts = negative_elbo(samples, 2 * g(latents), mean, log_variance)
    for players in (optimiser_g, optimiser_d):
        players.zero_grad()
    parts[0].backward()
    for players in (optimiser_d, optimiser_g):
        players.step()
    with torch.no_grad():
        follow()
    return [part.item() for part in parts]


step = vae_step if RECIPE.loss == "elbo" else adversarial_step
