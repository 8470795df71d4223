// WebKit: WebKitGTK's own MiniBrowser on a screen in memory, over plain WebDriver.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** @import { ChildProcess } from "node:child_process" */
/** @import { AddressInfo } from "node:net" */
/** @import { Driven } from "./driven.js" */

/** The most milliseconds that an answer may take. */
const PATIENCE = 30_000;
/** The name of an element in WebDriver's answers. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** WebDriver does not tell of exceptions, so the page notes them. It says by itself what is thrown before. */
const LISTEN = `
  window.thrown = [];
  addEventListener("error", ({ message }) => thrown.push(message));
  addEventListener("unhandledrejection", ({ reason }) => thrown.push(String(reason)));`;

/** @param {string} downloads the folder that files are saved to @returns {Promise<Driven>} */
export async function webkit(downloads) {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1440x900x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [display] = await runs(screen, once(/** @type {NodeJS.EventEmitter} */ (screen.stdio[3]), "data"));
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    // A home without a folder for downloads: files are saved where the browser was started.
    cwd: downloads,
    env: { ...process.env, DISPLAY: `:${String(display).trim()}`, HOME: downloads },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = outputOf(driver);
  try {
    const session = await runs(driver, begin(`http://127.0.0.1:${port}`));
    const execute = (/** @type {string} */ script) => ask(`${session}/execute/sync`, { script, args: [] });
    return {
      async open(url) {
        await ask(`${session}/url`, { url });
        await execute(LISTEN);
      },
      run: (expression) => execute(`return (${expression})`),
      async press(xpath) {
        const found = await ask(`${session}/element`, { using: "xpath", value: xpath });
        await ask(`${session}/element/${found[ELEMENT]}/click`, {});
      },
      output,
      complaints: () => execute("return thrown"),
      async close() {
        // A browser that hangs is ended below all the same.
        await fetch(session, { method: "DELETE", signal: AbortSignal.timeout(5000) }).catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw new Error(`WebKit did not start: ${error}\n${output()}`);
  }

  function end() {
    driver.kill();
    screen.kill();
  }
}

/** @param {string} driver @returns {Promise<string>} The address of a session, with its window in place. */
async function begin(driver) {
  while (!(await fetch(`${driver}/status`).catch(() => false))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { sessionId } = await ask(`${driver}/session`, { capabilities: {} });
  const session = `${driver}/session/${sessionId}`;
  await ask(`${session}/window/rect`, { width: 1440, height: 900 });
  return session;
}

/**
 * @param {string} address
 * @param {object} body
 * @returns {Promise<any>} The answer's value.
 */
async function ask(address, body) {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(address, { method: "POST", body: JSON.stringify(body), signal });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/**
 * @template T
 * @param {ChildProcess} program
 * @param {Promise<T>} sign of its running
 * @returns {Promise<T>} The sign, or a rejection should the program end before or not be there.
 */
function runs(program, sign) {
  const ended = once(program, "exit").then(([code]) => {
    throw new Error(`${program.spawnfile} ended with ${code}`);
  });
  return Promise.race([sign, ended]);
}

/** @param {ChildProcess} program @returns {() => string} All that it has said so far. */
function outputOf(program) {
  /** @type {string[]} */
  const said = [];
  for (const stream of [program.stdout, program.stderr]) {
    stream?.on("data", (text) => said.push(String(text)));
  }
  return () => said.join("");
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}
