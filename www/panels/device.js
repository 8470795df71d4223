// Which device trains, why, and the choice of another.

import "../styles/panels/device.css";
import * as address from "../address.js";
import { byId } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { brief } from "../core/numbers.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */
/** @import { DeviceChoice, Devices } from "../protocol/messages.js" */

/** @param {Run} run */
export function mountDevice(run) {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll("input[name=device]")
  );
  for (const radio of radios) {
    radio.checked = radio.value === address.device;
    radio.addEventListener("change", () => {
      const device = /** @type {DeviceChoice} */ (radio.value);
      address.show({ device });
      void run.choose(device);
    });
  }
  const unknown = address.unknownDevice ? t("device.unknown", address.unknownDevice) : "";
  run.on("failed", () => (byId("device-why").textContent = t("device.none")));
  run.on("devices", ({ devices }) => {
    byId("active-device").textContent = devices.active === "gpu" ? "GPU" : "CPU";
    byId("device-why").textContent = unknown + why(devices);
    const none = ["absent", "failed", "lost"].includes(devices.gpu.state) && devices.choice !== "cpu";
    for (const radio of radios) radio.disabled = radio.value === "gpu" && none;
  });
}

/** @param {Devices} devices @returns {string} What runs and why. */
function why({ cpu, gpu, choice, active }) {
  const runs = t("device.trains", active.toUpperCase());
  const reason = gpu.reason ? inWords(gpu.reason) : "";
  if (gpu.state === "looking" || gpu.state === "loading") return t("device.loading", runs);
  if (gpu.state === "measuring") return t("device.measuring", runs);
  if (gpu.state !== "ready") return t(`device.${gpu.state}`, runs, reason);
  const times = cpu.ms && gpu.ms ? t("device.measured", brief(cpu.ms), brief(gpu.ms)) : undefined;
  if (choice !== "auto") return t("device.chosen", runs, times ?? t("device.not_measured"));
  return times ? t("device.faster", runs, times) : t("device.ready", runs);
}
