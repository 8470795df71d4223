// Time in the worker's loop: how it lets messages in, and how fast it goes.

const channel = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** @type {Promise<void> | undefined} The step that several workers compute, while they do. */
let step;

/** @param {Promise<void>} computed by several workers, during which nothing else may be asked of the run */
export async function together(computed) {
  step = computed;
  try {
    await computed;
  } finally {
    step = undefined;
  }
}

/** Waits until no step is being computed by several workers: to be called before the run is asked for anything, unasked. */
export async function betweenSteps() {
  while (step) await step.catch(() => {});
}

/** Lets other events be handled. Nested timers would wait 4 ms or more each time; a message does not. */
export async function breathe() {
  await new Promise((resolve) => {
    waiting.push(() => resolve(undefined));
    channel.port2.postMessage(null);
  });
  await betweenSteps();
}

/** Steps a second over the last few seconds. */
export class Speedometer {
  /** @type {{ at: number, steps: number }[]} */
  #marks = [];

  /** @param {number} steps */
  mark(steps) {
    const at = performance.now();
    this.#marks.push({ at, steps });
    while (this.#marks.length > 2 && at - (this.#marks[0]?.at ?? at) > 3000) this.#marks.shift();
  }

  /** Forgets what was before a pause. */
  clear() {
    this.#marks = [];
  }

  get rate() {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || last.at === first.at) return 0;
    return ((last.steps - first.steps) / (last.at - first.at)) * 1000;
  }
}

/** A wait that can be cut short. */
export class Rest {
  #end = () => {};

  /** @param {number} milliseconds */
  async wait(milliseconds) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#end = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
    await betweenSteps();
  }

  /** Ends the wait at once. */
  end() {
    this.#end();
  }
}
