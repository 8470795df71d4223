// Firefox over WebDriver BiDi, which Puppeteer speaks.

import { launch } from "puppeteer-core";

/** @import { Driven } from "./driven.js" */

/** @param {string} downloads the folder that files are saved to @returns {Promise<Driven>} */
export async function firefox(downloads) {
  const browser = await launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    defaultViewport: { width: 1440, height: 900 },
    extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": downloads },
  });
  const output = /** @type {string[]} */ ([]);
  const complaints = /** @type {string[]} */ ([]);
  browser.process()?.stderr?.on("data", (text) => output.push(String(text)));
  const page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return {
    open: async (address) => void (await page.goto(address)),
    run: (expression) => page.evaluate(expression),
    press: async (xpath) => {
      const element = await page.waitForSelector(`xpath/${xpath}`, { visible: true });
      await element?.click();
    },
    output: () => output.join(""),
    complaints: async () => complaints,
    close: () => browser.close(),
  };
}
