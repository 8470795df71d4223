"""DCGAN's step in PyTorch, with the nets, losses and updates of Saddle's: prints its times as JSON.

Arguments: image size, channels, batch, steps, warm-up steps, threads, device.
"""

import json
import resource
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

SIZE, CHANNELS, BATCH, STEPS, WARM_UP, THREADS = map(int, sys.argv[1:7])
DEVICE = torch.device(sys.argv[7])
LATENT = 64
torch.set_num_threads(THREADS)

# Channels from the largest halving to the smallest, and what is left of the image then.
WIDTHS, BASE = ([32, 64], 7) if SIZE == 28 else ([64, 128, 256, 512, 1024][: (SIZE // 4).bit_length() - 1], 4)


def generator():
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


def discriminator():
    layers = [nn.Conv2d(CHANNELS, WIDTHS[0], 4, 2, 1), nn.LeakyReLU(0.2)]
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        layers += [
            nn.Conv2d(inputs, outputs, 4, 2, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.LeakyReLU(0.2),
        ]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(WIDTHS[-1] * BASE * BASE, 1))


torch.manual_seed(1)
g, d, average = generator().to(DEVICE), discriminator().to(DEVICE), generator().to(DEVICE)
adam_g = torch.optim.Adam(g.parameters(), 1e-3, (0.5, 0.999))
adam_d = torch.optim.Adam(d.parameters(), 2e-4, (0.5, 0.999))
one, zero = torch.ones(BATCH, 1, device=DEVICE), torch.zeros(BATCH, 1, device=DEVICE)


def step():
    real = 2 * torch.rand(BATCH, CHANNELS, SIZE, SIZE, device=DEVICE) - 1
    generated = g(torch.randn(BATCH, LATENT, device=DEVICE))
    scores = d(real), d(generated.detach())
    loss_d = cross_entropy(scores[0], one) + cross_entropy(scores[1], zero)
    adam_d.zero_grad()
    loss_d.backward()
    adam_d.step()
    for weight in d.parameters():
        weight.requires_grad_(False)
    loss_g = cross_entropy(d(generated), one)
    adam_g.zero_grad()
    loss_g.backward()
    adam_g.step()
    for weight in d.parameters():
        weight.requires_grad_(True)
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(g.parameters()), 0.001)
        said = [torch.sigmoid(score).mean() for score in scores]
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
