// What each section says, weighed by where it says it.

import { Concepts, isHan, pairs, parts, stem, tokens } from "./words.js";

//                       title  asked  page  text  code
const WEIGHTS = [3.2, 2.6, 1.2, 1, 0.6];
const LENGTHS = [5, 40, 3, 90, 30];
const LENGTH_MATTERS = [0.2, 0.35, 0, 0.6, 0.6];
const SATURATION = 1.3;

export class Index {
  /** `data` as the build wrote it; more sections may follow with `add`. */
  constructor(data) {
    this.concepts = new Concepts(data.concepts);
    this.pages = [];
    this.sections = [];
    this.postings = new Map();
    this.memory = new Map();
    data.pages.forEach((page) => this.addPage(page));
    rows(data.sections).forEach((section) => this.add(section));
  }

  /** The number of a page; its names mean it from now on. */
  addPage(page) {
    const number = this.pages.push(page) - 1;
    for (const name of [page.title, ...page.names]) this.concepts.add(name, pageConcept(number));
    this.memory.clear();
    return number;
  }

  add(section) {
    this.weigh(this.sections.push(section) - 1);
  }

  /** Weighs what a section says, again if its text has grown. */
  weigh(number) {
    this.counts = null;
    const section = this.sections[number];
    const page = this.pages[section.page];
    const found = new Map();
    [section.title, section.asked, section.anchor ? page.title : "", section.text, section.code].forEach((text, field) => {
      const terms = this.terms(text ?? "");
      const norm = 1 - LENGTH_MATTERS[field] + (LENGTH_MATTERS[field] * terms.length) / LENGTHS[field];
      for (const term of terms) found.set(term, (found.get(term) ?? 0) + WEIGHTS[field] / norm);
    });
    for (const [term, weight] of found) {
      if (!this.postings.has(term)) this.postings.set(term, new Map());
      this.postings.get(term).set(number, weight / (weight + SATURATION));
    }
  }

  /** Every term of a text, concepts included. */
  terms(text) {
    return this.units(text).flatMap((unit) => unit.terms);
  }

  /** The terms of one word; quick when it was asked before. */
  termsOf(word) {
    if (!this.memory.has(word)) this.memory.set(word, this.terms(word));
    return this.memory.get(word);
  }

  /**
   * A text as units in their order: {word, terms, concepts}. A word has its stem as term; a name with parts also each
   * part; a run of Chinese its pairs. `concepts` are those that begin or go on here.
   */
  units(text) {
    const units = [];
    for (const token of tokens(text)) {
      if (isHan(token)) units.push(this.run(token));
      else units.push(...this.name(token));
    }
    const words = units.filter((unit) => unit.stem);
    for (const { name, at, length } of this.concepts.inWords(words.map((unit) => unit.stem))) {
      words[at].terms.push(name);
      for (const unit of words.slice(at, at + length)) unit.concepts.push(name);
    }
    return units;
  }

  run(token) {
    const found = this.concepts.inRun(token);
    const covered = pairs(token).map((_, at) => found.filter((c) => at >= c.at && at + 1 < c.at + c.length).map((c) => c.name));
    return { word: token, terms: [...pairs(token), ...found.map((c) => c.name)], concepts: found.map((c) => c.name), covered };
  }

  name(token) {
    const pieces = parts(token).filter(Boolean);
    const units = pieces.map((piece) => ({ word: piece, stem: stem(piece), terms: [stem(piece)], concepts: [] }));
    if (pieces.length > 1) units.push({ word: token, terms: [pieces.join("")], concepts: [], whole: true });
    return units;
  }

  idf(term) {
    const count = this.postings.get(term)?.size ?? 0;
    return Math.log(1 + (this.sections.length - count + 0.5) / (count + 0.5));
  }

  /** Known words with how many sections hold them. */
  get known() {
    this.counts ??= new Map([...this.postings].map(([term, sections]) => [term, sections.size]));
    return this.counts;
  }
}

/** The concept of a page, which its title and its other names mean. */
export function pageConcept(number) {
  return `#page ${number}`;
}

/** Sections as objects, from one list for each field. */
export function rows(columns) {
  const names = Object.keys(columns);
  return columns.anchor.map((_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}
