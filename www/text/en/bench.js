// The benchmark's table.

export default {
  "bench.title": "Benchmark",
  "bench.json": "The figures as JSON",
  "bench.measuring": (/** @type {number} */ steps) => `Measuring ${steps} steps on each device …`,
  "bench.done": (/** @type {number} */ steps) =>
    `${steps} steps on each device, each read back before the next.`,
  "bench.figure": "Figure",
  "bench.state": "State",
  "bench.measured": "measured",
  "bench.loaded": "Engine loaded",
  "bench.first_samples": "First samples",
  "bench.first_step": "First step",
  "bench.step_median": "Step, median",
  "bench.step_fastest": "Step, fastest",
  "bench.step_slowest": "Step, slowest",
  "bench.page": "Page's own part of a step, median",
  "bench.dispatches": "GPU dispatches a step",
  "bench.submits": "GPU submits a step",
  "bench.plain": "Engine, plain",
  "bench.gzip": "Engine, gzip",
  "bench.heap_start": "Heap at the start",
  "bench.heap_end": "Heap at the end",
};
