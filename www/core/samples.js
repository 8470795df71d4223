// Samples as they lie in one array, and the classes that they are of.

/** @param {ArrayLike<number>} shape How many numbers a sample of this shape has. */
export const lengthOf = (shape) => Array.from(shape).reduce((product, side) => product * side, 1);

/** @param {Float32Array} values @param {number[]} shape How many samples there are. */
export const count = (values, shape) => values.length / lengthOf(shape);

/** @param {Uint16Array} classes How many there are; nothing where all samples are of one, or of none. */
export function severalClasses(classes) {
  const different = new Set(classes).size;
  return different > 1 ? different : undefined;
}
