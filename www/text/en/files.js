// A run as a file or a link, and MNIST's files.

export default {
  "files.save": "Save",
  "files.load": "Load",
  "files.copy": "Copy link",
  "files.saved_run": "A saved run",
  "files.saved": (/** @type {string} */ name) =>
    `Saved as ${name}. Load it here to go on, or on a workstation: saddle resume ${name} --out FOLDER --steps TOTAL`,
  "files.copied": "The address of this experiment is in the clipboard: who opens it gets the same run.",
  "files.not_copied": (/** @type {string} */ address) =>
    `The browser keeps the clipboard closed. The address to copy: ${address}`,

  "mnist.title": "MNIST needs its two files",
  "mnist.who_sees":
    "The download, 10 MB, contacts storage.googleapis.com, or ossci-datasets.s3.amazonaws.com where that fails; both then see your address. Your own files stay in this page.",
  "mnist.download": "Download",
  "mnist.choose": "Choose files",
  "mnist.unusable": (/** @type {string} */ why) => `These files cannot be used. ${why}.`,
  "mnist.looking": "Looking for the files beside the page …",
  "mnist.not_beside": "The files do not lie beside this page. Download them, or choose or drop your own.",
  "mnist.downloading": (/** @type {string} */ host) => `Downloading from ${host} …`,
  "mnist.no_mirror": (/** @type {string} */ problems) =>
    `No mirror gave the files (${problems}). Choose or drop them instead.`,
  "mnist.strange": (/** @type {string} */ names) =>
    `Neither a saved run nor a file in MNIST’s format: ${names}.`,
  "mnist.labels_next": (/** @type {string} */ name) => `Now the file of labels, ${name}.`,
  "mnist.images_next": (/** @type {string} */ name) => `Now the file of images, ${name}.`,
  "mnist.reading": "Reading the files …",
  "mnist.answered": (/** @type {number} */ status) => `it answered ${status}`,
  "mnist.no_https": "this page is not served over HTTPS, so the download cannot be checked",
  "mnist.not_published": (/** @type {string} */ name) => `${name} is not the published file`,
};
