// Complex numbers, as far as eigenvalues need them.

/** @typedef {{ re: number, im: number }} Complex */

/** @param {number} re @returns {Complex} */
export const real = (re) => ({ re, im: 0 });

/** @param {Complex} z */
export const modulus = ({ re, im }) => Math.hypot(re, im);

/** @param {Complex} a @param {Complex} b @returns {Complex} */
export const add = (a, b) => ({ re: a.re + b.re, im: a.im + b.im });

/** @param {number} factor @param {Complex} z @returns {Complex} */
export const scale = (factor, { re, im }) => ({ re: factor * re, im: factor * im });

/** @param {Complex} a @param {Complex} b @returns {Complex} */
export const multiply = (a, b) => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });

/** @param {Complex} z @returns {Complex} The root whose real part is not negative. */
export function squareRoot(z) {
  const size = modulus(z);
  const im = Math.sqrt(Math.max(0, (size - z.re) / 2));
  return { re: Math.sqrt(Math.max(0, (size + z.re) / 2)), im: z.im < 0 ? -im : im };
}

/** @param {Complex} sum @param {Complex} product @returns {Complex[]} The two numbers of that sum and product. */
export function roots(sum, product) {
  const middle = scale(0.5, sum);
  const off = squareRoot(add(multiply(middle, middle), scale(-1, product)));
  return [add(middle, off), add(middle, scale(-1, off))];
}
