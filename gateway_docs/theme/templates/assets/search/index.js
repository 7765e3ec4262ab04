// What each section says, weighed by where it says it.

import { cut } from "./words.js";

// How people ask, and a title, were written to be found: a word there counts as so many in the text.
const ASKED = 3;
const TITLE = 2;
// A text of so many terms, about the mean, counts half for each of them: else long sections would win by length.
const LENGTH = 60;
// The same of how people ask: the more ways there are to ask for a section, the longer the list.
const LENGTH_OF_QUESTIONS = 150;
// How soon a word that is said again tells nothing new: k1 of BM25, usually 1.2 to 2.
const SATURATION = 2;

// What the concepts of pages begin with.
export const PAGE = "#page ";

export class Index {
  /** `data` as the build wrote it; more pages may follow with `addPage`. */
  constructor({ silent, concepts, pages, sections }) {
    Object.assign(this, { pages: [], sections: [], postings: new Map(), questions: new Map() });
    Object.assign(this, { forms: new Map(), formed: new Set() });
    for (const form of silent) this.mean(form, null);
    for (const [number, forms] of concepts.entries()) for (const form of forms) this.mean(form, `#${number}`);
    for (const page of pages) this.addPage(page);
    for (const section of rows(sections)) this.add(section, this.pages[section.page]);
  }

  /** From now on `form` means a concept wherever a text holds it, or nothing at all. Its words are known ones. */
  mean(form, concept) {
    const units = cut(form);
    const stems = units.map(({ stem }) => stem);
    for (const stem of stems) this.formed.add(stem);
    this.forms.set(stems[0], [...(this.forms.get(stems[0]) ?? []), { units, stems, concept }]);
  }

  /** A page, with sections that the first index had no room for. Its names mean it from now on. */
  addPage(known, sections = { anchor: [] }) {
    const page = { ...known, concept: `${PAGE}${this.pages.length}` };
    this.pages.push(page);
    for (const name of page.names) this.mean(name, page.concept);
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
    for (const [said, weight, length] of [
      [title, TITLE, LENGTH],
      [asked, ASKED, LENGTH_OF_QUESTIONS],
      [anchor && page.title, 1, LENGTH],
      [`${text}\n${code}`, 1, LENGTH],
    ]) {
      const terms = this.terms(cut(said));
      for (const { term } of terms) found.set(term, (found.get(term) ?? 0) + weight / (1 + terms.length / length));
    }
    for (const [term, weight] of found) {
      if (!this.postings.has(term)) this.postings.set(term, new Map());
      this.postings.get(term).set(section, weight / (weight + SATURATION));
    }
    for (const question of asked.split("\n")) this.keep(question, section);
  }

  /** Keeps a question as a whole: term -> questions that hold it, with what each of their words may mean. */
  keep(question, section) {
    const kept = { section, words: meanings(this.terms(cut(question))) };
    for (const term of kept.words.flat()) {
      if (!this.questions.has(term)) this.questions.set(term, new Set());
      this.questions.get(term).add(kept);
    }
  }

  /** What units say: {term, from, to, unit, inside}. A concept has no unit; `inside`: the unit is part of one. */
  terms(units) {
    const found = [];
    for (let at = 0, length; at < units.length; at += length) {
      const begun = this.forms.get(units[at].stem) ?? [];
      const forms = begun.filter((form) => isMet(form, units.slice(at, at + form.stems.length)));
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

/** Whether units say a form. A name has no endings: what continues is not the tool Continue. */
function isMet({ units, stems, concept }, said) {
  if (!stems.every((stem, at) => stem === said[at]?.stem)) return false;
  return !concept?.startsWith(PAGE) || units.every(({ word }, at) => said[at].word.length <= word.length);
}

/** For each word or set phrase, the terms that stand for it: the concepts that it is a form of, or itself. */
function meanings(terms) {
  const forms = new Map();
  for (const { term, from } of terms.filter(({ unit }) => !unit)) forms.set(from, [...(forms.get(from) ?? []), term]);
  return [...forms.values(), ...terms.filter(({ unit, inside }) => unit && !inside).map(({ term }) => [term])];
}

/** Sections as objects, from one list for each field. */
export function rows(columns) {
  const fields = Object.entries(columns);
  return columns.anchor.map((_, at) => Object.fromEntries(fields.map(([name, column]) => [name, column[at]])));
}
