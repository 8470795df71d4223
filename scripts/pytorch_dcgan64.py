"""The time and peak memory of a DCGAN's training step at 64x64 in PyTorch, on the CPU or on a GPU.

The nets are those of Radford et al. 2015 (arXiv:1511.06434), as Saddle's `dcgan` has them for pictures: 3.58 and 2.77
million weights. One step is one update of each net by Adam, on random pictures; the loss is read at its end.

    python scripts/pytorch_dcgan64.py [BATCH] [STEPS] [cpu|cuda]
"""

import resource
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

LATENT = 100
WIDTH = 64


def discriminator():
    layers = [nn.Conv2d(3, WIDTH, 4, 2, 1), nn.LeakyReLU(0.2)]
    for channels in (WIDTH, 2 * WIDTH, 4 * WIDTH):
        layers += [nn.Conv2d(channels, 2 * channels, 4, 2, 1, bias=False)]
        layers += [nn.BatchNorm2d(2 * channels), nn.LeakyReLU(0.2)]
    return nn.Sequential(*layers, nn.Conv2d(8 * WIDTH, 1, 4))


def generator():
    layers = [nn.ConvTranspose2d(LATENT, 8 * WIDTH, 4, bias=False), nn.BatchNorm2d(8 * WIDTH), nn.ReLU()]
    for channels in (8 * WIDTH, 4 * WIDTH, 2 * WIDTH):
        layers += [nn.ConvTranspose2d(channels, channels // 2, 4, 2, 1, bias=False)]
        layers += [nn.BatchNorm2d(channels // 2), nn.ReLU()]
    return nn.Sequential(*layers, nn.ConvTranspose2d(WIDTH, 3, 4, 2, 1), nn.Tanh())


def main(batch=32, steps=20, device="cpu"):
    torch.set_default_device(device)
    nets = generator(), discriminator()
    g, d = nets
    adam_g, adam_d = (torch.optim.Adam(net.parameters(), 2e-4, (0.5, 0.999)) for net in nets)
    one, zero = torch.ones(batch, 1, 1, 1), torch.zeros(batch, 1, 1, 1)

    def step():
        real = 2 * torch.rand(batch, 3, 64, 64) - 1
        with torch.no_grad():
            generated = g(torch.randn(batch, LATENT, 1, 1))
        adam_d.zero_grad()
        (cross_entropy(d(real), one) + cross_entropy(d(generated), zero)).backward()
        adam_d.step()
        adam_g.zero_grad()
        loss = cross_entropy(d(g(torch.randn(batch, LATENT, 1, 1))), one)
        loss.backward()
        adam_g.step()
        return loss.item()

    for _ in range(3):
        step()
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        step()
        times.append(1000 * (time.perf_counter() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"PyTorch {torch.__version__}, {device}, {torch.get_num_threads()} threads, batch {batch}: "
        f"median {statistics.median(times):.1f} ms, {min(times):.1f} to {max(times):.1f}; peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:4])
