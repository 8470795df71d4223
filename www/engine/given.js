// The data that the person gave the page: MNIST's files, and own pictures.

/** @import { Bundle, Recipe } from "./api.js" */
/** @import { Files, Pictures } from "../protocol/messages.js" */

export class Given {
  /** @type {Files | undefined} */
  mnist;
  /** @type {Pictures | undefined} */
  pictures;

  /** @param {Recipe} recipe Whether its data are lacking, or of another size. */
  lacks({ data, image_size, greyscale }) {
    if (data === "mnist") return this.mnist === undefined;
    if (data !== "folder") return false;
    const channels = greyscale === true ? 1 : 3;
    return this.pictures?.size !== Number(image_size) || this.pictures.channels !== channels;
  }

  /** @param {Recipe} recipe Its data cannot be used. */
  forget({ data }) {
    if (data === "mnist") this.mnist = undefined;
    if (data === "folder") this.pictures = undefined;
  }

  /** @param {Recipe} recipe @returns {Partial<Given>} Of the data, those that its runs need. */
  neededBy({ data }) {
    const { mnist, pictures } = this;
    if (data === "mnist" && mnist) return { mnist };
    return data === "folder" && pictures ? { pictures } : {};
  }

  /** @param {Bundle} bundle @param {Recipe} recipe @returns {object | undefined} Its data as `bundle` takes them, for one run. */
  filesFor({ DataFiles }, { data }) {
    const { mnist, pictures } = this;
    if (data === "mnist" && mnist) {
      return new DataFiles(mnist.imagesName, mnist.images, mnist.labelsName, mnist.labels);
    }
    if (data !== "folder" || !pictures) return undefined;
    const { name, channels, size, pixels, labels } = pictures;
    return DataFiles.pictures(name, channels, size, pixels, labels);
  }
}
