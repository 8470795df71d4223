// What a set of generated samples looks like beside real ones, in a few numbers: all that the doctor keeps of samples.

import { lengthOf } from "../core/samples.js";

/** @import { Readings, ToldOf } from "../protocol/messages.js" */

/** Keeps a share from being one of nothing. */
const TINY = 1e-12;

/**
 * `diversity` is how far samples lie from their class's mean, as a share of how far real ones do; `offset` is how far the
 * mean of all lies from the real mean, in the same unit; `pull` is how much the generator's loss would fall if a sample
 * moved on for that distance, as steeply as now. `modes` and `good` are the shares of modes reached and of samples in one.
 * @param {ToldOf<"samples">} samples
 * @param {ToldOf<"started">} shown the run at its start, which has the real samples
 * @returns {Readings} one row
 */
export function lookOf({ step, values, classes, scores, pull }, { shape, real, realClasses }) {
  const size = lengthOf(shape);
  // Real samples have classes even where the run knows none.
  const known = classes.length > 0;
  // Samples of one class are not to reach the others' modes.
  const alone = known && classes.every((name) => name === classes[0]);
  const [generated, data] = [
    spreadOf(values, size, known ? classes : undefined),
    spreadOf(real, size, known ? realClasses : undefined),
  ];
  const apart = Math.hypot(...generated.mean.map((value, place) => value - (data.mean[place] ?? 0)));
  const { modes = 0, of, good = 0 } = scores ?? {};
  const measures = {
    diversity: generated.within / Math.max(data.within, TINY),
    offset: apart / Math.max(data.overall, TINY),
    ...(pull !== undefined && { pull: pull * data.overall }),
    ...(of !== undefined && !alone && { modes: modes / of, good }),
  };
  return {
    step: [step],
    values: Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, [value]])),
  };
}

/**
 * The root of the mean squared distance from the mean, of all and within each class.
 * @param {Float32Array} values
 * @param {number} size numbers of a sample
 * @param {Uint16Array | undefined} classes
 */
function spreadOf(values, size, classes) {
  const count = Math.max(values.length / size, 1);
  /** @type {Map<number, { count: number, sum: Float64Array }>} */
  const groups = new Map();
  const all = new Float64Array(size);
  let squares = 0;
  for (let sample = 0; sample < count; sample++) {
    const name = classes?.[sample] ?? 0;
    const group = groups.get(name) ?? { count: 0, sum: new Float64Array(size) };
    groups.set(name, group);
    group.count += 1;
    for (let place = 0; place < size; place++) {
      const value = values[sample * size + place] ?? 0;
      group.sum[place] = (group.sum[place] ?? 0) + value;
      all[place] = (all[place] ?? 0) + value;
      squares += value * value;
    }
  }
  // The mean square less that of the means, which is never below nothing but for rounding.
  const between = [...groups.values()].reduce((sum, group) => sum + squareOf(group.sum) / group.count, 0);
  return {
    mean: all.map((value) => value / count),
    overall: Math.sqrt(Math.max(squares - squareOf(all) / count, 0) / count),
    within: Math.sqrt(Math.max(squares - between, 0) / count),
  };
}

/** @param {Float64Array} vector */
const squareOf = (vector) => vector.reduce((sum, value) => sum + value * value, 0);
