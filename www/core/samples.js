// Samples as they lie in one array, and the classes that they are of.

/** @param {Float32Array} values @param {number[]} shape How many samples there are. */
export const count = (values, shape) =>
  values.length / shape.reduce((product, length) => product * length, 1);

/** @param {Uint16Array} classes How many there are; nothing where all samples are of one, or of none. */
export function severalClasses(classes) {
  const different = new Set(classes).size;
  return different > 1 ? different : undefined;
}
