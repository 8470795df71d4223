// Samples as they lie in one array, and the classes that they are of.

/** @param {ArrayLike<number>} shape How many numbers a sample of this shape has. */
export const lengthOf = (shape) => Array.from(shape).reduce((product, side) => product * side, 1);

/** @param {Float32Array} values @param {number[]} shape How many samples there are. */
export const count = (values, shape) => values.length / lengthOf(shape);

/**
 * @param {Float32Array} values images of one channel, one after the other
 * @param {number[]} shape of each: its channel, height and width
 * @param {[number, number]} size a height and a width, no smaller
 * @returns {Float32Array} The images of that size, of the same pixels, larger.
 */
export function enlarged(values, [, height = 1, width = 1], [rows, columns]) {
  const images = new Float32Array((values.length / (height * width)) * rows * columns);
  return images.map((_, at) => {
    const [image, place] = [Math.floor(at / (rows * columns)), at % (rows * columns)];
    const row = Math.floor((Math.floor(place / columns) * height) / rows);
    const column = Math.floor(((place % columns) * width) / columns);
    return values[(image * height + row) * width + column] ?? 0;
  });
}

/** @param {Uint16Array} classes How many there are; nothing where all samples are of one, or of none. */
export function severalClasses(classes) {
  const different = new Set(classes).size;
  return different > 1 ? different : undefined;
}
