// Holds the engine, and fetches what a query needs beyond the first index.

import { Engine } from "./engine.js";
import { pause, Shelves } from "./shelves.js";

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]{2}/i;
const AT_ONCE = 8; // sections that are weighed without a pause

/** Answers queries; with promises, because what answers them may have to be fetched first. */
export class Library {
  /** `fetched` takes an address to a promise of what the JSON there holds. */
  constructor(url, fetched = fetchJSON) {
    this.fetched = fetched;
    this.folder = url.replace(/\.json$/, "/");
    this.scripts = new Set();
    this.ready = fetched(url).then((data) => {
      this.engine = new Engine(data);
      this.foreign = HAN.test(data.said?.label ?? "") ? LATIN : HAN;
      this.shelves = new Shelves(this.folder, data.shelves, fetched);
    });
  }

  /** What is known of a query, from what is here; null before anything is. */
  now(query) {
    return this.engine?.search(query) ?? null;
  }

  /** True when something was fetched for this query that may change what is known. Rejects when a part is missing. */
  async fetch(query) {
    await this.ready;
    const fetched = [this.fetchAsked, this.fetchTraditional, this.fetchExamples].map((more) => more.call(this, query));
    const ended = await Promise.allSettled([...fetched, this.shelves.fetch(query, this.engine)]);
    for (const { reason } of ended) if (reason) throw reason;
    return ended.some(({ value }) => value);
  }

  async search(query) {
    await this.fetch(query);
    return this.now(query);
  }

  /** How people ask in another language is fetched when somebody does. */
  async fetchAsked(query) {
    if (this.asked || !this.foreign.test(query)) return false;
    this.asked = true;
    const asked = Object.entries(await this.fetched(`${this.folder}asked.json`));
    while (asked.length) {
      this.engine.learn(Object.fromEntries(asked.splice(0, AT_ONCE)));
      await pause();
    }
    return true;
  }

  /** What people brought before is fetched for a query of several words, in its script. */
  async fetchExamples(query) {
    const script = this.engine.script(query);
    if (!script || this.scripts.has(script)) return false;
    this.scripts.add(script);
    const found = this.fetched(`${this.folder}examples-${script}.json`);
    const [{ Examples }, examples] = await Promise.all([import("./examples.js"), found]);
    this.engine.examples[script] = new Examples(examples);
    return true;
  }

  /** Which simplified characters stand for traditional ones is fetched when a query has characters that are not known. */
  async fetchTraditional(query) {
    if (this.traditional || !this.engine.lacks(query)) return false;
    this.traditional = true;
    this.engine.traditional = await this.fetched(`${this.folder}traditional.json`);
    return true;
  }
}

async function fetchJSON(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.json();
}
