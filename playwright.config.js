// The page's tests: the built page in a whole Chromium, driven as a person would; and once through it in Firefox and
// WebKit.

import { defineConfig } from "@playwright/test";

const FLAGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** A WebGPU adapter computed by the processor, for machines without a graphics card. */
const SWIFTSHADER = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
  "--use-vulkan=swiftshader",
];

const [PAGE, OTHERS] = ["tests/page", "tests/browsers"];

/** @param {string[]} more */
const chromium = (...more) => ({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: false,
  args: [...FLAGS, ...more],
});

/** Another one lets two checkouts be tested beside each other. */
const address = `http://localhost:${process.env.PORT ?? 4173}`;

export default defineConfig({
  // Training on WebGPU computed by the processor takes all its cores. `npm test` runs those on the CPU two at a time.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: { baseURL: address, viewport: { width: 1440, height: 900 } },
  webServer: {
    command: `npm run serve -- --strictPort --port ${new URL(address).port}`,
    url: address,
    reuseExistingServer: !process.env.CI,
  },
  projects: [
    { name: "cpu", testDir: PAGE, testIgnore: /webgpu/, use: { launchOptions: chromium() } },
    {
      name: "webgpu",
      testDir: PAGE,
      testMatch: /webgpu/,
      timeout: 600_000,
      use: { launchOptions: chromium(...SWIFTSHADER) },
    },
    // One test goes through the whole page, the browser's start included.
    { name: "firefox", testDir: OTHERS, timeout: 120_000 },
    { name: "webkit", testDir: OTHERS, timeout: 120_000 },
  ],
});
