// A run as a file: saved to disk, loaded from it, chosen or dropped; and the address that gives the run again.

import * as address from "../address.js";
import { byId, make } from "../core/dom.js";
import { t } from "../core/text.js";
import { notify } from "./notice.js";
import { mayEnd } from "./parting.js";

/** @import { Run } from "../runs/run.js" */

/** @param {Run} run @param {(files: File[]) => void} takeData what to do with dropped data files */
export function mountFiles(run, takeData) {
  const chooser = /** @type {HTMLInputElement} */ (byId("load-file"));
  byId("load").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file) void load(file);
    // The same file may be chosen again.
    chooser.value = "";
  });
  byId("save").addEventListener("click", () => void save());
  byId("copy").addEventListener("click", () => void copy());

  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    const checkpoint = files.find(({ name }) => name.endsWith(".safetensors"));
    if (checkpoint) void load(checkpoint);
    else if (files.length > 0) takeData(files);
  });

  async function save() {
    const file = await run.save();
    if (!file) return;
    const url = URL.createObjectURL(new Blob([file.bytes]));
    make("a", { href: url, download: file.name }).click();
    // The download has its own hold on the bytes once the click is handled.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    notify(t("files.saved", file.name));
  }

  /** @param {File} file */
  async function load(file) {
    if (!mayEnd()) return;
    void run.resume(new Uint8Array(await file.arrayBuffer()));
  }
}

async function copy() {
  address.write();
  try {
    await navigator.clipboard.writeText(location.href);
    notify(t("files.copied"));
  } catch {
    notify(t("files.not_copied", location.href));
  }
}
