// The lessons' words; their ideas are lessons/*.md beside this file.

/** @import { LessonName } from "../../../learn/lessons.js" */

/**
 * `ways` are buttons, `answers` those to `question`.
 * @typedef {object} LessonWords
 * @property {string} title
 * @property {string} about
 * @property {Record<string, [string, string]>} tasks each with its hint
 * @property {string} saw
 * @property {string} [question]
 * @property {Record<string, string>} [answers]
 * @property {Record<string, string>} [ways]
 */

/** @type {Record<LessonName, LessonWords>} */
const LESSONS = {
  game: {
    title: "The game",
    about: "Two nets, and what each wants. Train a GAN until it finds most of the data.",
    tasks: {
      step: [
        "Take one step.",
        "Press One step above the plane. The points jump a little, and so does the shade.",
      ],
      cover: [
        "Train until 5 of the 8 modes are covered.",
        "Press Start and wait: a few hundred steps. If the points stay in a heap, press Start again; it may be paused.",
      ],
    },
    saw: "At first all points lie in a heap in the middle, where no data is. D learns that the middle is not real, and its answer falls there. The arrows point outwards, and the points follow them until they meet the clusters. Nobody told G where these are. A few points stay between two modes: G bends the plane of its latents without tearing it, so it cannot jump.",
  },
  curves: {
    title: "Read the curves",
    about: "A loss that falls is no good news here. Predict a curve, then bring the players to balance.",
    question: "D has a hundred times G’s learning rate. Where will D(x) and D(G(z)) go?",
    answers: {
      apart: "D(x) up, near 1; D(G(z)) down, near 0",
      half: "Both to 0.5",
      swapped: "D(x) down, near 0; D(G(z)) up, near 1",
    },
    tasks: {
      predict: ["Answer the question.", "Any answer will do: the run shows which one is right."],
      watch: [
        "Start, and look at the chart “Held to be real” until the two stay more than half apart.",
        "Press Start and train for a hundred steps. D(x) is blue, D(G(z)) orange.",
      ],
      balance: [
        "Bring both to between 0.25 and 0.75, and keep them there for a second, by the two learning rates below the run’s buttons.",
        "D is too fast for G. Set both learning rates to 0.001, and let it train.",
      ],
    },
    saw: "A fast D pulls its answers apart within a hundred steps: D(x) near 1, D(G(z)) near 0. G’s loss is high then, and it is still learning, but chases a D that is always ahead. With like learning rates both answers come back towards the dotted line at 0.5, and get no nearer than D can still tell the samples apart. That is balance, not yet success: look at the samples as well.",
  },
  collapse: {
    title: "Make it collapse, then repair it",
    about: "The best known fault of GANs: all samples are the same. Cause it, and cure it.",
    tasks: {
      break: [
        "Make it collapse: at most 2 modes covered with a fifth of the points in them, or until the doctor below finds mode collapse.",
        "Make G too fast: set Generator learning rate to 0.01, start, and train for a few hundred steps. The points may run about before many lie in a mode at the same time.",
      ],
      repair: [
        "Repair it: at least 5 modes covered.",
        "Set Generator learning rate back to 0.001 while it trains, and wait a few hundred steps.",
      ],
    },
    saw: "With large steps, G sends everything to the one place that D believes in at the moment. D answers, and the heap moves on. At the right speed the same nets spread out again: nothing was broken but the balance. On images you would have seen one good picture many times over.",
  },
  critic: {
    title: "The critic and its slope",
    about: "The Wasserstein distance: a question whose answer always has a slope to follow.",
    ways: { clip: "Train with a clip (WGAN)", penalty: "Train with a penalty (WGAN-GP)" },
    tasks: {
      slope: [
        "Shade the plane by D’s slope.",
        "Above the plane, open the list Shade and choose “D’s slope”.",
      ],
      clip: [
        "Train with the clip for 100 steps, and read the shade’s range below the plane.",
        "Press “Train with a clip”, or Start.",
      ],
      penalty: [
        "Train with the penalty until the slope where it is measured (the gradient norm) is between 0.75 and 1.25.",
        "Press “Train with a penalty” and wait. The gradient norm is among the other metrics, below the losses.",
      ],
    },
    saw: "With the clip, the slope is whatever the clipped weights make of it, and its scale has no meaning. With the penalty it is near 1 where the penalty measures it, between real and generated points. The distance is then in the units of the plane: it says how far the points still have to go.",
  },
  conditions: {
    title: "Ask for a class",
    about: "A conditional GAN makes what one asks for: first a mode, then a digit.",
    ways: { points: "Classes of points", digits: "Classes of digits" },
    tasks: {
      obey: [
        "Tick “Averaged weights” and train until half of the points lie in the mode of their class.",
        "Tick Averaged weights above the plane: without it the points still move about too much. Press Start, and read the last number below the plane. It takes a few hundred steps.",
      ],
      one: ["Ask for one class.", "Above the plane, choose a number from the list Class."],
      digit: [
        "Go on to digits, train for 150 steps, and ask for one digit.",
        "Press “Classes of digits”. When it has trained, choose a digit from the list Class above the pictures.",
      ],
    },
    saw: "Points of one colour gather in one mode: D knows what was asked for, and believes nothing else. No mode is left out, since each class is asked for. On digits, rows begin to differ long before they look like digits. Asking is also how GANs are put to use: draw this, in this style, of this kind.",
  },
  steps: {
    title: "By hand, at two speeds, and on average",
    about: "Take a step apart, see why the players take turns, and let an average calm them.",
    tasks: {
      apart: [
        "Press “Update D” until D(x) is 0.7 above D(G(z)).",
        "About fifteen updates of D alone. The numbers stand in the diagram, at x and G(z).",
      ],
      fooled: [
        "Press “Update G” until G’s loss is below 0.1.",
        "A few updates of G alone. Look where the points go.",
      ],
      average: [
        "Train on, tick “Averaged weights”, and reach 6 of 8 modes with them.",
        "Press Start and tick Averaged weights above the plane. If it takes long, lower both learning rates to 0.001.",
      ],
    },
    saw: "D alone is sure of itself within fifteen updates. G alone then fools this one D completely, by leaving for a place where no data is but where D says yes. Only in turns do they teach each other anything. At large learning rates the points run in circles, and their average is calmer than they are.",
  },
};

export default {
  title: "Six lessons",
  intro:
    "Each takes about five minutes: an idea, a run beside it, and something to do. The page looks at the run’s own numbers to see whether you have done it.",
  all: "All lessons",
  heading: (/** @type {number} */ place, /** @type {string} */ title) => `Lesson ${place}: ${title}`,
  next: (/** @type {string} */ title) => `Next lesson: ${title}`,
  to_tips: "On to the training tips",
  to_do: "To do",
  hint: "A hint",
  saw: "What you saw",
  done_before: "Done: ",
  standing: (/** @type {number} */ done, /** @type {number} */ of) => `${done} of ${of} done.`,
  finished: "All done. Well done!",
  finished_mark: "✓ Finished",
  count: (/** @type {number} */ done, /** @type {number} */ of) => `${done} of ${of} lessons finished.`,
  forget: "Start all over",
  task: (/** @type {LessonName} */ lesson, /** @type {string} */ task) =>
    LESSONS[lesson].tasks[task]?.[0] ?? "",
  hint_of: (/** @type {LessonName} */ lesson, /** @type {string} */ task) =>
    LESSONS[lesson].tasks[task]?.[1] ?? "",
  way: (/** @type {LessonName} */ lesson, /** @type {string} */ way) => LESSONS[lesson].ways?.[way] ?? "",
  each: LESSONS,
};
