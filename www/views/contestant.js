// One of several runs beside each other: its samples, small, and where it stands.

import { colour, make } from "../core/dom.js";
import { whole } from "../core/numbers.js";
import { severalClasses } from "../core/samples.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { dark } from "../core/theme.js";
import { drawing } from "../core/view.js";
import { dotsOf } from "./lab/lab.js";
import { coverageInWords } from "./lab/legend.js";
import { drawPlane } from "./lab/plane.js";
import { drawImages } from "./pictures/images.js";
import { blank, canvas, describeGenerated } from "./sampled.js";
import { troubleOf } from "./trouble.js";

/** @import { ToldOf } from "../protocol/messages.js" */
/** @import { Run } from "../runs/run.js" */

/** @param {Run} run @param {string} name @param {string} colourName of the style sheet, its curve's */
export function contestant(run, name, colourName) {
  const { shown, samples, progress } = run.state;
  const picture = canvas(`samples-of-${run.id}`);
  const title = make("h5", {}, name);
  title.style.setProperty("--its", `var(--${colourName})`);
  const standing = make("p", { class: "standing" });
  const trouble = troubleOf(run);
  const element = make("div", { class: "contestant" }, title, picture, standing, trouble.element);
  const { seen, stop } = watchSight(element);
  const asking = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value, dark: dark.value }),
    ({ shown, samples, dark }) => {
      if (shown && samples) draw(picture, shown, samples, dark);
      else blank(picture);
    },
  );
  const numbers = drawing(
    seen,
    () => ({ steps: progress.value.steps, scores: samples.value?.scores }),
    ({ steps, scores }) => {
      standing.textContent = [t("samples.step", whole(steps)), coverageInWords(scores)]
        .filter(Boolean)
        .join(" · ");
    },
  );
  const end = () => {
    for (const over of [asking, numbers, stop, trouble.end]) over();
  };
  return { element, seen, end };
}

/** @param {HTMLCanvasElement} canvas @param {ToldOf<"started">} shown @param {ToldOf<"samples">} samples @param {boolean} dark */
function draw(canvas, shown, samples, dark) {
  if (shown.shape[0] === 2) {
    const dots = dotsOf(shown, samples, ["real", "generated"], dark);
    drawPlane(canvas, shown.real, dots, {}, coloursOfPlane());
  } else drawImages(canvas, samples.values, shown.shape, severalClasses(samples.classes));
  describeGenerated(canvas, samples, shown.shape);
}

const coloursOfPlane = () => ({
  axes: colour("line"),
  discriminator: colour("discriminator"),
  generator: colour("generator"),
  penalty: colour("ink"),
});
