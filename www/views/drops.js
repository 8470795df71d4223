// What is dropped anywhere on the page: a saved run, pictures, or the files of a data set.

import { entriesIn, isPicture } from "../pictures/chosen.js";
import { loadRun } from "./files.js";
import { takePictures } from "./own.js";

/** @import { Run } from "../runs/run.js" */

/**
 * @param {Run} run
 * @param {(files: File[]) => void} takeData
 * @returns {() => void} ends it
 */
export function takeDrops(run, takeData) {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("dragover", (event) => event.preventDefault(), { signal });
  document.addEventListener(
    "drop",
    (event) => {
      event.preventDefault();
      if (event.dataTransfer) void take(event.dataTransfer);
    },
    { signal },
  );
  /** @param {DataTransfer} transfer */
  async function take(transfer) {
    const entries = await entriesIn(transfer);
    const files = entries.map(({ file }) => file);
    const checkpoint = files.find(({ name }) => name.endsWith(".safetensors"));
    if (checkpoint) return loadRun(run, checkpoint);
    const isOfPictures = files.some(isPicture) || entries.some(({ path }) => path.length > 0);
    if (isOfPictures) takePictures(run, entries);
    else if (files.length > 0) takeData(files);
  }
  return () => listening.abort();
}
