// `make play`: serves the built page, and builds the GPU's engine behind it, which takes longer than all the rest. Until
// it is there, the page is told how far the build has come; both end together.

import { spawn, spawnSync } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { preview } from "vite";

/** @import { Connect } from "vite" */

const ENGINE = "dist/assets/gpu.json";
const LOG = ".tools/gpu-engine.log";

/** @type {"built" | "building" | "failed"} */
let state = spawnSync("make", ["--question", ENGINE]).status === 0 ? "built" : "building";

/** @type {Connect.NextHandleFunction} */
const answer = (_, response, next) => {
  if (state === "built") return next();
  response.setHeader("Content-Type", "application/json").end(JSON.stringify({ state }));
};
const server = await preview({
  plugins: [
    {
      name: "gpu-engine-to-come",
      configurePreviewServer: ({ middlewares }) => void middlewares.use("/assets/gpu.json", answer),
    },
  ],
});
server.printUrls();
if (state === "building") build();

/** With all that it starts, in a group of its own, which ends with this program. */
function build() {
  const log = openSync(LOG, "w");
  const make = spawn("nice", ["make", ENGINE], { detached: true, stdio: ["ignore", log, log] });
  console.log(`The page trains on the CPU. The GPU's engine is being built behind it (${LOG}).`);
  make.on("exit", (code) => {
    state = code === 0 ? "built" : "failed";
    console.log(
      code === 0
        ? "The GPU's engine is built: the page takes it up."
        : `The GPU's engine could not be built, and the page does without it. The end of ${LOG}:\n${end(LOG)}`,
    );
  });
  process.on("exit", () => {
    if (state === "building" && make.pid) process.kill(-make.pid);
  });
  for (const [signal, code] of /** @type {const} */ ([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])) {
    process.on(signal, () => process.exit(code));
  }
}

/** @param {string} file */
const end = (file) => readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
