// The words of the page of learning, which loads them with itself. Its longer texts are the Markdown in this folder.

import glossary from "./glossary/index.js";
import lessons from "./lessons.js";
import tips from "./tips.js";

/** @type {Record<string, string>} With their formulas typeset at build time. */
const texts = import.meta.glob("./**/*.md", { import: "default", eager: true });

export const words = {
  title: "Learn",
  parts: { lessons: "Lessons", tips: "Training tips", glossary: "Glossary", uses: "What GANs are used for" },
  lessons,
  tips,
  glossary,
  /** @param {string} name @returns {string} Our own HTML. */
  html: (name) => texts[`./${name}.md`] ?? "",
};
