// One animation frame for all drawing: whoever asks more than once before it comes draws once, the last asked.

/** @type {Map<object, () => void>} By who draws. */
const due = new Map();

/** @param {object} owner @param {() => void} draw */
export function onNextFrame(owner, draw) {
  if (due.size === 0) requestAnimationFrame(drawAll);
  due.set(owner, draw);
}

/** @param {object} owner Who draws no more. */
export const forget = (owner) => due.delete(owner);

function drawAll() {
  const draws = [...due.values()];
  due.clear();
  for (const draw of draws) {
    try {
      draw();
    } catch (error) {
      // One view's fault is not the others'.
      reportError(error);
    }
  }
}
