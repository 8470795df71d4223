"""The nets of PGGAN, at its first stage, and of StyleGAN, which does not grow. Uses settings and layers.

Both hold all levels from the start; those of later stages are only averaged.
"""

import torch
from torch import nn
from torch.nn import functional as F

# Channels of each level, the smallest first, and the side of that.
LEVEL_WIDTHS, SIDE = [64, 32, 16], 7
HAS_STYLES = RECIPE.architecture == "stylegan"
# The newest level that runs, and by how much its images are smaller than the data's.
LEVEL = len(LEVEL_WIDTHS) - 1 if HAS_STYLES else 0
REDUCTION = 2 ** (len(LEVEL_WIDTHS) - 1 - LEVEL)
STYLE = 64


def conv3(inputs, outputs):
    return equalised(nn.Conv2d(inputs, outputs, 3, padding=1))


def widened(weight):
    """The sum of a 3x3 kernel and of itself moved on by one, along each axis."""
    weight = F.pad(weight, [1] * 4)
    return weight[..., 1:, 1:] + weight[..., :-1, 1:] + weight[..., 1:, :-1] + weight[..., :-1, :-1]


class DoublingConv(nn.Conv2d):
    """Twice the size and then a 3x3 convolution, in one for less work."""

    def forward(self, x):
        return F.conv_transpose2d(x, widened(self.weight).flip(2, 3).transpose(0, 1), self.bias, 2, 1)


class HalvingConv(nn.Conv2d):
    """A 3x3 convolution and then half the size, in one for less work."""

    def forward(self, x):
        return F.conv2d(x, widened(self.weight) / 4, self.bias, 2, 1)


def leaky():
    return nn.LeakyReLU(0.2)


def doubled(x, by=2):
    return F.interpolate(x, scale_factor=by, mode="nearest") if by > 1 else x


def reduced(x, by=2):
    return F.avg_pool2d(x, by) if by > 1 else x


def as_seen(real):
    """Real samples with no more detail than the nets have."""
    return doubled(reduced(real, REDUCTION), REDUCTION)


class Constant(nn.Module):
    """A learnt image in place of the input."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(LEVEL_WIDTHS[0], SIDE, SIDE))

    def forward(self, x):
        return self.weight.expand(len(x), -1, -1, -1)


def start():
    if HAS_STYLES:
        return [Constant()]
    linear = equalised(nn.Linear(RECIPE.latent, LEVEL_WIDTHS[0] * SIDE * SIDE))
    return [PixelNorm(), linear, nn.Unflatten(1, (LEVEL_WIDTHS[0], SIDE, SIDE))]


def end(level, place):
    """What follows the generator's convolution number `place` at `level`."""
    channels = LEVEL_WIDTHS[level]
    if not HAS_STYLES:
        return [leaky(), PixelNorm()]
    affine = StyleAffine(2 * level + place, STYLE, channels, equalised)
    return [PixelNoise(channels), leaky(), nn.InstanceNorm2d(channels), affine]


def growing(level):
    """The generator's layers of `level`."""
    channels = LEVEL_WIDTHS[level]
    if level == 0:
        layers = start()
    else:
        conv = equalised(DoublingConv(LEVEL_WIDTHS[level - 1], channels, 3))
        layers = [conv, Blur()] if HAS_STYLES else [conv]
    return Sequential(*layers, *end(level, 0), conv3(channels, channels), *end(level, 1))


def shrinking(level):
    """The discriminator's layers of `level`."""
    channels = LEVEL_WIDTHS[level]
    if level == 0:
        numbers = equalised(nn.Linear(channels * SIDE * SIDE, channels))
        layers = [MinibatchDeviation(), conv3(channels + 1, channels), leaky(), nn.Flatten(), numbers, leaky()]
    else:
        layers = [conv3(channels, channels), leaky(), *([Blur()] if HAS_STYLES else [])]
        layers += [equalised(HalvingConv(channels, LEVEL_WIDTHS[level - 1], 3)), leaky()]
    return Sequential(*layers)


def mapping():
    """From latents to styles."""
    linears = [equalised(nn.Linear(inputs, STYLE)) for inputs in (RECIPE.latent, STYLE, STYLE, STYLE)]
    return nn.Sequential(PixelNorm(), *(layer for linear in linears for layer in (linear, leaky())))


class ProgressiveGenerator(nn.Module):
    """Block after block, and an image of what the last one puts out."""

    def __init__(self):
        super().__init__()
        self.mapping = mapping() if HAS_STYLES else None
        self.blocks = nn.ModuleList(growing(level) for level in range(len(LEVEL_WIDTHS)))
        self.images = nn.ModuleList(equalised(nn.Conv2d(width, CHANNELS, 1), 1.0) for width in LEVEL_WIDTHS)

    def forward(self, latents, labels=None):
        styles = self.styles(latents) if HAS_STYLES else None
        x = latents
        for block in self.blocks[: LEVEL + 1]:
            x = block(x, styles)
        return torch.tanh(doubled(self.images[LEVEL](x), REDUCTION))

    def styles(self, latents):
        """A style for each level: in nine samples of ten, the finer ones are those of other latents."""
        own, other = self.mapping(latents), self.mapping(torch.randn_like(latents))
        count, batch = 2 * len(LEVEL_WIDTHS), len(latents)
        first = torch.randint(1, count, (batch, 1), device=DEVICE)
        first = torch.where(torch.rand(batch, 1, device=DEVICE) < 0.9, first, count)
        return [torch.where(first > level, own, other) for level in range(count)]


class ProgressiveFeatures(nn.Module):
    """Numbers of each channel, of an image that goes through block after block."""

    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList(shrinking(level) for level in range(len(LEVEL_WIDTHS)))
        self.images = nn.ModuleList(equalised(nn.Conv2d(CHANNELS, width, 1)) for width in LEVEL_WIDTHS)

    def forward(self, images):
        x = F.leaky_relu(self.images[LEVEL](reduced(images, REDUCTION)), 0.2)
        for block in self.blocks[LEVEL::-1]:
            x = block(x)
        return x
