import { expect, test } from "@playwright/test";
import { ProcessGroup } from "../../www/engine/process-group.js";

/** @import { Engine } from "../../www/engine/compile.js" */
/** @import { Opening } from "../../www/engine/opening.js" */
/** @import { Command, Report } from "../../www/engine/process-group.js" */

/** @type {FakeWorker[]} */
let made = [];

/** A worker whose part the test plays. */
class FakeWorker {
  /** @type {Command[]} What it was told. */
  told = [];
  ended = false;
  /** @type {((event: { data: Report }) => void) | undefined} */
  onmessage;
  /** @type {((event: { message: string, preventDefault: () => void }) => void) | undefined} */
  onerror;

  constructor() {
    made.push(this);
  }

  /** @param {Command} command */
  postMessage(command) {
    this.told.push(command);
    if (command.type === "open") queueMicrotask(() => this.say({ type: "opened" }));
  }

  /** @param {Report} data */
  say(data) {
    this.onmessage?.({ data });
  }

  breakDown() {
    this.onerror?.({ message: "out of memory", preventDefault: () => {} });
  }

  terminate() {
    this.ended = true;
  }
}

/** @param {number[]} numbers */
const own = (...numbers) => new Float32Array(numbers);

const SHARED = {
  engine: /** @type {Engine} */ ({}),
  opening: /** @type {Opening} */ ({ type: "start", recipe: {}, play: false }),
  given: {},
};

test.beforeEach(() => {
  made = [];
  globalThis.Worker = /** @type {typeof Worker} */ (/** @type {unknown} */ (FakeWorker));
});

test("each of the others is told its place, and all take the mean of what all give", async () => {
  const group = await ProcessGroup.open(3, SHARED);
  expect(made.map(({ told }) => told[0])).toMatchObject([
    { type: "open", rank: 1, processes: 3 },
    { type: "open", rank: 2, processes: 3 },
  ]);
  const [second, third] = made;
  // One may be done before the first is, and the other after it.
  second?.say({ type: "own", own: own(2, 20) });
  const mean = group.mean(own(1, 10));
  third?.say({ type: "own", own: own(6, 60) });
  expect([...(await mean)]).toEqual([3, 30]);
  for (const { told } of made) expect(told.at(-1)).toEqual({ type: "mean", mean: own(3, 30) });
});

test("a worker that breaks down is lost, to those who wait for it and to those who come later", async () => {
  const group = await ProcessGroup.open(2, SHARED);
  const mean = group.mean(own(1));
  made[0]?.breakDown();
  await expect(mean).rejects.toMatchObject({ fault: { code: "worker_lost", words: "out of memory" } });
  await expect(group.mean(own(1))).rejects.toMatchObject({ fault: { code: "worker_lost" } });
  expect(group.lost).toMatchObject({ code: "worker_lost" });
});

test("a worker that says nothing for a minute is lost", async () => {
  const group = await ProcessGroup.open(2, SHARED);
  const { setTimeout } = globalThis;
  /** @type {number | undefined} */
  let waited;
  globalThis.setTimeout = /** @type {typeof setTimeout} */ (
    (/** @type {() => void} */ action, /** @type {number} */ milliseconds) => {
      waited = milliseconds;
      return setTimeout(action, 0);
    }
  );
  try {
    await expect(group.mean(own(1))).rejects.toMatchObject({ fault: { code: "worker_lost" } });
  } finally {
    globalThis.setTimeout = setTimeout;
  }
  expect(waited).toBe(60_000);
});

test("where one cannot open the run, all are ended and the reason is told", async () => {
  const opening = ProcessGroup.open(3, SHARED);
  made[1]?.say({ type: "failed", words: "no memory" });
  await expect(opening).rejects.toMatchObject({ fault: { code: "worker_lost", words: "no memory" } });
  expect(made.map(({ ended }) => ended)).toEqual([true, true]);
});
