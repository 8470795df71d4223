// What computes a run, in a few words.

import { t } from "./text.js";

/** @import { DeviceName } from "../engine/api.js" */

/** @param {DeviceName} device @param {number} workers that compute a step together on the CPU */
export const computer = (device, workers) =>
  device === "cpu" && workers > 1 ? t("device.cpu_workers", workers) : t(`device.${device}`);
