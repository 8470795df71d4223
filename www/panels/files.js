// A run as a file: saved to disk, loaded from it, chosen or dropped; and the address that gives the run again.

import * as address from "../address.js";
import { byId, make } from "../core/dom.js";
import { t } from "../core/text.js";
import { notify } from "./notice.js";
import { mayEnd } from "./parting.js";

/** @import { Link } from "../link.js" */

/** @param {Link} link @param {(files: File[]) => void} takeData what to do with dropped data files */
export function mountFiles(link, takeData) {
  const chooser = /** @type {HTMLInputElement} */ (byId("load-file"));
  byId("load").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file) void load(file);
    // The same file may be chosen again.
    chooser.value = "";
  });
  byId("save").addEventListener("click", () => link.send({ type: "save" }));
  link.on("saved", ({ bytes, name }) => {
    const url = URL.createObjectURL(new Blob([bytes]));
    make("a", { href: url, download: name }).click();
    // The download has its own hold on the bytes once the click is handled.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    notify(t("files.saved", name));
  });
  byId("copy").addEventListener("click", () => void copy());

  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    const checkpoint = files.find(({ name }) => name.endsWith(".safetensors"));
    if (checkpoint) void load(checkpoint);
    else if (files.length > 0) takeData(files);
  });

  /** @param {File} file */
  async function load(file) {
    if (!mayEnd()) return;
    const checkpoint = new Uint8Array(await file.arrayBuffer());
    link.send({ type: "resume", checkpoint }, [checkpoint.buffer]);
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
