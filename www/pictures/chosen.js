// What the person chose or dropped: files, with the folders that they lie in.

/** @typedef {{ file: File, path: string[] }} Entry `path` is the folders above it, outermost first */

/**
 * Pictures under the name of their folder, each with its class: the folder inside of that one. `others` are no
 * pictures by their names.
 * @typedef {{ name: string, files: File[], labels: Uint8Array, classes: string[], others: string[], dropped: number }} Chosen
 */

/** The most pictures that are taken: pixels and their copies stay in memory. */
export const MOST = 20_000;
/** Labels are bytes. */
const MOST_CLASSES = 256;
const EXTENSIONS = /\.(jpe?g|png|webp|gif|bmp|avif)$/i;

/** @param {File} file Whether it says that it is a picture. */
export const isPicture = (file) => file.type.startsWith("image/") || EXTENSIONS.test(file.name);

/** @param {Entry[]} entries @param {string} otherwise the name where they lie in no one folder @returns {Chosen} */
export function chosenFrom(entries, otherwise) {
  const pictures = entries.filter(({ file }) => isPicture(file)).sort(byPath);
  const taken = pictures.slice(0, MOST);
  const roots = new Set(taken.map(({ path }) => path[0]));
  const [root] = roots;
  const inOne = roots.size === 1 && root !== undefined;
  // Several folders side by side are classes themselves.
  const folderOf = (/** @type {Entry} */ { path }) => path[inOne ? 1 : 0] ?? "";
  const classes = [...new Set(taken.map(folderOf))].sort();
  const known = classes.length <= MOST_CLASSES;
  return {
    name: inOne ? root : otherwise,
    files: taken.map(({ file }) => file),
    labels: Uint8Array.from(taken, (entry) => (known ? classes.indexOf(folderOf(entry)) : 0)),
    classes: known ? classes : [""],
    others: entries.filter(({ file }) => !isPicture(file)).map(({ file }) => file.name),
    dropped: pictures.length - taken.length,
  };
}

/** @param {Iterable<File>} files @returns {Entry[]} As a file chooser gives them, of a folder or not. */
export const entriesOf = (files) =>
  Array.from(files, (file) => ({ file, path: file.webkitRelativePath.split("/").slice(0, -1) }));

/** @param {DataTransfer} transfer @returns {Promise<Entry[]>} What was dropped, folders and all; to be called at once. */
export async function entriesIn(transfer) {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return entriesOf(transfer.files);
  return (await Promise.all(entries.map((entry) => walk(entry, [])))).flat();
}

/** @param {FileSystemEntry} entry @param {string[]} path @returns {Promise<Entry[]>} */
async function walk(entry, path) {
  if (entry.isFile) {
    const file = /** @type {FileSystemFileEntry} */ (entry);
    return [{ file: await new Promise((resolve, reject) => file.file(resolve, reject)), path }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {Entry[]} */
  const found = [];
  for (;;) {
    // A reader gives a hundred at a time.
    const some = /** @type {FileSystemEntry[]} */ (
      await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    );
    if (some.length === 0) return found;
    for (const inner of some) found.push(...(await walk(inner, [...path, entry.name])));
  }
}

/** @param {Entry} one @param {Entry} other The order of their names, whatever order the system gives them in. */
const byPath = (one, other) => {
  const [a, b] = [one, other].map(({ path, file }) => [...path, file.name].join("/"));
  return (a ?? "") < (b ?? "") ? -1 : 1;
};
