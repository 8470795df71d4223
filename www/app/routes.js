// Which page is shown: the games at #games, the training anywhere else. The games are loaded when first opened.

import { byId, make } from "../core/dom.js";
import { trainingShown } from "../core/seen.js";

const TITLE = document.title;

export function mountRoutes() {
  const [training, games, skip] = [byId("training"), byId("games-page"), byId("skip")];
  /** @type {(() => void) | undefined} */
  let dispose;
  const onGames = () => location.hash === "#games";

  function show() {
    const wanted = onGames();
    [training.hidden, games.hidden, skip.hidden] = [wanted, !wanted, wanted];
    for (const [id, here] of /** @type {const} */ ([
      ["to-training", !wanted],
      ["to-games", wanted],
    ])) {
      if (here) byId(id).setAttribute("aria-current", "page");
      else byId(id).removeAttribute("aria-current");
    }
    document.title = wanted ? "Games: the theory behind GANs. Saddle" : TITLE;
    dispose?.();
    dispose = undefined;
    // A hidden page trains nothing.
    trainingShown.value = !wanted;
    return wanted ? mount() : undefined;
  }

  async function mount() {
    games.setAttribute("aria-busy", "true");
    const mountGames = await import("../games/page.js")
      .then((page) => page.gamesPage())
      .catch(() => apologise);
    // Who has left meanwhile, or has come twice, needs no second page.
    if (onGames() && !dispose) dispose = mountGames(games);
    games.removeAttribute("aria-busy");
  }

  addEventListener("hashchange", async () => {
    // A link within a page, such as the skip link, leads to no other.
    if (games.hidden !== onGames()) return;
    await show();
    // A screen reader goes on where the new page begins.
    (onGames() ? games.querySelector("h2") : byId("to-training"))?.focus();
    if (onGames()) scrollTo(0, 0);
  });
  void show();
}

/** @param {HTMLElement} place @returns {() => void} Takes the words away again. */
function apologise(place) {
  place.append(make("p", { role: "alert" }, "This page did not load. Reload it to try again."));
  return () => place.replaceChildren();
}
