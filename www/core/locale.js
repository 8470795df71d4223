// A browser started without a locale calls its language "C", which `Intl` does not take: uPlot formats its numbers in
// that language as it loads, and its exception kept the whole page from starting. English stands in.

try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}
