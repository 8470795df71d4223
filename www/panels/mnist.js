// MNIST's two files: from beside the page, from a public mirror once the person agreed, or from the person's disk.

import { byId } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { t } from "../core/text.js";
import { notify } from "./notice.js";

/** @import { Run } from "../runs/run.js" */
/** @typedef {{ name: string, bytes: Bytes }} DataFile */

const IMAGES = "train-images-idx3-ubyte.gz";
const LABELS = "train-labels-idx1-ubyte.gz";
/** Of the files as LeCun, Cortes and Burges published them. */
const SHA256 = {
  [IMAGES]: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
  [LABELS]: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
};
/** The page's security policy in index.html names exactly these. */
const MIRRORS = [
  "https://storage.googleapis.com/cvdf-datasets/mnist/",
  "https://ossci-datasets.s3.amazonaws.com/mnist/",
];
const BESIDE = "data/mnist/";

/** @param {Run} run @returns {(files: File[]) => void} Takes files dropped anywhere on the page. */
export function mountMnist(run) {
  const panel = byId("mnist");
  const status = byId("mnist-status");
  const download = /** @type {HTMLButtonElement} */ (byId("mnist-download"));
  const chooser = /** @type {HTMLInputElement} */ (byId("mnist-files"));
  /** What is at hand so far, when the two files come one by one. */
  const held = {
    images: /** @type {DataFile | undefined} */ (undefined),
    labels: /** @type {DataFile | undefined} */ (undefined),
  };

  run.on("needs_files", () => {
    panel.hidden = false;
    void beside();
  });
  run.on("started", () => (panel.hidden = true));
  run.on("kept", () => (panel.hidden = true));
  run.on("refused", ({ fault }) => {
    if (fault.code !== "files") return;
    panel.hidden = false;
    held.images = held.labels = undefined;
    say(t("mnist.unusable", inWords(fault)), true);
  });
  download.addEventListener("click", () => void mirrors());
  chooser.addEventListener("change", () => {
    void take([...(chooser.files ?? [])]);
    chooser.value = "";
  });
  return (files) => void take(files);

  async function beside() {
    say(t("mnist.looking"));
    try {
      const [images, labels] = await Promise.all([IMAGES, LABELS].map((name) => get(BESIDE + name)));
      if (images && labels) send(fileOf(IMAGES, images), fileOf(LABELS, labels));
    } catch {
      say(t("mnist.not_beside"));
    }
  }

  async function mirrors() {
    download.disabled = true;
    const problems = [];
    for (const mirror of MIRRORS) {
      try {
        say(t("mnist.downloading", new URL(mirror).host));
        const [images, labels] = [await checked(mirror, IMAGES), await checked(mirror, LABELS)];
        download.disabled = false;
        return send(fileOf(IMAGES, images), fileOf(LABELS, labels));
      } catch (error) {
        problems.push(`${new URL(mirror).host}: ${error instanceof Error ? error.message : error}`);
      }
    }
    download.disabled = false;
    say(t("mnist.no_mirror", problems.join("; ")), true);
  }

  /** @param {File[]} files */
  async function take(files) {
    const strange = [];
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const kind = await kindOf(bytes);
      if (kind) held[kind] = fileOf(file.name, bytes);
      else strange.push(file.name);
    }
    if (strange.length > 0) {
      notify(t("mnist.strange", strange.join(", ")), "error");
    }
    if (strange.length === files.length) return;
    if (held.images && held.labels) return send(held.images, held.labels);
    panel.hidden = false;
    say(held.images ? t("mnist.labels_next", LABELS) : t("mnist.images_next", IMAGES));
  }

  /** @param {DataFile} images @param {DataFile} labels */
  function send(images, labels) {
    say(t("mnist.reading"));
    held.images = held.labels = undefined;
    void run.take({
      imagesName: images.name,
      images: images.bytes,
      labelsName: labels.name,
      labels: labels.bytes,
    });
  }

  /** @param {string} text @param {boolean} [problem] */
  function say(text, problem = false) {
    status.textContent = text;
    status.classList.toggle("error", problem);
  }
}

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {string} name @param {Bytes} bytes @returns {DataFile} */
const fileOf = (name, bytes) => ({ name, bytes });

/** What a file of this format says its numbers are. */
const [BYTES, INTEGERS] = [0x08, 0x0c];

/** @param {Bytes} bytes @returns {Promise<"images" | "labels" | undefined>} What a file holds, by its first four bytes. */
async function kindOf(bytes) {
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
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(t("mnist.answered", response.status));
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {string} mirror @param {typeof IMAGES | typeof LABELS} name */
async function checked(mirror, name) {
  const bytes = await get(mirror + name);
  if (!crypto.subtle) throw new Error(t("mnist.no_https"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== SHA256[name]) throw new Error(t("mnist.not_published", name));
  return bytes;
}
