// What the person can see: the page in its tab, and each view in the page.

import { computed, signal } from "@preact/signals-core";

const isVisible = () => document.visibilityState === "visible";
/** Whether the tab is in front. */
export const inFront = signal(isVisible());
document.addEventListener("visibilitychange", () => (inFront.value = isVisible()));

/** Whether the page of the training is shown, and no other in its place. */
export const trainingShown = signal(true);

/** Whether the training can be seen: its page, in a tab in front. A page may be opened where nobody sees it yet. */
export const pageSeen = computed(() => inFront.value && trainingShown.value);

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

/** Whether the person wants nothing to move by itself. */
export const lessMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
