// The search among the settings: by the words of their labels, names and help, or those that are changed.

import { make } from "../core/dom.js";
import { t } from "../core/text.js";

/** @import { Field } from "../engine/api.js" */

/** @param {() => void} changed called when something else is asked for */
export function makeSearch(changed) {
  const input = make("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false" });
  const only = make("input", { type: "checkbox", id: "only-changed" });
  const result = make("p", { class: "note", role: "status" });
  const element = make(
    "div",
    { id: "search-settings" },
    make("label", { for: "search" }, t("settings.search")),
    input,
    make("label", { class: "check" }, only, " ", t("settings.only_changed")),
    result,
  );
  input.addEventListener("input", changed);
  only.addEventListener("change", changed);
  const words = () => input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const isOn = () => only.checked || words().length > 0;

  return {
    element,
    /** @param {Field} field @param {boolean} isChanged */
    wants({ label, name, help }, isChanged) {
      const text = `${label} ${name} ${help}`.toLowerCase();
      return (isChanged || !only.checked) && words().every((word) => text.includes(word));
    },
    /** @param {number} count of those found @param {string[]} above those found that always stand above */
    tell(count, above) {
      if (!isOn()) return result.replaceChildren();
      const elsewhere = above.length > 0 ? t("settings.found_above", above.join(", ")) : "";
      const here = count > 0 || above.length === 0 ? found(count) : "";
      result.textContent = `${here} ${elsewhere}`.trim();
    },
    clear() {
      input.value = "";
      only.checked = false;
      changed();
    },
  };
}

/** @param {number} count */
const found = (count) => (count === 0 ? t("settings.none_found") : t("settings.found", count));
