// The page's end of a worker: every request is answered once, whatever becomes of the worker.

import { expect, test } from "@playwright/test";
import { PageEnd } from "../../www/protocol/page-end.js";

/** @import { Event, Reply } from "../../www/protocol/messages.js" */

/** A worker that the test speaks for. */
class FakeWorker {
  /** @type {any[]} */
  asked = [];
  terminated = false;
  /** @type {(event: { data: Event | Reply }) => void} */
  onmessage = () => {};
  constructor() {
    FakeWorker.last = this;
  }
  /** @param {any} message */
  postMessage(message) {
    this.asked.push(message);
  }
  terminate() {
    this.terminated = true;
  }
}
/** @type {FakeWorker} */
FakeWorker.last = new FakeWorker();

function makeEnd() {
  Object.assign(globalThis, { Worker: FakeWorker });
  /** @type {Event[]} */
  const heard = [];
  const end = new PageEnd("run-1", (event) => heard.push(event));
  return { end, worker: FakeWorker.last, heard };
}

test("a request names its run and takes the answer to its own id, in whatever order they come", async () => {
  const { end, worker } = makeEnd();
  const [first, second] = [end.ask("play", {}), end.ask("save", {})];
  const [one, two] = worker.asked;
  expect([one.run, two.run]).toEqual(["run-1", "run-1"]);
  expect(one.id).not.toBe(two.id);
  worker.onmessage({ data: { type: "answer", run: "run-1", id: two.id, value: { name: "file" } } });
  worker.onmessage({ data: { type: "answer", run: "run-1", id: one.id, value: undefined } });
  expect(await second).toEqual({ name: "file" });
  expect(await first).toBeUndefined();
});

test("a refusal rejects with its fault", async () => {
  const { end, worker } = makeEnd();
  const asked = end.ask("save", {});
  const fault = /** @type {const} */ ({ code: "not_open" });
  worker.onmessage({ data: { type: "refusal", run: "run-1", id: worker.asked[0].id, fault } });
  await expect(asked).rejects.toMatchObject({ fault });
});

test("a worker that ends answers all that is open with why, and takes nothing more", async () => {
  const { end, worker, heard } = makeEnd();
  const fault = /** @type {const} */ ({ code: "broke_down", words: "unreachable" });
  const asked = end.ask("step", {});
  worker.onmessage({ data: { type: "failed", run: "run-1", fault } });
  await expect(asked).rejects.toMatchObject({ fault });
  expect(worker.terminated).toBe(true);
  expect(heard).toEqual([{ type: "failed", run: "run-1", fault }]);
  await expect(end.ask("step", {})).rejects.toMatchObject({ fault });
  expect(worker.asked.length).toBe(1);
});
