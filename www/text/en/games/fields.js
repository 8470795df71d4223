// The names of the games' settings and of their choices, each with one sentence of help.

const steps = {
  simultaneous: "Both follow their gradients at the same moment.",
  alternating: "ψ moves first, then θ sees the new ψ, as in GAN training.",
  optimistic: "Both add how much their gradient changed since the last step.",
  extragradient: "Both try a step, and then move by the gradients found there.",
};

const losses = {
  non_saturating: "The usual GAN loss, from the logarithm of the discriminator's answer.",
  wasserstein: "The raw scores themselves, as in WGAN but without its limit on the slope.",
};

const learners = {
  simultaneous: "Multiplicative weights: both learn from the same round.",
  alternating: "Multiplicative weights: the second player sees the first one's new mixture.",
  optimistic: "Multiplicative weights that expect the last change to repeat itself.",
  extragradient: "Multiplicative weights with a trial step before each step.",
  best_response: "Fictitious play: the best response to the other's average so far.",
};

export const fields = {
  play: {
    play: {
      label: "Way to play",
      help: "In which order the players move, and which gradients they use.",
      options: steps,
    },
    rate: { label: "Step size", help: "The learning rate: how far a player moves along its gradient." },
    twoRates: { label: "Two learning rates", help: "Gives ψ a step size of its own." },
    ratePsi: { label: "Step size of ψ", help: "The learning rate of the second player." },
    theta: { label: "Start θ", help: "Where the first player starts." },
    psi: { label: "Start ψ", help: "Where the second player starts." },
  },
  dirac: {
    loss: { label: "Loss", help: "What both players minimise.", options: losses },
    r1: { label: "R1 weight", help: "The weight γ of the R1 penalty; 0 switches it off." },
    noise: {
      label: "Instance noise",
      help: "The standard deviation of noise on data and samples; 0 switches it off.",
    },
  },
  learning: {
    learner: {
      label: "Learning",
      help: "How the players change their mixtures from round to round.",
      options: learners,
    },
    rate: {
      label: "Step size",
      help: "How strongly one round changes the mixtures. Best responses have none.",
    },
    twoRates: { label: "Two learning rates", help: "Gives the second player a step size of its own." },
    rateSecond: {
      label: "Step size of the second player",
      help: "How strongly one round changes its mixture.",
    },
  },
};
