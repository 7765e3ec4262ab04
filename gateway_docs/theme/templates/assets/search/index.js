// What each section says, weighed by where it says it.

import { cut } from "./words.js";

// A title, and how people ask, were written to be found: a word there counts as so many in the text.
const HEADING = 3;
// A text of so many terms, about the mean, counts half for each of them: else long sections would win by length.
const LENGTH = 60;
// How soon a word that is said again tells nothing new: the usual k1 of BM25.
const SATURATION = 1.2;

export class Index {
  /** `data` as the build wrote it; more pages may follow with `addPage`. */
  constructor({ silent, concepts, pages, sections }) {
    Object.assign(this, { pages: [], sections: [], postings: new Map(), forms: new Map() });
    for (const form of silent) this.mean(form, null);
    for (const [number, forms] of concepts.entries()) for (const form of forms) this.mean(form, `#${number}`);
    for (const page of pages) this.addPage(page);
    for (const section of rows(sections)) this.add(section, this.pages[section.page]);
  }

  /** From now on `form` means a concept wherever a text holds it, or nothing at all. */
  mean(form, concept) {
    const stems = cut(form).map(({ stem }) => stem);
    this.forms.set(stems[0], [...(this.forms.get(stems[0]) ?? []), { stems, concept }]);
  }

  /** A page, with sections that the first index had no room for. Its names mean it from now on. */
  addPage(known, sections = { anchor: [] }) {
    const page = { ...known, concept: `#page ${this.pages.length}` };
    this.pages.push(page);
    for (const name of [page.title, ...page.names]) this.mean(name, page.concept);
    for (const section of rows(sections)) this.add(section, page);
  }

  add(said, page) {
    this.sections.push({ ...said, page });
    this.weigh(this.sections.at(-1));
  }

  /** Weighs what a section says, again if it has grown. */
  weigh(section) {
    const { title, asked, anchor, page, text, code } = section;
    const found = new Map();
    for (const [said, weight] of [
      [title, HEADING],
      [asked, HEADING],
      [anchor && page.title, 1],
      [`${text}\n${code}`, 1],
    ]) {
      const terms = this.terms(cut(said));
      for (const { term } of terms) found.set(term, (found.get(term) ?? 0) + weight / (1 + terms.length / LENGTH));
    }
    for (const [term, weight] of found) {
      if (!this.postings.has(term)) this.postings.set(term, new Map());
      this.postings.get(term).set(section, weight / (weight + SATURATION));
    }
  }

  /** What units say: {term, from, to, unit, inside}. A concept has no unit; `inside`: the unit is part of one. */
  terms(units) {
    const found = [];
    for (let at = 0, length; at < units.length; at += length) {
      const begun = this.forms.get(units[at].stem) ?? [];
      const forms = begun.filter(({ stems }) => stems.every((stem, next) => stem === units[at + next]?.stem));
      // Of forms that overlap the longest counts: "rate limit" is not a rate.
      length = Math.max(1, ...forms.map(({ stems }) => stems.length));
      const concepts = new Set(forms.filter(({ stems }) => stems.length === length).map(({ concept }) => concept));
      if (concepts.has(null)) continue;
      const held = units.slice(at, at + length);
      found.push(...held.map((unit) => ({ ...unit, term: unit.stem, unit, inside: concepts.size > 0 })));
      for (const term of concepts) found.push({ term, from: held[0].from, to: held.at(-1).to });
    }
    return found;
  }

  /** How much a term tells: more, the fewer sections hold it. The formula is BM25's. */
  idf(term) {
    const count = this.postings.get(term)?.size ?? 0;
    return Math.log(1 + (this.sections.length - count + 0.5) / (count + 0.5));
  }
}

/** Sections as objects, from one list for each field. */
export function rows(columns) {
  const fields = Object.entries(columns);
  return columns.anchor.map((_, at) => Object.fromEntries(fields.map(([name, column]) => [name, column[at]])));
}
