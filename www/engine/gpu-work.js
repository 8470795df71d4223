// What the GPU is asked to do, counted: the same on every machine, unlike times.

/** @returns {["dispatches" | "submits", { prototype: any }, string[]][]} Asked for where there is a GPU alone. */
const watched = () => [
  ["dispatches", GPUComputePassEncoder, ["dispatchWorkgroups", "dispatchWorkgroupsIndirect"]],
  ["submits", GPUQueue, ["submit"]],
];

/** Counts in this thread, since the last reset. */
export function countGpuWork() {
  const counts = { dispatches: 0, submits: 0 };
  for (const [key, { prototype }, names] of watched()) {
    for (const name of names) {
      const original = prototype[name];
      prototype[name] = function (/** @type {unknown[]} */ ...options) {
        counts[key] += 1;
        return original.apply(this, options);
      };
    }
  }
  return { counts, reset: () => void Object.assign(counts, { dispatches: 0, submits: 0 }) };
}
