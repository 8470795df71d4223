"""What nets are built of beside PyTorch's own layers. Uses settings.

Layers that are given the batch's classes, or styles made of them, say so by `takes_given`.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import parametrize


class Sequential(nn.Sequential):
    """Layers one after the other, some of which are given classes or styles as well."""

    def forward(self, x, given=None):
        for layer in self:
            x = layer(x, given) if hasattr(layer, "takes_given") else layer(x)
        return x


class ClassConcat(nn.Module):
    """Learnt numbers of `shape` for the class behind the input's channels."""

    takes_given = True

    def __init__(self, *shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(CLASSES, math.prod(shape))

    def forward(self, x, labels):
        return torch.cat([x, self.embedding(labels).unflatten(1, self.shape)], 1)


class ClassAffine(nn.Module):
    """Gains and shifts of each class's own."""

    takes_given = True

    def __init__(self, channels):
        super().__init__()
        self.gamma, self.beta = nn.Embedding(CLASSES, channels), nn.Embedding(CLASSES, channels)
        nn.init.ones_(self.gamma.weight)
        nn.init.zeros_(self.beta.weight)

    def forward(self, x, labels):
        gamma, beta = (rows(labels)[:, :, None, None] for rows in (self.gamma, self.beta))
        return torch.addcmul(beta, gamma, x)


class StyleAffine(nn.Module):
    """Gains and shifts made of the style of a level; `normed` normalises a layer's weights."""

    takes_given = True

    def __init__(self, level, size, channels, normed):
        super().__init__()
        self.level = level
        self.gamma = normed(nn.Linear(size, channels, bias=False))
        self.beta = normed(nn.Linear(size, channels, bias=False))

    def forward(self, x, styles):
        gamma, beta = (linear(styles[self.level])[:, :, None, None] for linear in (self.gamma, self.beta))
        return torch.addcmul(beta, 1 + gamma, x)


class SelfAttention(nn.Module):
    """Each pixel takes up what it finds where it looks, among places of half the size."""

    def __init__(self, channels, normed):
        super().__init__()
        self.query, self.key, self.value, self.output = (
            normed(nn.Conv2d(inputs, outputs, 1, bias=False))
            for inputs, outputs in (
                (channels, channels // 8),
                (channels, channels // 8),
                (channels, channels // 2),
                (channels // 2, channels),
            )
        )
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        query = self.query(x).flatten(2)
        key = F.max_pool2d(self.key(x), 2).flatten(2)
        value = F.max_pool2d(self.value(x), 2).flatten(2)
        places = (query.transpose(1, 2) @ key).softmax(2)
        found = (value @ places.transpose(1, 2)).unflatten(2, x.shape[2:])
        return torch.addcmul(x, self.gamma, self.output(found))


class Projection(nn.Module):
    """A score that also asks how well the features fit a direction of the class."""

    def __init__(self, features, normed):
        super().__init__()
        self.score = normed(nn.Linear(features, 1))
        self.directions = normed(nn.Embedding(CLASSES, features))

    def forward(self, features, labels):
        return self.score(features) + (features * self.directions(labels)).sum(1, keepdim=True)


class PixelNorm(nn.Module):
    """Each pixel's channels over their root mean square."""

    def forward(self, x):
        return x * (x.square().mean(1, keepdim=True) + 1e-8).rsqrt()


class PixelNoise(nn.Module):
    """An image of noise for each sample, as loud in each channel as that learns to want it."""

    def __init__(self, channels):
        super().__init__()
        self.gain = nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x):
        noise = torch.randn(len(x), 1, *x.shape[2:], device=DEVICE)
        return torch.addcmul(x, self.gain, noise)


class MinibatchDeviation(nn.Module):
    """One channel more: how far the samples of a group of four are apart."""

    def forward(self, x):
        group = next(size for size in (4, 3, 2, 1) if len(x) % size == 0)
        groups = x.unflatten(0, (group, -1))
        variance = (groups - groups.mean(0)).square().mean(0)
        deviation = (variance + 1e-8).sqrt().mean((1, 2, 3))
        return torch.cat([x, deviation.repeat(group)[:, None, None, None].expand(-1, 1, *x.shape[2:])], 1)


class Blur(nn.Module):
    """The mean of each pixel and its neighbours by the weights 1, 2, 1 along each axis, zeros beyond the edges."""

    def __init__(self):
        super().__init__()
        weights = torch.tensor([1.0, 2.0, 1.0]) / 4
        self.register_buffer("kernel", weights[:, None] * weights)

    def forward(self, x):
        channels = x.shape[1]
        return F.conv2d(x, self.kernel.expand(channels, 1, 3, 3), padding=1, groups=channels)


class Scaled(nn.Module):
    """Brings a weight to scale at each pass."""

    def __init__(self, gain):
        super().__init__()
        self.gain = gain

    def forward(self, weight):
        return self.gain * weight


def equalised(layer, square=2.0):
    """`layer` with a weight that begins at one and is multiplied by the scale it would else begin with."""
    nn.init.normal_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    gain = math.sqrt(square / layer.weight[0].numel())
    return parametrize.register_parametrization(layer, "weight", Scaled(gain))
