// Which device trains, why, and the choice of another.

import "../styles/panels/device.css";
import * as address from "../address.js";
import { byId } from "../dom.js";
import { brief } from "./run-bar.js";

/** @import { Link } from "../link.js" */
/** @import { DeviceChoice, Devices } from "../protocol.js" */

/** @param {Link} link */
export function mountDevice(link) {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll("input[name=device]")
  );
  for (const radio of radios) {
    radio.checked = radio.value === address.device;
    radio.addEventListener("change", () => {
      const device = /** @type {DeviceChoice} */ (radio.value);
      address.show({ device });
      link.send({ type: "device", device });
    });
  }
  const unknown = address.unknownDevice
    ? `The address asks for “${address.unknownDevice}”, which is neither cpu nor gpu. `
    : "";
  link.on("failed", () => (byId("device-why").textContent = "Nothing trains."));
  link.on("devices", ({ devices }) => {
    byId("active-device").textContent = devices.active === "gpu" ? "GPU" : "CPU";
    byId("device-why").textContent = unknown + why(devices);
    const none = ["absent", "failed", "lost"].includes(devices.gpu.state) && devices.choice !== "cpu";
    for (const radio of radios) radio.disabled = radio.value === "gpu" && none;
  });
}

/** @param {Devices} devices @returns {string} What runs and why. */
function why({ cpu, gpu, choice, active }) {
  const runs = `The ${active.toUpperCase()} trains`;
  if (gpu.state === "looking" || gpu.state === "loading") {
    return `${runs}. The engine for the GPU is loading behind it.`;
  }
  if (gpu.state === "measuring") return `${runs}. Measuring how fast the GPU would be.`;
  if (gpu.state === "absent") return `${runs}: ${gpu.reason}.`;
  if (gpu.state === "failed") return `${runs}: the GPU could not be used (${gpu.reason}).`;
  if (gpu.state === "lost")
    return `${runs}: the GPU stopped working (${gpu.reason}). Reload the page to try it again.`;
  const times =
    cpu.ms && gpu.ms
      ? `measured here: CPU ${brief(cpu.ms)} ms a step, GPU ${brief(gpu.ms)} ms`
      : "not measured yet";
  if (choice !== "auto") return `${runs}, as you chose (${times}).`;
  return cpu.ms && gpu.ms ? `${runs}, the faster one (${times}).` : `${runs}. The GPU is ready.`;
}
