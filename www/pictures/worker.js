// Makes samples of picture files, beside the page and the training: the square in the middle of each, at the size asked
// for. Nothing leaves the page.

import { planes } from "./planes.js";
import { resized } from "./resize.js";

/** @import { Asked, Heard } from "./preparing.js" */

/** A picture may be enlarged up to this many times: more shows nothing. As the native binary has it. */
const ENLARGED = 4;
const REPORT_EVERY = 100;

self.onmessage = async (/** @type {MessageEvent<Asked>} */ { data: { files, channels, size } }) => {
  const length = channels * size * size;
  const pixels = new Uint8Array(files.length * length);
  /** @type {number[]} */
  const good = [];
  /** @type {string[]} */
  const bad = [];
  let nextReport = 0;
  for (const [place, file] of files.entries()) {
    try {
      pixels.set(planes(await squareOf(file, size), channels), good.length * length);
      good.push(place);
    } catch {
      bad.push(file.name);
    }
    if (performance.now() < nextReport) continue;
    nextReport = performance.now() + REPORT_EVERY;
    tell({ done: place + 1 });
  }
  const whole = pixels.slice(0, good.length * length);
  tell({ pixels: whole, good, bad }, [whole.buffer]);
};

/** @param {File} file @param {number} size @returns {Promise<Uint8ClampedArray>} Red, green, blue and opacity, pixel by pixel. */
async function squareOf(file, size) {
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  const side = Math.min(width, height);
  if (side * ENLARGED < size) throw new RangeError(`${width}x${height} is too small`);
  const context = new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  // What is transparent lies over white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.drawImage(picture, -Math.floor((width - side) / 2), -Math.floor((height - side) / 2));
  picture.close();
  return resized(context.getImageData(0, 0, side, side).data, side, size);
}

/** @param {Heard} heard @param {Transferable[]} [transfer] */
const tell = (heard, transfer = []) => self.postMessage(heard, { transfer });
