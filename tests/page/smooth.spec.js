// The page stays smooth while the worker trains.

import { expect, open, test } from "./page.js";

/** Steps of half a second or more on two cores: whoever waited for one would be seen to. */
const SLOW = "?variant=dcgan&data=digits&batch=256&device=cpu";

test("the page draws and answers while a step is under way", async ({ page }) => {
  await open(page, SLOW);
  const frames = await page.evaluate(
    () =>
      /** @type {Promise<number>} */ (
        new Promise((resolve) => {
          const steps = /** @type {HTMLElement} */ (document.getElementById("steps"));
          const before = steps.textContent;
          let frames = 0;
          const count = () => {
            if (steps.textContent !== before) return resolve(frames);
            frames += 1;
            requestAnimationFrame(count);
          };
          document.getElementById("step")?.click();
          requestAnimationFrame(count);
        })
      ),
  );
  console.log(`${frames} frames were drawn while one step ran`);
  // One that waits for the step draws the frame of the click and the one after the step.
  expect(frames).toBeGreaterThan(4);
});
