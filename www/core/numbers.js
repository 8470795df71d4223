// How measured numbers are written.

import { language } from "./text.js";

/** @param {number} value To three places; what is near zero to two digits, since three places would hide it. */
export function written(value) {
  if (!Number.isFinite(value)) return "–";
  return value !== 0 && Math.abs(value) < 0.01 ? String(Number(value.toPrecision(2))) : value.toFixed(3);
}

/** @param {number} value Three digits at most after the first. */
export const brief = (value) => value.toLocaleString(language, { maximumSignificantDigits: 3 });

/** @param {number} count With its digits in groups. */
export const whole = (count) => count.toLocaleString(language);

/** @param {number} seconds As minutes and seconds. */
export function clock(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return `${minutes}:${String(rest).padStart(2, "0")}`;
}

/** @param {string} text A number as people of any country write it: 0.5 or 0,5. */
export const decimal = (text) => Number(text.replace(",", "."));
