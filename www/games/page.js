// The games page: the theory behind GANs in games small enough to see everything. Loaded when it is first opened.

import "../styles/games.css";
import { make } from "../core/dom.js";
import { bilinear } from "./bilinear.js";
import { dirac } from "./dirac.js";
import { DIRAC_DEFAULTS, diracFields } from "./fields.js";
import { mountAgainst } from "./views/against.js";
import { mountLearning } from "./views/learning.js";
import { mountParameterGame } from "./views/parameter-game.js";
import { loadWords, words } from "./words.js";

/** @import { DiracLoss } from "./dirac.js" */

/** @returns What mounts the page, once its words are there. */
export async function gamesPage() {
  await loadWords();
  return mountGames;
}

/** @param {HTMLElement} root @returns {() => void} Takes the page away again. */
function mountGames(root) {
  const intro = make("div", { class: "theory-text games-intro" });
  intro.innerHTML = words.html("intro");
  root.append(make("h2", { tabindex: -1 }, words.title), intro);
  const disposals = [
    mountAgainst(root, words.html("against")),
    mountLearning(root, words.html("rock-paper-scissors")),
    mountParameterGame(root, {
      id: "bilinear",
      title: words.titles.bilinear,
      html: words.html("bilinear"),
      fields: [],
      defaults: {},
      game: () => bilinear,
    }),
    mountParameterGame(root, {
      id: "dirac",
      title: words.titles.dirac,
      html: words.html("dirac"),
      fields: diracFields(),
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
