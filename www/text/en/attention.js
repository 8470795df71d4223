// Where the generator looks.

export default {
  "attention.layer":
    "Where the generator looks. The arrow keys move the pixel that looks; what it looks at is coloured.",
  "attention.hint": (/** @type {string} */ gamma) =>
    `Point at a pixel, or go there with Tab and the arrow keys, to see where the generator’s attention looks from there. It takes up ${gamma} times what it finds (gamma, from 0).`,
  "attention.said": (
    /** @type {{ row: number, column: number, rows: string, columns: string, share: string, even: string }} */ {
      row,
      column,
      rows,
      columns,
      share,
      even,
    },
  ) =>
    `From row ${row}, column ${column} it looks most at rows ${rows}, columns ${columns}: ${share} % of its weight, where an even look would give ${even} %.`,
};
