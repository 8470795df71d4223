// The runs that the page offers by itself.

/** @typedef {{ variant: string, data: string }} Start */

/**
 * A ring is learnt in seconds, so that whoever comes first sees all of it: points finding their clusters, and what the
 * discriminator makes of every place. Digits take a minute to look like digits.
 */
export const STARTS = {
  points: { variant: "vanilla", data: "ring" },
  digits: { variant: "dcgan", data: "digits" },
};

/** What an address that asks for no run opens. */
export const FIRST = new URLSearchParams(STARTS.points).toString();
