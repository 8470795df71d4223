// The page: one worker that trains, and panels that draw what it says and send what the person asks.

import { started } from "./starting.js";
import "./styles/page.css";
import "./styles/buttons.css";
import "./styles/parts.css";
import * as address from "./address.js";
import { mountBench } from "./panels/bench.js";
import { mountCurves } from "./panels/curves.js";
import { mountDevice } from "./panels/device.js";
import { mountFiles } from "./panels/files.js";
import { mountMnist } from "./panels/mnist.js";
import { mountNotice } from "./panels/notice.js";
import { mountRunBar } from "./panels/run-bar.js";
import { mountSamples } from "./panels/samples.js";
import { mountSettings } from "./panels/settings.js";
import { mountSummary } from "./panels/summary.js";
import { mountTheme } from "./panels/theme.js";
import { mountTheory } from "./panels/theory.js";
import { Run } from "./runs/run.js";

const run = new Run();
mountTheme();
if (address.benchSteps !== undefined) {
  mountBench(run, address.query, address.benchSteps);
} else {
  mountNotice(run);
  mountSettings(run);
  mountRunBar(run);
  mountSamples(run);
  mountCurves(run);
  mountSummary(run);
  mountDevice(run);
  mountTheory(run);
  mountFiles(run, mountMnist(run));
  run.on("started", started);
  run.on("linked", ({ query }) => address.cameWith(query));
  for (const type of /** @type {const} */ (["started", "recipe"])) {
    run.on(type, ({ query }) => address.show({ query }));
  }
  void run.open(address.query, address.device);
}
