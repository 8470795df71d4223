// The training worker: owns the wasm, the run and the loop, so that the page only draws.

import { answerBy, tell } from "../protocol/worker-end.js";
import { cpuScript } from "./cpu.js";
import { Host } from "./host.js";

const host = new Host(tell);
// A trap inside a promise of the engine's leaves that promise waiting for ever, and is heard of only here.
self.addEventListener("error", (event) => {
  if (host.broke(event.error)) event.preventDefault();
});
answerBy((request) => host.receive(request));
// Loads beside the module, which takes longer; what is wrong with it is told where it is needed.
cpuScript()?.catch(() => {});
