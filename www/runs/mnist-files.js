// MNIST's files: where they are had, and what tells them from other files.

import { t } from "../core/text.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{ name: string, bytes: Bytes }} DataFile */

export const IMAGES = "train-images-idx3-ubyte.gz";
export const LABELS = "train-labels-idx1-ubyte.gz";
/** Of the files as LeCun, Cortes and Burges published them. */
const SHA256 = {
  [IMAGES]: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
  [LABELS]: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
};
/** The page's security policy in index.html names exactly these. */
export const MIRRORS = [
  "https://storage.googleapis.com/cvdf-datasets/mnist/",
  "https://ossci-datasets.s3.amazonaws.com/mnist/",
];
export const BESIDE = "data/mnist/";

/** What a file of this format says its numbers are. */
const [BYTES, INTEGERS] = [0x08, 0x0c];

/** @param {Bytes} bytes @returns {Promise<"images" | "labels" | undefined>} What a file holds, by its first four bytes. */
export async function kindOf(bytes) {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const [zero, none, type, dimensions] = packed ? await unpacked(bytes) : bytes;
  if (zero !== 0 || none !== 0) return undefined;
  if (type === BYTES && dimensions === 3) return "images";
  // QMNIST's labels are a table of integers.
  const isLabels = (type === BYTES && dimensions === 1) || (type === INTEGERS && dimensions === 2);
  return isLabels ? "labels" : undefined;
}

/** @param {Bytes} bytes @returns {Promise<Uint8Array>} The beginning of what is packed, nothing where it is damaged. */
async function unpacked(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    return (await reader.read()).value ?? new Uint8Array();
  } catch {
    return new Uint8Array();
  } finally {
    // The rest is the engine's to read; if it is damaged, the engine says how.
    reader.cancel().catch(() => {});
  }
}

/** @param {string} url @returns {Promise<Bytes>} */
export async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(t("mnist.answered", response.status));
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {string} mirror @param {typeof IMAGES | typeof LABELS} name */
export async function checked(mirror, name) {
  const bytes = await get(mirror + name);
  if (!crypto.subtle) throw new Error(t("mnist.no_https"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== SHA256[name]) throw new Error(t("mnist.not_published", name));
  return bytes;
}
