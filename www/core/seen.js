// What the person can see: the page in its tab, and each view in the page.

import { signal } from "@preact/signals-core";

const inSight = () => document.visibilityState === "visible";

/** Whether the page's tab is in front; a page may be opened where nobody sees it yet. */
export const pageSeen = signal(inSight());
document.addEventListener("visibilitychange", () => (pageSeen.value = inSight()));

/** So wide that whatever is rendered counts, scrolled out of sight or not: it is still read out, and soon scrolled to. */
const ANYWHERE = "1000000px";

/**
 * Whether an element is rendered: not hidden, nor inside of what is hidden or folded.
 * @param {Element} element
 */
export function watchSight(element) {
  const seen = signal(true);
  const observer = new IntersectionObserver(
    (entries) => (seen.value = entries.at(-1)?.isIntersecting ?? true),
    { rootMargin: ANYWHERE },
  );
  observer.observe(element);
  return { seen, stop: () => observer.disconnect() };
}
