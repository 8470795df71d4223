"""Both players' nets: fully connected, convolutional or progressive. Uses settings, layers and progressive."""

import torch
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm

# Channels from the largest halving to the smallest, and what is left of the image then.
WIDTHS, BASE = ([32, 64], 7) if SIZE == 28 else ([64, 128, 256, 512, 1024][: (SIZE // 4).bit_length() - 1], 4)
FEATURES = WIDTHS[-1] * BASE * BASE
PIXELS = CHANNELS * SIZE * SIZE
# Numbers of an auto-encoding discriminator's code.
BOTTLENECK = 32


def plain(layer):
    return layer


def normed(layer):
    """The discriminator's `layer`, its weights normalised where the recipe's are."""
    if IS_PROGRESSIVE:
        return equalised(layer, 1.0)
    return spectral_norm(layer) if RECIPE.norm == "spectral" else layer


generator_normed = spectral_norm if RECIPE.spectral_generator else plain


def activation():
    """The discriminator's."""
    return nn.ELU() if RECIPE.loss == "began" else nn.LeakyReLU(0.2)


def perceptron(inputs):
    return [nn.Linear(inputs, 256), nn.LeakyReLU(0.2), nn.Linear(256, 256), nn.LeakyReLU(0.2)]


def decoder(inputs, norm, activation, normed=plain):
    """From `inputs` numbers to images, before any tanh; `norm` makes the layers behind the one of a level."""
    widths = WIDTHS[::-1]
    layers = [
        normed(nn.Linear(inputs, FEATURES, bias=False)),
        nn.Unflatten(1, (widths[0], BASE, BASE)),
        *norm(0, widths[0]),
        activation(),
    ]
    for level, (inputs, outputs) in enumerate(zip(widths, widths[1:]), 1):
        layers += [
            normed(nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=False)),
            *norm(level, outputs),
            activation(),
        ]
    return layers, normed(nn.ConvTranspose2d(widths[-1], CHANNELS, 4, 2, 1))


def batch_norm(level, channels):
    return [nn.BatchNorm2d(channels)]


def class_norm(level, channels):
    return [nn.BatchNorm2d(channels, affine=False), ClassAffine(channels)]


class ChunkedGenerator(nn.Module):
    """BigGAN's: the style of each level is a chunk of the latents and the class."""

    def __init__(self):
        super().__init__()
        levels = len(WIDTHS)
        chunk = RECIPE.latent // (levels + 1)
        self.chunks = [RECIPE.latent - levels * chunk] + [chunk] * levels
        self.embedding = nn.Embedding(CLASSES, RECIPE.class_style)

        def norm(level, channels):
            affine = StyleAffine(level, chunk + RECIPE.class_style, channels, generator_normed)
            return [nn.BatchNorm2d(channels, affine=False), affine]

        layers, last = decoder(self.chunks[0], norm, nn.ReLU, generator_normed)
        attention = SelfAttention(WIDTHS[0], generator_normed)
        self.layers = Sequential(*layers, attention, last, nn.Tanh())

    def forward(self, latents, labels):
        first, *chunks = latents.split(self.chunks, 1)
        numbers = self.embedding(labels)
        return self.layers(first, [torch.cat([chunk, numbers], 1) for chunk in chunks])


def generator():
    inputs = RECIPE.latent + RECIPE.class_latents
    if IS_PROGRESSIVE:
        return ProgressiveGenerator()
    if RECIPE.architecture == "perceptron":
        layers = [*perceptron(inputs), nn.Linear(256, PIXELS), nn.Tanh()]
        return Sequential(*layers, nn.Unflatten(1, (CHANNELS, SIZE, SIZE)))
    if RECIPE.class_style:
        return ChunkedGenerator()
    norm = class_norm if RECIPE.class_norm else batch_norm
    layers, last = decoder(inputs, norm, nn.ReLU, generator_normed)
    if RECIPE.class_latents:
        layers.insert(0, ClassConcat(RECIPE.class_latents))
    if RECIPE.attention:
        layers.append(SelfAttention(WIDTHS[0], generator_normed))
    # A VAE's decoder is trained on logits.
    return Sequential(*layers, last, *([] if RECIPE.loss == "elbo" else [nn.Tanh()]))


def features():
    """The discriminator's layers before its head, or the encoder's, and how many numbers they put out."""
    if IS_PROGRESSIVE:
        return [ProgressiveFeatures()], LEVEL_WIDTHS[0]
    if RECIPE.architecture == "perceptron":
        return [nn.Flatten(), *perceptron(PIXELS)], 256
    is_concat = RECIPE.head == "concat"
    layers = [ClassConcat(1, SIZE, SIZE)] if is_concat else []
    layers += [normed(nn.Conv2d(CHANNELS + is_concat, WIDTHS[0], 4, 2, 1)), activation()]
    layers += [SelfAttention(WIDTHS[0], normed)] if RECIPE.attention else []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        layers.append(normed(nn.Conv2d(inputs, outputs, 4, 2, 1, bias=RECIPE.norm != "batch")))
        layers += [nn.BatchNorm2d(outputs)] if RECIPE.norm == "batch" else []
        layers.append(activation())
    return [*layers, nn.Flatten()], FEATURES


def encoder(outputs):
    layers, count = features()
    return Sequential(*layers, nn.Linear(count, outputs))


class Discriminator(nn.Module):
    """Scores, and what is learnt beside them of the same features: the logits of classes or of turns."""

    def __init__(self):
        super().__init__()
        layers, count = features()
        self.features = Sequential(*layers)
        self.score = Projection(count, normed) if RECIPE.head == "projection" else normed(nn.Linear(count, 1))
        outputs = {"classes": CLASSES, "turns": 4}.get(RECIPE.head)
        self.logits = outputs and normed(nn.Linear(count, outputs))

    def forward(self, images, labels=None):
        found = self.features(images, labels)
        scores = self.score(found, labels) if RECIPE.head == "projection" else self.score(found)
        return scores, self.logits and self.logits(found)


class AutoEncoder(nn.Module):
    """Energies, and the codes of which the images are rebuilt."""

    def __init__(self):
        super().__init__()
        self.encoder = encoder(BOTTLENECK)
        layers, last = decoder(BOTTLENECK, batch_norm, activation)
        self.decoder = Sequential(*layers, last)

    def forward(self, images, labels=None):
        codes = self.encoder(images)
        errors = images - self.decoder(codes)
        errors = errors.abs() if RECIPE.loss == "began" else errors.square()
        return errors.mean((1, 2, 3)), codes


def discriminator():
    """A VAE's is the encoder: means and logarithms of variances."""
    if RECIPE.loss == "elbo":
        return encoder(2 * RECIPE.latent)
    return AutoEncoder() if RECIPE.loss in ("energy", "began") else Discriminator()
