// Pixels as a net takes them: one channel after the other.

/**
 * @param {Uint8ClampedArray} pixels red, green, blue and opacity, pixel by pixel
 * @param {number} channels three, or one for their brightness by ITU-R 601, as the native binary weighs them
 */
export function planes(pixels, channels) {
  const count = pixels.length / 4;
  const values = new Uint8Array(channels * count);
  for (let at = 0; at < count; at++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(4 * at, 4 * at + 3);
    if (channels === 1) values[at] = (19_595 * red + 38_470 * green + 7_471 * blue + 0x8000) >> 16;
    else [values[at], values[count + at], values[2 * count + at]] = [red, green, blue];
  }
  return values;
}
