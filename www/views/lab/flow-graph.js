// What flows where in a step: the parts of the diagram, and in which order an update lights them.
//
//   z -> G -> G(z) -> D -> losses         and back: the losses' gradients, to D alone, or through D to G
//                x -> D
//   x -> encoder -> z -> decoder -> x'    and back: the gradient of the bound, to both

/** @import { Player } from "../../engine/api.js" */
/** @import { PlainKey } from "../../core/text.js" */

/**
 * A part: a net (a box), data, or a loss, at a place of the drawing; `shows` are the metrics of which it shows the first that
 * the run has, `above` it or below.
 * @typedef {{ x: number, y: number, label: PlainKey, kind: "data" | "net" | "loss", colour: string, above?: boolean, shows?: string[] }} Node
 */
/**
 * Forward, or back as a gradient.
 * @typedef {{ from: string, to: string, back?: boolean, colour: string }} Edge
 */
/** @typedef {{ width: number, height: number, nodes: Record<string, Node>, edges: Record<string, Edge>, stages: Partial<Record<Player | "both", string[][]>> }} Graph */

/** @type {Graph} */
export const GAME = {
  width: 560,
  height: 190,
  nodes: {
    z: { x: 34, y: 56, label: "flow.latents", kind: "data", colour: "soft" },
    G: { x: 130, y: 56, label: "flow.generator", kind: "net", colour: "generator" },
    fake: {
      ...{ x: 238, y: 56, label: "flow.generated", kind: "data", colour: "generator", above: true },
      shows: ["d_generated", "score_generated", "energy_generated"],
    },
    x: {
      ...{ x: 238, y: 136, label: "flow.real", kind: "data", colour: "real" },
      shows: ["d_real", "score_real", "energy_real"],
    },
    D: { x: 346, y: 96, label: "flow.discriminator", kind: "net", colour: "discriminator" },
    lossD: { x: 490, y: 136, label: "flow.loss_d", kind: "loss", colour: "discriminator", shows: ["loss_d"] },
    lossG: { x: 490, y: 56, label: "flow.loss_g", kind: "loss", colour: "generator", shows: ["loss_g"] },
  },
  edges: {
    zG: { from: "z", to: "G", colour: "soft" },
    Gfake: { from: "G", to: "fake", colour: "generator" },
    fakeD: { from: "fake", to: "D", colour: "generator" },
    xD: { from: "x", to: "D", colour: "real" },
    DlossD: { from: "D", to: "lossD", colour: "discriminator" },
    DlossG: { from: "D", to: "lossG", colour: "generator" },
    lossDD: { from: "lossD", to: "D", back: true, colour: "discriminator" },
    lossGD: { from: "lossG", to: "D", back: true, colour: "generator" },
    DG: { from: "D", to: "G", back: true, colour: "generator" },
  },
  stages: {
    discriminator: [
      ["z", "x"],
      ["zG", "G"],
      ["Gfake", "fake"],
      ["fakeD", "xD"],
      ["DlossD", "lossD"],
      ["lossDD"],
      ["D"],
    ],
    generator: [
      ["z"],
      ["zG"],
      ["Gfake", "fake"],
      ["fakeD", "D"],
      ["DlossG", "lossG"],
      ["lossGD"],
      ["DG"],
      ["G"],
    ],
  },
};

/** @type {Graph} */
export const VAE = {
  width: 560,
  height: 130,
  nodes: {
    x: { x: 34, y: 56, label: "flow.real", kind: "data", colour: "real" },
    E: { x: 136, y: 56, label: "flow.encoder", kind: "net", colour: "discriminator" },
    z: { x: 232, y: 56, label: "flow.codes", kind: "data", colour: "soft", shows: ["kl"] },
    G: { x: 328, y: 56, label: "flow.decoder", kind: "net", colour: "generator" },
    rebuilt: {
      x: 424,
      y: 56,
      label: "flow.rebuilt",
      kind: "data",
      colour: "generator",
      shows: ["reconstruction"],
    },
    loss: { x: 516, y: 56, label: "flow.elbo", kind: "loss", colour: "ink", shows: ["loss"] },
  },
  edges: {
    xE: { from: "x", to: "E", colour: "real" },
    Ez: { from: "E", to: "z", colour: "discriminator" },
    zG: { from: "z", to: "G", colour: "soft" },
    Grebuilt: { from: "G", to: "rebuilt", colour: "generator" },
    rebuiltLoss: { from: "rebuilt", to: "loss", colour: "generator" },
    lossG: { from: "loss", to: "G", back: true, colour: "generator" },
    GE: { from: "G", to: "E", back: true, colour: "discriminator" },
  },
  stages: {
    both: [
      ["x"],
      ["xE"],
      ["Ez", "z"],
      ["zG"],
      ["Grebuilt", "rebuilt"],
      ["rebuiltLoss", "loss"],
      ["lossG", "G"],
      ["GE", "E"],
    ],
  },
};
