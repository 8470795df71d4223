// Several runs in one page: a worker each, one compiled engine for all.

import { createServer } from "vite";
import { expect, test } from "./page.js";

/** @import { Page } from "@playwright/test" */
/** @import { Connect } from "vite" */

/** @type {Connect.SimpleHandleFunction} */
const empty = (_request, response) =>
  void response
    .setHeader("Content-Type", "text/html")
    .end("<!doctype html><link rel='icon' href='data:,'><body></body>");

/** @param {Page} page @param {() => Promise<void>} action on an empty page beside the modules as they are written */
async function besideModules(page, action) {
  const server = await createServer({
    server: { port: 4190, strictPort: false },
    logLevel: "error",
    plugins: [
      { name: "empty-page", configureServer: ({ middlewares }) => void middlewares.use("/empty", empty) },
    ],
  });
  await server.listen();
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}empty`);
    await action();
  } finally {
    await server.close();
  }
}

test("two runs train beside each other, each in its worker with its own messages", async ({ page }) => {
  await besideModules(page, async () => {
    const seen = await page.evaluate(async () => {
      let compiled = 0;
      const compile = WebAssembly.compileStreaming;
      WebAssembly.compileStreaming = (source) => {
        compiled += 1;
        return compile(source);
      };
      /** @type {string[][]} Whom each worker's messages name. */
      const named = [];
      const { Worker } = window;
      window.Worker = class extends Worker {
        /** @param {string | URL} script @param {WorkerOptions} [options] */
        constructor(script, options) {
          super(script, options);
          const names = new Set();
          named.push([]);
          const at = named.length - 1;
          this.addEventListener("message", ({ data }) => {
            names.add(data.run);
            named[at] = [...names];
          });
        }
      };
      const module = "/www/runs/run.js";
      /** @type {typeof import("../../www/runs/run.js")} */
      const { Run } = await import(module);
      const [first, second] = [new Run(), new Run()];
      for (const run of [first, second]) void run.watch({ samples: true });
      await Promise.all([
        first.open("variant=vanilla&batch=4&seed=3", "cpu"),
        second.open("variant=hinge&data=ring&batch=4", "cpu"),
      ]);
      const firstSamples = [first, second].map(({ state }) => state.samples.value);
      await Promise.all([first.play(), second.play()]);
      /** @param {() => boolean} holds */
      const until = async (holds) => {
        while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      await until(() =>
        [first, second].every(
          ({ state }, at) => state.progress.value.steps > 5 && state.samples.value !== firstSamples[at],
        ),
      );
      first.close();
      const reached = second.state.progress.value.steps;
      await until(() => second.state.progress.value.steps > reached + 3);
      return {
        compiled,
        named,
        ids: [first.id, second.id],
        variants: [first, second].map(({ state }) => state.recipe.value?.variant),
        saved: await first.save(),
      };
    });
    expect(seen.compiled).toBe(1);
    expect(seen.variants).toEqual(["vanilla", "hinge"]);
    expect(new Set(seen.ids).size).toBe(2);
    expect(seen.named).toEqual(seen.ids.map((id) => [id]));
    expect(seen.saved).toBeUndefined();
  });
});

test("a view ends without a trace, and mounts again with what its run had", async ({ page }) => {
  await besideModules(page, async () => {
    const seen = await page.evaluate(async () => {
      const modules = ["/www/runs/run.js", "/www/views/samples.js"];
      /** @type {[typeof import("../../www/runs/run.js"), typeof import("../../www/views/samples.js")]} */
      const [{ Run }, { mountSamples }] = /** @type {any} */ (
        await Promise.all(modules.map((module) => import(module)))
      );
      const root = document.body.appendChild(document.createElement("section"));
      const until = async (/** @type {() => unknown} */ holds) => {
        while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      const named = () => root.querySelector("#sampled-at")?.textContent;
      const run = new Run();
      let end = mountSamples(root, run);
      await run.open("variant=vanilla&batch=4", "cpu");
      await until(() => named() === "step 0");
      await run.average(true);
      end();
      const left = root.childElementCount;
      const samples = run.state.samples.value;
      await run.step();
      const computed = run.state.samples.value !== samples;
      end = mountSamples(root, run);
      await until(() => named() === "step 1");
      const averaged = root.querySelector("input")?.checked;
      end();
      return { left, computed, averaged };
    });
    expect(seen).toEqual({ left: 0, computed: false, averaged: true });
  });
});
