// Which device trains, why, and the choice of another.

import "../styles/views/device.css";
import { effect } from "@preact/signals-core";
import { unknownDevice } from "../app/address.js";
import { make } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { brief } from "../core/numbers.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";

/** @import { Run } from "../runs/run.js" */
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
  root.append(make("legend", {}, t("device.title")), ...labels, why);

  const unknown = unknownDevice ? t("device.unknown", unknownDevice) : "";
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
  return ending(root, telling, choosing, offering);
}

/** @param {Devices} devices @returns {string} What runs and why. */
function reason({ cpu, gpu, choice, active }) {
  const runs = t("device.trains", t(`device.${active}`));
  if (gpu.state === "looking" || gpu.state === "loading") return t("device.loading", runs);
  if (gpu.state === "building" || gpu.state === "measuring") return t(`device.${gpu.state}`, runs);
  if (gpu.state !== "ready") return t(`device.${gpu.state}`, runs, gpu.reason ? inWords(gpu.reason) : "");
  const times = cpu.ms && gpu.ms ? t("device.measured", brief(cpu.ms), brief(gpu.ms)) : undefined;
  if (choice !== "auto") return t("device.chosen", runs, times ?? t("device.not_measured"));
  return times ? t("device.faster", runs, times) : t("device.ready", runs);
}
