// How many workers may compute a step together.

/** @param {number} cores of the machine @returns Numbers of workers to measure, and to choose from: each twice the one before. */
export const workerCounts = (cores) => [1, 2, 4, 8].filter((count) => count <= cores);
