// Faults in words.

import { capitalised, t } from "./text.js";

/** @import { Fault } from "../protocol/faults.js" */

/** @param {Fault} fault @returns {string} Without a capital or a full stop, to stand inside a sentence. */
export function inWords(fault) {
  switch (fault.code) {
    case "field":
      return t("fault.field", fault.field, fault.words);
    case "checkpoint":
    case "files":
    case "diverged":
    case "engine":
      return fault.words;
    case "no_bundle":
      return t("fault.no_bundle", fault.device.toUpperCase());
    case "bundle_failed":
      return t("fault.bundle_failed", inWords(fault.cause));
    case "worker_failed":
    case "worker_lost":
    case "broke_down":
    case "webgpu_failed":
    case "device_lost":
      return t(`fault.${fault.code}`, fault.words);
    default:
      return t(`fault.${fault.code}`);
  }
}

/** @param {Fault} fault */
export const asSentence = (fault) => `${capitalised(inWords(fault))}.`;
