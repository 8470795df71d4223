// A browser as the scenario drives it, whichever it is; and the test that has one, by its project's name.

import { test as base } from "@playwright/test";
import { firefox } from "./firefox.js";
import { webkit } from "./webkit.js";

/**
 * @typedef {object} Driven
 * @property {(address: string) => Promise<unknown>} open
 * @property {(expression: string) => Promise<any>} run the value of an expression in the page
 * @property {(xpath: string) => Promise<void>} press a click where the pointer would
 * @property {() => string} output what the browser has said in its terminal
 * @property {() => Promise<string[]>} complaints what the page threw
 * @property {() => Promise<unknown>} close
 */

/** @type {Record<string, (downloads: string) => Promise<Driven>>} */
const BROWSERS = { firefox, webkit };

/** @type {ReturnType<typeof base.extend<{ driven: Driven }>>} */
export const test = base.extend({
  driven: async ({}, use, info) => {
    const launch = BROWSERS[info.project.name];
    if (!launch) throw new Error(`no browser is called ${info.project.name}`);
    const driven = await launch(info.outputPath());
    await use(driven);
    if (info.status !== info.expectedStatus) {
      const said = driven.output().split("\n").slice(-60).join("\n");
      console.error(`What ${info.project.name} said in its terminal:\n${said}`);
    }
    await driven.close();
  },
});

export { expect } from "@playwright/test";
