// Picture files made samples of in a worker of their own, which ends with the last one.

/** @typedef {{ files: File[], channels: number, size: number }} Asked */
/**
 * How many files are done; at the end, the pixels of the good ones, `[picture, channel, height, width]`, their places
 * among the files, and the names of the others.
 * @typedef {{ done: number } | { pixels: Uint8Array<ArrayBuffer>, good: number[], bad: string[] }} Heard
 */

/**
 * @param {Asked} asked
 * @param {(done: number) => void} report
 * @returns {Promise<Extract<Heard, { good: number[] }>>}
 */
export function prepare(asked, report) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "pictures" });
  const prepared = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ("done" in data ? report(data.done) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage(asked);
  return prepared.finally(() => worker.terminate());
}
