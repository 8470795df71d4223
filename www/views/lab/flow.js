// The data flow of a step as a diagram: an update lights its parts one after the other, with the numbers it measured.

import { effect } from "@preact/signals-core";
import { svg } from "../../core/dom.js";
import { written } from "../../core/numbers.js";
import { t } from "../../core/text.js";
import { GAME, VAE } from "./flow-graph.js";

/** @import { Player, Values } from "../../engine/api.js" */
/** @import { Run } from "../../runs/run.js" */
/** @import { Edge, Graph, Node } from "./flow-graph.js" */

/** From one part to the next, in milliseconds. */
const STAGE = 110;
/** Half a part's width and height. */
const BOX = { net: [38, 20], data: [26, 15], loss: [38, 20] };

/** @param {Run} run */
export function flowDiagram(run) {
  const { shown, updated, last, playing, slow } = run.state;
  const element = svg("svg", { class: "flow", role: "img" });
  /** @type {ReturnType<typeof drawing> | undefined} */
  let drawn;
  const choosing = effect(() => {
    drawn = drawing(shown.value?.recipe.loss === "elbo" ? VAE : GAME);
    element.setAttribute("viewBox", `0 0 ${drawn.graph.width} ${drawn.graph.height}`);
    element.replaceChildren(...drawn.parts.values());
  });
  const filling = effect(() => {
    void shown.value;
    drawn?.fill(last.value);
    element.setAttribute("aria-label", inWords(updated.value?.player, last.value, drawn?.graph ?? GAME));
  });
  const lighting = effect(() => {
    // At full speed, all happens at once.
    if (updated.value && (slow.value || !playing.value)) drawn?.light(updated.value.player);
    else drawn?.rest();
  });
  const end = () => [choosing, filling, lighting].forEach((stop) => stop());
  return { element, end };
}

/** @param {Graph} graph */
function drawing(graph) {
  const edges = Object.entries(graph.edges).map(([name, edge]) => [name, drawEdge(graph, edge)]);
  const numbers = new Map();
  const nodes = Object.entries(graph.nodes).map(([name, node]) => {
    const offset = (BOX[node.kind][1] ?? 0) + (node.above ? 7 : 15);
    const number = svg("text", {
      ...{ class: "number", x: node.x, y: node.y + (node.above ? -offset : offset) },
    });
    numbers.set(name, number);
    return [name, svg("g", { class: `part ${node.kind}` }, ...drawNode(node), number)];
  });
  /** @type {Map<string, SVGElement>} */
  const parts = new Map(/** @type {[string, SVGElement][]} */ ([...edges, ...nodes]));
  /** @type {Animation[]} */
  let lit = [];
  const rest = () => {
    for (const animation of lit) animation.cancel();
    lit = [];
  };
  return {
    graph,
    parts,
    rest,
    /** @param {Values} values */
    fill(values) {
      for (const [name, { shows = [] }] of Object.entries(graph.nodes)) {
        const metric = shows.find((name) => name in values);
        numbers.get(name).textContent = metric ? written(values[metric] ?? NaN) : "";
      }
    },
    /** @param {Player | "both"} player */
    light(player) {
      rest();
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      lit = (graph.stages[player] ?? []).flatMap((names, stage) =>
        names.flatMap((name) => {
          const timing = { duration: still ? 0 : 2 * STAGE, delay: still ? 0 : stage * STAGE };
          return parts.get(name)?.animate({ opacity: [0.3, 1] }, { ...timing, fill: "both" }) ?? [];
        }),
      );
    },
  };
}

/** @param {Node} node */
function drawNode({ x, y, label, kind, colour }) {
  const [halfWidth = 0, halfHeight = 0] = BOX[kind];
  const box = {
    ...{ x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight },
    rx: kind === "net" ? 6 : halfHeight,
    style: `stroke: var(--${colour})`,
  };
  return [svg("rect", box), svg("text", { x, y: y + 5 }, t(label))];
}

/** @param {Graph} graph @param {Edge} edge An arrow; gradients run back beneath, dashed. */
function drawEdge({ nodes }, { from, to, back, colour }) {
  const [start, end] = [nodes[from], nodes[to]];
  if (!start || !end) throw new Error(`the diagram has no ${from} or ${to}`);
  const [right, down] = [end.x - start.x, end.y - start.y];
  const along = Math.sign(right);
  const [startX, endX] = [
    start.x + along * (BOX[start.kind][0] ?? 0),
    end.x - along * ((BOX[end.kind][0] ?? 0) + 3),
  ];
  // A gradient on its way past a part goes round below it.
  const lower = back ? 9 : 0;
  const bend = back && Math.abs(right) > 130 ? 62 : 0;
  const path = `M${startX} ${start.y + lower} Q${(startX + endX) / 2} ${start.y + down / 2 + lower + bend} ${endX} ${end.y + lower}`;
  const head = `M${endX - along * 6} ${end.y + lower - 4} L${endX} ${end.y + lower} L${endX - along * 6} ${end.y + lower + 4}`;
  const style = `stroke: var(--${colour})`;
  return svg(
    "g",
    { class: back ? "edge back" : "edge" },
    svg("path", { d: path, style }),
    svg("path", { d: head, style, class: "head" }),
  );
}

/** @param {Player | "both" | undefined} player @param {Values} values @param {Graph} graph */
function inWords(player, values, { nodes }) {
  const numbers = Object.values(nodes).flatMap(({ label, shows = [] }) => {
    const metric = shows.find((name) => name in values);
    return metric ? `${t(label)} ${written(values[metric] ?? NaN)}` : [];
  });
  return [t(player ? `flow.updated_${player}` : "flow.title"), ...numbers].join(", ");
}
