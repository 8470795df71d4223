// Which page is shown: the one that the address names after its #, and the training where it names none.

import { byId, make } from "../core/dom.js";
import { trainingShown } from "../core/seen.js";
import { t } from "../core/text.js";

/**
 * Puts a page into an empty element, and gives back its end. Its h2 takes the focus, so it has `tabindex: -1`.
 * @typedef {(root: HTMLElement) => () => void} Mount
 */

/**
 * The pages beside the training, each fetched when it is first opened. Another one is a line here, and its words
 * `route.NAME` and `route.NAME_title` in www/text/en/page.js.
 */
const PAGES = {
  /** @returns {Promise<Mount>} */
  learn: async () => (await import("../learn/page.js")).learnPage(),
  /** @returns {Promise<Mount>} */
  games: async () => (await import("../games/page.js")).gamesPage(),
  /** @returns {Promise<Mount>} */
  gallery: async () => (await import("../gallery/page.js")).mountGallery,
};
/** @typedef {keyof typeof PAGES} Page */

/** The page that is the third way on, beside points and digits. */
export const THIRD_WAY = /** @satisfies {Page} */ ("learn");

/** @returns {Page | undefined} Nothing for the training. What follows a slash is the page's own. */
const named = () =>
  /** @type {Page[]} */ (Object.keys(PAGES)).find((name) => location.hash.split("/")[0] === `#${name}`);

/** @param {HTMLElement} links between the pages */
export function mountRoutes(links) {
  const [training, place, skip] = [byId("training"), byId("page"), byId("skip")];
  const toTraining = make("a", { href: "#" }, t("route.training"));
  const toPages = /** @type {Page[]} */ (Object.keys(PAGES)).map((name) => ({
    name,
    link: make("a", { href: `#${name}` }, t(`route.${name}`)),
  }));
  links.setAttribute("aria-label", t("page.pages"));
  links.append(toTraining, ...toPages.map(({ link }) => link));
  skip.textContent = t("page.to_run");
  /** @type {Page | undefined} */
  let shown;
  let dispose = () => {};

  function show() {
    const wanted = named();
    shown = wanted;
    [place.hidden, skip.hidden] = [!wanted, wanted !== undefined];
    // A page may show a run by the same views, whose names are the same: one of both is in the document.
    if (wanted) training.remove();
    else place.before(training);
    for (const { name, link } of [{ name: undefined, link: toTraining }, ...toPages]) {
      if (name === wanted) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = wanted ? t(`route.${wanted}_title`) : t("page.title");
    dispose();
    dispose = () => {};
    // A hidden page trains nothing.
    trainingShown.value = !wanted;
    return wanted && open(wanted);
  }

  /** @param {Page} page */
  async function open(page) {
    place.setAttribute("aria-busy", "true");
    const mount = await PAGES[page]().catch(() => apologise);
    // Who has left meanwhile needs no page, and who has come twice has one.
    if (shown === page && !place.hasChildNodes()) dispose = mount(place);
    place.removeAttribute("aria-busy");
  }

  addEventListener("hashchange", async () => {
    // A link within a page, such as the skip link, leads to no other.
    if (named() === shown) return;
    await show();
    // A screen reader goes on where the new page begins.
    (shown ? place.querySelector("h2") : toTraining)?.focus();
    if (shown) scrollTo(0, 0);
  });
  void show();
}

/** @param {HTMLElement} place @returns {() => void} Takes the words away again. */
function apologise(place) {
  place.append(make("p", { role: "alert" }, t("page.lost")));
  return () => place.replaceChildren();
}
