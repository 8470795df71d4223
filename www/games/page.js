// The games page: the theory behind GANs in games small enough to see everything. Loaded when it is first opened.

import "../styles/games.css";
import { make } from "../core/dom.js";
import { bilinear } from "./bilinear.js";
import { dirac } from "./dirac.js";
import { DIRAC_DEFAULTS, DIRAC_FIELDS } from "./fields.js";
import { words } from "./text.js";
import { mountAgainst } from "./views/against.js";
import { mountLearning } from "./views/learning.js";
import { mountParameterGame } from "./views/parameter-game.js";

/** @import { DiracLoss } from "./dirac.js" */

/** @type {Record<string, string>} The explanations, with their formulas typeset at build time. */
const texts = import.meta.glob("./text/*.md", { import: "default", eager: true });
const html = (/** @type {string} */ name) => texts[`./text/${name}.md`] ?? "";

/** @param {HTMLElement} root @returns {() => void} Takes the page away again. */
export function mountGames(root) {
  const intro = make("div", { class: "theory-text games-intro" });
  intro.innerHTML = html("intro");
  root.append(make("h2", { tabindex: -1 }, words.title), intro);
  const disposals = [
    mountAgainst(root, html("against")),
    mountLearning(root, html("rock-paper-scissors")),
    mountParameterGame(root, {
      id: "bilinear",
      title: "The bilinear game",
      html: html("bilinear"),
      fields: [],
      defaults: {},
      game: () => bilinear,
    }),
    mountParameterGame(root, {
      id: "dirac",
      title: "The Dirac-GAN",
      html: html("dirac"),
      fields: DIRAC_FIELDS,
      defaults: DIRAC_DEFAULTS,
      game: ({ loss, r1, noise }) =>
        dirac({ loss: /** @type {DiracLoss} */ (loss), r1: Number(r1), noise: Number(noise) }),
    }),
  ];
  return () => {
    for (const dispose of disposals) dispose();
    root.replaceChildren();
  };
}
