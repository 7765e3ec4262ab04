// Pages beyond the first index: a directory tells which of them hold the terms of a query, and those are fetched.

import { near } from "./near.js";
import { normal, stem } from "./words.js";

const MOST_TERMS = 32;
const MOST_PAGES = 8;

/** Weighing takes some milliseconds, and the reader must not wait for all of it. */
export const pause = () => new Promise((resolve) => setTimeout(resolve));

export class Shelves {
  constructor(folder, { first, pages }, fetched) {
    Object.assign(this, { folder, first, pages, fetched });
    this.drawers = new Map();
    this.taken = new Set();
  }

  /** Fetches into `engine` the pages that a query is most likely about. False: none that is not there already. */
  async fetch(query, engine) {
    if (!this.pages) return false;
    const terms = rarest(query, engine).slice(0, MOST_TERMS);
    const places = await Promise.all(terms.map((term) => this.places(term, engine)));
    const wanted = this.best(places).filter((page) => !this.taken.has(page));
    for (const page of wanted) this.taken.add(page);
    const pages = await Promise.all(wanted.map((page) => this.fetched(`${this.folder}page-${page}.json`)));
    for (const { page, sections } of pages) {
      engine.index.addPage(page, sections);
      await pause();
    }
    return pages.length > 0;
  }

  /** Where a term stands: [page, weight, ...]. A term that nobody knows counts as the one it is near to. */
  async places(term, engine) {
    const number = this.first.findLastIndex((first) => first <= term);
    if (number < 0) return [];
    if (!this.drawers.has(number))
      this.drawers.set(number, this.fetched(`${this.folder}terms-${number}.json`).then(byStem));
    const drawer = await this.drawers.get(number);
    if (drawer.has(term) || engine.index.postings.has(term)) return drawer.get(term) ?? [];
    return near(term, drawer.keys())
      .slice(0, 1)
      .flatMap(([other]) => drawer.get(other));
  }

  best(all) {
    const scores = new Map();
    for (const places of all) {
      const rare = Math.log(1 + (2 * this.pages) / (places.length || 1));
      for (let at = 0; at < places.length; at += 2) {
        scores.set(places[at], (scores.get(places[at]) ?? 0) + rare * places[at + 1]);
      }
    }
    return [...scores]
      .sort((one, other) => other[1] - one[1])
      .slice(0, MOST_PAGES)
      .map(([page]) => page);
  }
}

/** The directory knows words as pages have them; what they share begins alike, so it stands in one file of it. */
function byStem(drawer) {
  const places = new Map();
  for (const [word, pages] of Object.entries(drawer))
    places.set(stem(word), [...(places.get(stem(word)) ?? []), ...pages]);
  return places;
}

/** The words of a query that say something, rarest first. */
function rarest(query, engine) {
  const terms = engine.index.terms(engine.units(normal(query))).filter(({ unit }) => unit);
  const rarity = (term) => engine.index.idf(term);
  return [...new Set(terms.map(({ term }) => term))].sort((one, other) => rarity(other) - rarity(one));
}
