// A grid of images, one canvas pixel a pixel; the style sheet scales it up without smoothing.

/** Pixels between two images. */
export const GAP = 2;

/**
 * How many images stand side by side, and one below the other.
 * @param {number} count
 * @param {number} [rows] as near to a square as their number allows, without one
 */
export function layout(count, rows) {
  const across = Math.ceil(rows ? count / rows : Math.sqrt(count));
  return { across, down: Math.ceil(count / across) };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values pixels in [-1, 1], image after image, each `shape`
 * @param {number[]} shape channel, height, width; one channel or three
 * @param {number} [rows] as `layout` takes them
 */
export function drawImages(canvas, values, [channels = 1, height = 1, width = 1], rows) {
  const count = values.length / (channels * height * width);
  const { across, down } = layout(count, rows);
  canvas.width = across * (width + GAP) - GAP;
  canvas.height = down * (height + GAP) - GAP;
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(width, height);
  const plane = height * width;
  for (let index = 0; index < count; index++) {
    const from = index * channels * plane;
    for (let pixel = 0; pixel < plane; pixel++) {
      for (let part = 0; part < 3; part++) {
        const value = values[from + (channels === 3 ? part * plane : 0) + pixel] ?? -1;
        image.data[4 * pixel + part] = (value + 1) * 127.5;
      }
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(
      image,
      (index % across) * (width + GAP),
      Math.floor(index / across) * (height + GAP),
    );
  }
}
