"""Both nets, the generator's average, and what moves their weights. Uses settings and nets."""

import torch

torch.manual_seed(1)
g, d, average = generator().to(DEVICE), discriminator().to(DEVICE), generator().to(DEVICE)
weights_g, weights_d = list(g.parameters()), list(d.parameters())


def optimiser(weights, rate):
    if VARIANT == "wgan":
        return torch.optim.RMSprop(weights, rate, RECIPE.betas)
    return torch.optim.Adam(weights, rate, RECIPE.betas)


def groups(rate):
    """The generator's weights; those of a mapping network learn at a hundredth of the rate."""
    if VARIANT != "stylegan":
        return weights_g
    mapping = list(g.mapping.parameters())
    others = [weight for weight in weights_g if all(weight is not other for other in mapping)]
    return [{"params": others}, {"params": mapping, "lr": 0.01 * rate}]


optimiser_g, optimiser_d = optimiser(groups(1e-3), 1e-3), optimiser(weights_d, 2e-4)
