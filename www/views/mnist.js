// MNIST's two files: from beside the page, from a public mirror once the person agreed, or from the person's disk.

import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { notify } from "../core/notices.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { BESIDE, checked, get, IMAGES, kindOf, LABELS, MIRRORS } from "../runs/mnist-files.js";
import { takeDrops } from "./drops.js";

/** @import { DataFile } from "../runs/mnist-files.js" */
/** @import { Run } from "../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountMnist(root, run) {
  const { status, download, chooser } = fill(root);
  /** @type {{ images?: DataFile, labels?: DataFile }} What is at hand so far, when the two files come one by one. */
  let held = {};
  const isNeeded = () => run.state.needs.value?.data === "mnist";

  const needing = effect(() => {
    root.hidden = !isNeeded();
    if (isNeeded()) void beside();
  });
  const closing = effect(() => {
    if (run.state.shown.value) root.hidden = true;
  });
  const refusing = effect(() => {
    const problem = run.state.problem.value;
    if (problem?.type !== "refused" || problem.fault.code !== "files" || !isNeeded()) return;
    root.hidden = false;
    held = {};
    say(t("mnist.unusable", inWords(problem.fault)), true);
  });
  download.addEventListener("click", () => void mirrors());
  chooser.addEventListener("change", () => {
    void take([...(chooser.files ?? [])]);
    chooser.value = "";
  });

  async function beside() {
    say(t("mnist.looking"));
    try {
      const [images, labels] = await Promise.all([IMAGES, LABELS].map((name) => get(BESIDE + name)));
      if (images && labels) send({ name: IMAGES, bytes: images }, { name: LABELS, bytes: labels });
    } catch {
      say(t("mnist.not_beside"));
    }
  }

  async function mirrors() {
    download.disabled = true;
    const problems = [];
    for (const mirror of MIRRORS) {
      const { host } = new URL(mirror);
      try {
        say(t("mnist.downloading", host));
        const [images, labels] = [await checked(mirror, IMAGES), await checked(mirror, LABELS)];
        download.disabled = false;
        return send({ name: IMAGES, bytes: images }, { name: LABELS, bytes: labels });
      } catch (error) {
        problems.push(`${host}: ${error instanceof Error ? error.message : error}`);
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
      if (kind) held[kind] = { name: file.name, bytes };
      else strange.push(file.name);
    }
    if (strange.length > 0) notify(t("mnist.strange", strange.join(", ")), "error");
    if (strange.length === files.length) return;
    if (held.images && held.labels) return send(held.images, held.labels);
    root.hidden = false;
    say(held.images ? t("mnist.labels_next", LABELS) : t("mnist.images_next", IMAGES));
  }

  /** @param {DataFile} images @param {DataFile} labels */
  function send(images, labels) {
    say(t("mnist.reading"));
    held = {};
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
  return ending(
    root,
    needing,
    closing,
    refusing,
    takeDrops(run, (files) => void take(files)),
  );
}

/** @param {HTMLElement} root */
function fill(root) {
  const download = make("button", { type: "button", id: "mnist-download" }, t("mnist.download"));
  const chooser = make("input", { type: "file", id: "mnist-files", multiple: true });
  const status = make("p", { id: "mnist-status", role: "status" });
  root.append(
    make("h3", { id: "mnist-name" }, t("mnist.title")),
    make("p", {}, t("mnist.who_sees")),
    make(
      "div",
      { class: "buttons" },
      download,
      make("label", { class: "file" }, t("mnist.choose"), " ", chooser),
    ),
    status,
  );
  return { status, download, chooser };
}
