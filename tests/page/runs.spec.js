// Several runs in one page: a worker each, one compiled engine for all.

import { createServer } from "vite";
import { expect, test } from "./page.js";

test("two runs train beside each other, each in its worker with its own messages", async ({ page }) => {
  const server = await createServer({ server: { port: 4190, strictPort: false }, logLevel: "error" });
  await server.listen();
  try {
    const address = server.resolvedUrls?.local[0] ?? "";
    await page.route(`${address}blank`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
    );
    await page.goto(`${address}blank`);
    const seen = await page.evaluate(async () => {
      let compiled = 0;
      const compile = WebAssembly.compileStreaming;
      WebAssembly.compileStreaming = (source) => {
        compiled += 1;
        return compile(source);
      };
      const module = "/www/runs/run.js";
      /** @type {typeof import("../../www/runs/run.js")} */
      const { Run } = await import(module);
      const runs = ["variant=vanilla&batch=4&seed=3", "variant=hinge&data=ring&batch=4"].map((query) => {
        const run = new Run();
        const told = { id: run.id, variant: "", steps: 0, samples: 0, others: 0 };
        run.on("started", ({ recipe }) => (told.variant = String(recipe.variant)));
        run.on("state", ({ steps }) => (told.steps = steps));
        run.on("samples", () => (told.samples += 1));
        for (const type of /** @type {const} */ (["started", "state", "curves", "samples"])) {
          run.on(type, (news) => {
            if (!("run" in news) || news.run !== run.id) told.others += 1;
          });
        }
        return { run, told, opened: run.open(query, "cpu") };
      });
      await Promise.all(runs.map(({ opened }) => opened));
      await Promise.all(runs.map(({ run }) => run.play()));
      const [first, second] = runs;
      /** @param {() => boolean | undefined} holds */
      const until = async (holds) => {
        while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      await until(() => runs.every(({ told }) => told.steps > 5 && told.samples > 1));
      first?.run.close();
      const reached = second?.told.steps ?? 0;
      await until(() => second && second.told.steps > reached + 3);
      return { compiled, answer: await first?.run.save(), told: runs.map(({ told }) => told) };
    });
    expect(seen.compiled).toBe(1);
    expect(seen.answer).toBeUndefined();
    expect(seen.told.map(({ variant, others }) => [variant, others])).toEqual([
      ["vanilla", 0],
      ["hinge", 0],
    ]);
    expect(new Set(seen.told.map(({ id }) => id)).size).toBe(2);
  } finally {
    await server.close();
  }
});
