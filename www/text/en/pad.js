// The square to draw on.

export default {
  "pad.title": "Draw your own points",
  "pad.explained":
    "Draw a shape; its points become the real data. With the keyboard: arrow keys move, Space sets a place.",
  "pad.square": "Square to draw on: arrow keys move, Space sets a place",
  "pad.count": (/** @type {number} */ count, /** @type {number} */ most) => `${count} of ${most} places`,
  "pad.clear": "Clear",
  "pad.train": "Train on these points",
};
