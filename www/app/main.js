// The page: one run, and views that draw what is known of it and ask what the person asks.

import { started } from "./starting.js";
import "../styles/page.css";
import "../styles/buttons.css";
import "../styles/parts.css";
import "../styles/columns.css";
import "../styles/projector.css";
import { effect } from "@preact/signals-core";
import { byId, make } from "../core/dom.js";
import { lessMotion, pageSeen } from "../core/seen.js";
import { language, speak } from "../core/text.js";
import { watchOver } from "../doctor/watch.js";
import { Run } from "../runs/run.js";
import { mountBench } from "../views/bench.js";
import { mountCurves } from "../views/curves.js";
import { mountDoctor } from "../views/doctor.js";
import { mountHeader } from "../views/header.js";
import { mountNarration } from "../views/narration.js";
import { mountRepair } from "../views/repair.js";
import { mountRunBar } from "../views/run-bar.js";
import { mountSamples } from "../views/samples.js";
import { mountSettings } from "../views/settings.js";
import { mountSummary } from "../views/summary.js";
import { mountTheory } from "../views/theory.js";
import { mountWays } from "../views/ways.js";
import * as address from "./address.js";
import { sayProblems } from "./problems.js";
import { mountRoutes } from "./routes.js";

void speak().then(start);

function start() {
  document.documentElement.lang = language;
  const run = new Run();
  const links = make("nav");
  mountHeader(byId("header"), links);
  if (address.benchSteps !== undefined) {
    byId("workbench").hidden = true;
    mountBench(byId("bench"), run, address.query, address.benchSteps, address.workers ?? 1);
  } else {
    mountRunBar(byId("run-bar"), run);
    mountNarration(byId("narration"), run);
    mountWays(byId("ways"), run);
    mountSettings(byId("settings"), run);
    mountSamples(byId("samples"), run);
    watchOver(run.state);
    mountDoctor(byId("doctor"), run);
    mountRepair(byId("repair"), run, byId("doctor"));
    mountCurves(byId("curves"), run);
    mountTheory(byId("theory"), run);
    mountSummary(byId("summary"), run);
    sayProblems(run);
    effect(() => void run.watch({ page: pageSeen.value }));
    effect(() => run.state.shown.value && started());
    const { query, device, workers, paused } = address;
    void run.open(query, device, {
      play: !paused && !lessMotion,
      workers,
      cores: navigator.hardwareConcurrency,
    });
    address.follow(run.state);
  }
  mountRoutes(links);
}
