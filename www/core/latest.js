// Work that takes its time, asked for faster than it is done: only the last of what was asked matters.

/**
 * @param {() => Promise<void>} action takes what it needs when it begins
 * @returns {() => void} asks for it: done at once, or once more when the present one is done
 */
export function latest(action) {
  let busy = false;
  let again = false;
  return async function ask() {
    again = busy;
    if (busy) return;
    busy = true;
    try {
      await action();
    } finally {
      busy = false;
      if (again) void ask();
    }
  };
}
