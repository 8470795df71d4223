"""What is added to the players' losses. Uses settings and players."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import parametrize

# By how many quarters each image of a batch is turned, and how many images by each number.
TURNS = torch.arange(BATCH, device=DEVICE) * 4 // BATCH
TURNED = torch.bincount(TURNS, minlength=4).tolist()
# Pixels by which copies are shifted at most.
REACH = 2


def slope(points, scores):
    """Each sample's squared length of the scores' gradient."""
    (gradient,) = torch.autograd.grad(scores.sum(), points, create_graph=True)
    return gradient.flatten(1).square().sum(1)


def penalty(real, generated, scores, labels):
    """`scores` are those of real and of generated samples."""
    if RECIPE.penalty in ("real", "both"):
        count = 2 if RECIPE.penalty == "both" else 1
        pairs = list(zip((real, generated), scores))[:count]
        return RECIPE.penalty_weight / 2 * sum(slope(*pair).mean() for pair in pairs)
    share = torch.rand(BATCH, 1, 1, 1, device=DEVICE)
    if RECIPE.penalty == "between":
        points = share * real + (1 - share) * generated
    else:
        points = real + share * 0.5 * real.std() * torch.rand_like(real)
    points = points.detach().requires_grad_()
    squares = slope(points, d(points, labels)[0])
    return RECIPE.penalty_weight * ((squares + 1e-12).sqrt() - 1).square().mean()


def turned(images):
    return torch.cat([torch.rot90(part, turn, (2, 3)) for turn, part in enumerate(images.split(TURNED))])


def shifted(images):
    """Each image moved by its own number of pixels, mirrored at the edges."""
    padded = F.pad(images, [REACH] * 4, mode="reflect")
    starts = torch.randint(2 * REACH + 1, (2, BATCH, 1), device=DEVICE)
    rows, columns = starts + torch.arange(SIZE, device=DEVICE)
    batch, channels = (torch.arange(count, device=DEVICE) for count in images.shape[:2])
    return padded[
        batch[:, None, None, None],
        channels[None, :, None, None],
        rows[:, None, :, None],
        columns[:, None, None, :],
    ]


def pull_away(codes):
    """The mean squared cosine between the codes of different samples."""
    directions = codes / (codes.square().sum(1, keepdim=True) + 1e-12).sqrt()
    cosines = directions @ directions.T
    return (cosines.square().sum() - BATCH) / (BATCH * (BATCH - 1))


def overlap(net):
    """The sum of squares of WW' off its diagonal, with a row of W for each output, over all layers' weights."""
    value = 0
    for layer in net.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
            weight = layer.parametrizations.weight.original if parametrize.is_parametrized(layer) else layer.weight
            rows = (weight.transpose(0, 1) if isinstance(layer, nn.ConvTranspose2d) else weight).flatten(1)
            # W'W has the same sum of squares: of both, the smaller.
            products = rows @ rows.T if rows.shape[0] < rows.shape[1] else rows.T @ rows
            value = value + products.square().sum() - rows.square().sum(1).square().sum()
    return value


def discriminator_terms(real, generated, labels, scores, logits):
    """`logits` are those of real samples."""
    if RECIPE.head == "classes":
        yield F.cross_entropy(logits, labels)
    if RECIPE.head == "turns":
        yield F.cross_entropy(d(turned(real))[1], TURNS)
    if RECIPE.penalty:
        yield penalty(real, generated, scores, labels)
    if RECIPE.drift:
        yield RECIPE.drift * scores[0].square().mean()
    if RECIPE.consistency:
        yield RECIPE.consistency * (scores[0] - d(shifted(real))[0]).square().mean()


def generator_terms(generated, labels, beside):
    """`beside` is what the discriminator puts out beside the scores: logits, or codes."""
    if RECIPE.head == "classes":
        yield F.cross_entropy(beside, labels)
    if RECIPE.head == "turns":
        yield 0.2 * F.cross_entropy(d(turned(generated))[1], TURNS)
    if RECIPE.orthogonality:
        yield RECIPE.orthogonality * overlap(g)
    if RECIPE.pull_away:
        yield RECIPE.pull_away * pull_away(beside)
