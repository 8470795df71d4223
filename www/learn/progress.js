// The lessons that the person has finished, also in an earlier visit.

import { rememberedNames } from "../core/storage.js";

export const { names: finished, note: noteFinished, forgetAll } = rememberedNames("lessons");
