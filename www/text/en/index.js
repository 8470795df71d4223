// The page's words in English. A second language is a folder beside this one, with the same keys.

import attention from "./attention.js";
import bench from "./bench.js";
import curves from "./curves.js";
import device from "./device.js";
import digitScores from "./digit-scores.js";
import doctor from "./doctor.js";
import duel from "./duel.js";
import explore from "./explore.js";
import faults from "./faults.js";
import files from "./files.js";
import flow from "./flow.js";
import gallery from "./gallery.js";
import lab from "./lab.js";
import narration from "./narration.js";
import own from "./own.js";
import page from "./page.js";
import pad from "./pad.js";
import run from "./run.js";
import samples from "./samples.js";
import scores from "./scores.js";
import settings from "./settings.js";
import styles from "./styles.js";
import translation from "./translation.js";
import truncation from "./truncation.js";

export default {
  ...attention,
  ...bench,
  ...curves,
  ...device,
  ...digitScores,
  ...doctor,
  ...duel,
  ...explore,
  ...faults,
  ...files,
  ...flow,
  ...gallery,
  ...lab,
  ...narration,
  ...own,
  ...page,
  ...pad,
  ...run,
  ...samples,
  ...scores,
  ...settings,
  ...styles,
  ...translation,
  ...truncation,
};
