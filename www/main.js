// The page: one worker that trains, and panels that draw what it says and send what the person asks.

import { started } from "./starting.js";
import "./styles/page.css";
import "./styles/buttons.css";
import "./styles/parts.css";
import * as address from "./address.js";
import { Link } from "./link.js";
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
import { mountRoutes } from "./routes.js";

const link = new Link();
mountTheme();
mountRoutes();
if (address.benchSteps !== undefined) {
  mountBench(link, address.query, address.benchSteps);
} else {
  mountNotice(link);
  mountSettings(link);
  mountRunBar(link);
  mountSamples(link);
  mountCurves(link);
  mountSummary(link);
  mountDevice(link);
  mountTheory(link);
  mountFiles(link, mountMnist(link));
  link.on("started", started);
  link.on("linked", ({ query }) => address.cameWith(query));
  for (const type of /** @type {const} */ (["started", "recipe"])) {
    link.on(type, ({ query }) => address.show({ query }));
  }
  link.send({ type: "open", query: address.query, device: address.device });
}
