// A run as a file: saved to disk, loaded from it; and the address that gives the run again.

import { effect } from "@preact/signals-core";
import * as address from "../app/address.js";
import { make } from "../core/dom.js";
import { notify } from "../core/notices.js";
import { t } from "../core/text.js";
import { mayEnd } from "./parting.js";

/** @import { Run } from "../runs/run.js" */

/** @param {Run} run The buttons that save, load and copy it. */
export function filesOf(run) {
  const save = make("button", { type: "button", id: "save", class: "quiet" }, t("files.save"));
  const load = make("button", { type: "button", id: "load", class: "quiet" }, t("files.load"));
  const copy = make("button", { type: "button", id: "copy", class: "quiet" }, t("files.copy"));
  const chooser = make("input", {
    type: "file",
    id: "load-file",
    accept: ".safetensors",
    hidden: true,
    "aria-label": t("files.saved_run"),
  });
  save.addEventListener("click", () => void saveRun(run));
  load.addEventListener("click", () => chooser.click());
  copy.addEventListener("click", () => void copyAddress());
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    if (file) void loadRun(run, file);
    // The same file may be chosen again.
    chooser.value = "";
  });
  const end = effect(() => {
    const { phase } = run.state;
    save.disabled = phase.value === "loading" || phase.value === "failed";
  });
  return { elements: [save, load, copy, chooser], end };
}

/** @param {Run} run */
async function saveRun(run) {
  const file = await run.save();
  if (!file) return;
  const url = URL.createObjectURL(new Blob([file.bytes]));
  make("a", { href: url, download: file.name }).click();
  // The download has its own hold on the bytes once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  notify(t("files.saved", file.name));
}

/** @param {Run} run @param {File} file */
export async function loadRun(run, file) {
  if (mayEnd(run)) await run.resume(new Uint8Array(await file.arrayBuffer()));
}

async function copyAddress() {
  address.write();
  try {
    await navigator.clipboard.writeText(location.href);
    notify(t("files.copied"));
  } catch {
    notify(t("files.not_copied", location.href));
  }
}
