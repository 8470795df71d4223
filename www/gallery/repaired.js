// The cases that the person has repaired, also in an earlier visit.

import { rememberedNames } from "../core/storage.js";

export const { names: repaired, note: noteRepaired } = rememberedNames("repaired");
