"""A variant's step in PyTorch, with the nets, losses, penalties and updates of Saddle's: prints its times as JSON.

Arguments: variant, image size, channels, batch, steps, warm-up steps, threads, device.
"""

import contextlib
import json
import resource
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.functional import relu
from torch.nn.utils import parametrize
from torch.nn.utils.parametrizations import spectral_norm

VARIANT = sys.argv[1]
SIZE, CHANNELS, BATCH, STEPS, WARM_UP, THREADS = map(int, sys.argv[2:8])
DEVICE = torch.device(sys.argv[8])
LATENT = 64
torch.set_num_threads(THREADS)

# Norm of the discriminator, loss, penalty, updates of the discriminator, betas of Adam (of RMSprop, alpha).
NORM, LOSS, PENALTY, UPDATES, BETAS = {
    "vanilla": ("none", "log", None, 1, (0.5, 0.999)),
    "dcgan": ("batch", "log", None, 1, (0.5, 0.999)),
    "lsgan": ("batch", "squares", None, 1, (0.5, 0.999)),
    "hinge": ("spectral", "hinge", None, 1, (0.0, 0.9)),
    "sngan": ("spectral", "hinge", None, 1, (0.0, 0.9)),
    "wgan": ("batch", "wasserstein", None, 5, 0.99),
    "wgan_gp": ("none", "wasserstein", "between", 5, (0.0, 0.9)),
    "dragan": ("none", "log", "around", 1, (0.5, 0.9)),
    "r1": ("none", "log", "real", 1, (0.0, 0.99)),
}[VARIANT]

# Channels from the largest halving to the smallest, and what is left of the image then.
WIDTHS, BASE = ([32, 64], 7) if SIZE == 28 else ([64, 128, 256, 512, 1024][: (SIZE // 4).bit_length() - 1], 4)
PIXELS = CHANNELS * SIZE * SIZE


def perceptron(inputs, outputs):
    return [nn.Linear(inputs, 256), nn.LeakyReLU(0.2), nn.Linear(256, 256), nn.LeakyReLU(0.2), nn.Linear(256, outputs)]


def generator():
    if VARIANT == "vanilla":
        return nn.Sequential(*perceptron(LATENT, PIXELS), nn.Tanh(), nn.Unflatten(1, (CHANNELS, SIZE, SIZE)))
    widths = WIDTHS[::-1]
    layers = [
        nn.Linear(LATENT, widths[0] * BASE * BASE, bias=False),
        nn.Unflatten(1, (widths[0], BASE, BASE)),
        nn.BatchNorm2d(widths[0]),
        nn.ReLU(),
    ]
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [
            nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
        ]
    return nn.Sequential(*layers, nn.ConvTranspose2d(widths[-1], CHANNELS, 4, 2, 1), nn.Tanh())


def normed(layer):
    return spectral_norm(layer) if NORM == "spectral" else layer


def discriminator():
    if VARIANT == "vanilla":
        return nn.Sequential(nn.Flatten(), *perceptron(PIXELS, 1))
    layers = [normed(nn.Conv2d(CHANNELS, WIDTHS[0], 4, 2, 1)), nn.LeakyReLU(0.2)]
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        layers.append(normed(nn.Conv2d(inputs, outputs, 4, 2, 1, bias=NORM != "batch")))
        layers += [nn.BatchNorm2d(outputs)] if NORM == "batch" else []
        layers.append(nn.LeakyReLU(0.2))
    return nn.Sequential(*layers, nn.Flatten(), normed(nn.Linear(WIDTHS[-1] * BASE * BASE, 1)))


def optimiser(net, rate):
    if VARIANT == "wgan":
        return torch.optim.RMSprop(net.parameters(), rate, BETAS)
    return torch.optim.Adam(net.parameters(), rate, BETAS)


torch.manual_seed(1)
g, d, average = generator().to(DEVICE), discriminator().to(DEVICE), generator().to(DEVICE)
optimiser_g, optimiser_d = optimiser(g, 1e-3), optimiser(d, 2e-4)
one, zero = torch.ones(BATCH, 1, device=DEVICE), torch.zeros(BATCH, 1, device=DEVICE)


def discriminator_loss(real, generated):
    if LOSS == "log":
        return cross_entropy(real, one) + cross_entropy(generated, zero)
    if LOSS == "squares":
        return 0.5 * ((real - 1) ** 2).mean() + 0.5 * (generated**2).mean()
    if LOSS == "hinge":
        return relu(1 - real).mean() + relu(1 + generated).mean()
    return generated.mean() - real.mean()


def generator_loss(scores):
    if LOSS == "log":
        return cross_entropy(scores, one)
    return 0.5 * ((scores - 1) ** 2).mean() if LOSS == "squares" else -scores.mean()


def penalty(real, generated):
    share = torch.rand(BATCH, 1, 1, 1, device=DEVICE)
    if PENALTY == "between":
        points = share * real + (1 - share) * generated
    elif PENALTY == "around":
        points = real + share * 0.5 * real.std() * torch.rand_like(real)
    else:
        points = real
    points = points.detach().requires_grad_()
    (slope,) = torch.autograd.grad(d(points).sum(), points, create_graph=True)
    squares = slope.flatten(1).square().sum(1)
    return 5 * squares.mean() if PENALTY == "real" else 10 * ((squares + 1e-12).sqrt() - 1).square().mean()


def update_discriminator(generated):
    real = 2 * torch.rand(BATCH, CHANNELS, SIZE, SIZE, device=DEVICE) - 1
    # One power iteration an update, though real and generated samples pass one after the other.
    with parametrize.cached() if NORM == "spectral" else contextlib.nullcontext():
        scores = d(real), d(generated)
        loss = discriminator_loss(*scores)
        if PENALTY:
            loss = loss + penalty(real, generated)
        optimiser_d.zero_grad()
        loss.backward()
    optimiser_d.step()
    if VARIANT == "wgan":
        with torch.no_grad():
            for weight in d.parameters():
                weight.clamp_(-0.01, 0.01)
    return loss, scores


def latents():
    return torch.randn(BATCH, LATENT, device=DEVICE)


def step():
    for _ in range(UPDATES - 1):
        with torch.no_grad():
            generated = g(latents())
        update_discriminator(generated)
    generated = g(latents())
    loss_d, scores = update_discriminator(generated.detach())
    for weight in d.parameters():
        weight.requires_grad_(False)
    loss_g = generator_loss(d(generated))
    optimiser_g.zero_grad()
    loss_g.backward()
    optimiser_g.step()
    for weight in d.parameters():
        weight.requires_grad_(True)
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(g.parameters()), 0.001)
        said = [(torch.sigmoid(score) if LOSS == "log" else score).mean() for score in scores]
    return [value.item() for value in (loss_d, loss_g, *said)]


for _ in range(WARM_UP):
    step()
times = []
for _ in range(STEPS):
    start = time.perf_counter()
    # Reading the losses waits for the device.
    step()
    times.append(1000 * (time.perf_counter() - start))
print(
    json.dumps(
        {
            "version": torch.__version__,
            "threads": torch.get_num_threads(),
            "median_ms": statistics.median(times),
            "min_ms": min(times),
            "max_ms": max(times),
            # Kilobytes on Linux.
            "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "weights": [sum(weight.numel() for weight in net.parameters()) for net in (g, d)],
        }
    )
)
