// What the page shows of a run that makes images of other images: sources beside what becomes of them, and what becomes of
// an image of the person's own.

/** @import { Run } from "./api.js" */
/** @import { Requests, Translated } from "../protocol/messages.js" */

/** Images in a row. */
export const IN_ROW = 10;

/**
 * What stands beside translations where there is a way back: sources that went there and back, targets that went back, and
 * those that went there again.
 * @typedef {{ returned: Float32Array<ArrayBuffer>, back: Float32Array<ArrayBuffer>, again: Float32Array<ArrayBuffer> }} Returns
 */

/**
 * What a run translates, and the sources that are shown. `returns` says whether it can also translate back, `opinion` what the
 * discriminator's numbers say of a patch.
 * @typedef {{ shape: number[], returns: boolean, opinion: string | undefined, sources: Float32Array<ArrayBuffer> }} Translation
 */

/**
 * What the discriminator makes of each patch of the translations that are shown, and of the targets: maps of this `shape`.
 * @typedef {{ shape: number[], generated: Float32Array<ArrayBuffer>, target: Float32Array<ArrayBuffer> }} Patches
 */

/** @param {Run} run @returns {Translation | undefined} Nothing where samples are made of latents. */
export function translationOf(run) {
  const translation = run.translation();
  if (!translation) return undefined;
  const sources = run.sources(IN_ROW).values;
  const { shape, returns, opinion } = translation;
  return { shape: [...shape], returns, opinion, sources };
}

/** @param {Run} run @param {Float32Array} translations of its first sources @returns {Promise<Patches>} */
export async function patchesOf(run, translations) {
  const judging = run.judgePatches(translations);
  const target = await run.judgePatches(run.real(IN_ROW).values);
  const generated = await judging;
  return { shape: [...generated.shape], generated: generated.values, target: target.values };
}

/**
 * @param {Run} run
 * @param {Float32Array} translations of its sources
 * @param {boolean} averaged
 * @returns {Promise<Returns>}
 */
export async function returnsOf(run, translations, averaged) {
  const targets = run.real(IN_ROW).values;
  const returning = run.translate(translations, true, averaged);
  const back = await run.translate(targets, true, averaged);
  const again = await run.translate(back.values, false, averaged);
  return { returned: (await returning).values, back: back.values, again: again.values };
}

/**
 * @param {Run} run
 * @param {Requests["translate"]["ask"]} asked
 * @returns {Promise<Translated>} What becomes of one source, and where there is a way back, how that returns.
 */
export async function translated(run, { image, averaged }) {
  const step = run.steps();
  const { values } = await run.translate(image, false, averaged);
  if (!run.translation()?.returns) return { values, returned: undefined, step };
  return { values, returned: (await run.translate(values, true, averaged)).values, step };
}
