// Arrays move between threads rather than being copied: whoever sends one has no more of it.

/** @param {unknown} content @returns {Transferable[]} The buffers of the arrays that it holds directly. */
export const arraysIn = (content) =>
  Object.values(content ?? {}).flatMap((value) =>
    ArrayBuffer.isView(value) ? [/** @type {ArrayBuffer} */ (value.buffer)] : [],
  );
