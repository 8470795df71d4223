// Several runs' columns on one axis of steps, as a chart takes them.

/** @typedef {{ step: number[], value: number[] }} Column ascending steps, and a value at each */

/** @param {Column[]} columns @returns {{ step: number[], values: number[][] }} All steps; between its own, a column's values lie on a line. */
export function together(columns) {
  const step = [...new Set(columns.flatMap(({ step }) => step))].sort((a, b) => a - b);
  return { step, values: columns.map((column) => step.map(valuesOf(column))) };
}

/** @param {Column} column @returns {(at: number) => number} Asked in ascending order; NaN before its first step and after its last. */
function valuesOf({ step, value }) {
  let next = 0;
  return (at) => {
    while (next < step.length && (step[next] ?? at) < at) next += 1;
    const [after, above] = [step[next], value[next] ?? NaN];
    if (after === undefined) return NaN;
    if (after === at) return above;
    const [before, below] = [step[next - 1] ?? NaN, value[next - 1] ?? NaN];
    return below + ((above - below) * (at - before)) / (after - before);
  };
}
