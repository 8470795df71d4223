// Which device trains, why, and the choice of another.

import "../styles/views/device.css";
import { effect } from "@preact/signals-core";
import { unknownDevice, unknownWorkers } from "../app/address.js";
import { make } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { brief } from "../core/numbers.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { workerCounts } from "../core/worker-counts.js";
import { helpButton } from "./field.js";

/** @import { Run } from "../runs/run.js" */
/** @import { Counted } from "../engine/worker-count.js" */
/** @import { DeviceChoice, Devices } from "../protocol/messages.js" */

/** @type {DeviceChoice[]} */
const CHOICES = ["auto", "cpu", "gpu"];

/** @param {HTMLElement} root @param {Run} run */
export function mountDevice(root, run) {
  const radios = CHOICES.map((device) => {
    const radio = make("input", { type: "radio", name: "device", value: device });
    radio.addEventListener("change", () => void run.choose(device));
    return radio;
  });
  const why = make("p", { id: "device-why", role: "status" }, t("device.engine_loads"));
  const labels = radios.map((radio, at) =>
    make("label", {}, radio, " ", t(`device.${CHOICES[at] ?? "auto"}`)),
  );
  const workers = workersControl(run);
  root.append(make("legend", {}, t("device.title")), ...labels, workers.root, why);

  const unknown = [
    unknownDevice ? t("device.unknown", unknownDevice) : "",
    unknownWorkers ? t("device.unknown_workers", unknownWorkers) : "",
  ].join("");
  const telling = effect(() => {
    const { phase, devices } = run.state;
    if (phase.value === "failed") why.textContent = t("device.none");
    else if (devices.value) why.textContent = unknown + reason(devices.value);
  });
  const choosing = effect(() => {
    for (const radio of radios) radio.checked = radio.value === run.state.choice.value;
  });
  const offering = effect(() => {
    const { gpu, choice } = run.state.devices.value ?? {};
    const none = ["absent", "failed", "lost"].includes(gpu?.state ?? "") && choice !== "cpu";
    for (const radio of radios) radio.disabled = radio.value === "gpu" && none;
  });
  return ending(root, telling, choosing, offering, workers.end);
}

/** @param {Run} run How many workers compute a step on the CPU; hidden on a machine with one core. */
function workersControl(run) {
  const select = make("select", { id: "workers" });
  const help = make("div", { id: "workers-help", class: "help", hidden: true }, t("device.workers_help"));
  const label = make("label", { for: select.id }, t("device.workers"));
  const head = make("div", { class: "field-head" }, label, helpButton(t("device.workers"), help));
  const root = make("div", { id: "device-workers", class: "field", hidden: true }, head, select, help);
  select.setAttribute("aria-describedby", help.id);
  select.addEventListener("change", () => void run.chooseWorkers(Number(select.value) || undefined));
  const end = effect(() => {
    const chosen = run.state.workers.value;
    const cores = run.state.devices.value?.workers.cores ?? 1;
    root.hidden = cores < 2 && chosen === undefined;
    const counts = new Set([...workerCounts(cores), ...(chosen ? [chosen] : [])]);
    const options = [...counts].toSorted((a, b) => a - b).map(String);
    select.replaceChildren(
      make("option", { value: "" }, t("device.workers_auto")),
      ...options.map((value) => make("option", { value }, value)),
    );
    select.value = chosen ? String(chosen) : "";
  });
  return { root, end };
}

/** @param {Devices} devices @returns {string} What runs and why. */
function reason({ cpu, gpu, choice, active, workers }) {
  const together = active === "cpu" && workers.active > 1;
  const computes = together
    ? t("device.trains_together", workers.active)
    : t("device.trains", t(`device.${active}`));
  const why = ofDevices({ cpu, gpu, choice }, computes);
  if (workers.counting) return `${why} ${t("device.counting")}`;
  return workers.counted.length > 1 ? `${why} ${t("device.counted", told(workers.counted))}` : why;
}

/** @param {Counted[]} counted */
const told = (counted) =>
  counted.map(({ workers, ms }) => t("device.of_workers", brief(ms), workers)).join(", ");

/** @param {Pick<Devices, "cpu" | "gpu" | "choice">} devices @param {string} runs */
function ofDevices({ cpu, gpu, choice }, runs) {
  if (gpu.state === "looking" || gpu.state === "loading") return t("device.loading", runs);
  if (gpu.state === "building" || gpu.state === "measuring") return t(`device.${gpu.state}`, runs);
  if (gpu.state !== "ready") return t(`device.${gpu.state}`, runs, gpu.reason ? inWords(gpu.reason) : "");
  const times = cpu.ms && gpu.ms ? t("device.measured", brief(cpu.ms), brief(gpu.ms)) : undefined;
  if (choice !== "auto") return t("device.chosen", runs, times ?? t("device.not_measured"));
  return times ? t("device.faster", runs, times) : t("device.ready", runs);
}
