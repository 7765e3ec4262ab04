// Fetches the index of a language, once.

import { Engine } from "./engine.js";

/** Answers queries; a promise, because what answers them may have to be fetched first. */
export class Library {
  constructor(url) {
    this.ready = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${response.status} for ${url}`);
      return response.json();
    }).then((data) => (this.engine = new Engine(data)));
  }

  async search(query) {
    const engine = await this.ready;
    return engine.search(query);
  }
}
