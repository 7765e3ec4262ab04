// From a query to ranked sections. Runs in the browser and, for the tests, in Node.

import { Index, pageConcept, rows } from "./index.js";
import { essence, isPasted } from "./pasted.js";
import { near, split } from "./typos.js";
import { isHan, normal, parts, stem } from "./words.js";

const MOST_CHARACTERS = 5000;
const MOST_TERMS = 40;
const MOST_UNKNOWN = 12;
const RESULTS = 10;
const SURFACE = 0.75;        // a word as typed, when a concept stands for it as well
const CONCEPT = 0.8;
const EDIT = 0.6;            // what remains of a word for each edit
const PREFIX = 0.5;
const COMPLETE = 0.5;        // how much it matters that a section holds all of the query
const NAMED_PAGE = 2;        // sections of a client that the query names
const OTHER_PAGE = 0.5;      // sections of a client, when the query names another one
const NO_PAGE_NAMED = 0.8;
const NAMED_AT_LEAST = 0.8;  // the best section of a client that the query names, as a share of the best of all
const AGAIN = 0.5;           // another section of a client that is in the list already
const WEAK = 0.25;

export class Engine {
  constructor(data) {
    this.data = data;
    this.index = new Index(data);
    this.signals = data.signals.map(([pattern, votes]) => [new RegExp(pattern, "u"), votes]);
    this.silent = new Set(data.silent.filter((word) => !isHan(word)).map(stem));
    const silentRuns = data.silent.filter(isHan).sort((one, other) => other.length - one.length);
    this.silentRun = new RegExp(silentRuns.join("|") || "$^", "gu");
    this.numbers = new Map();
    this.index.sections.forEach((section, number) => {
      if (!this.index.pages[section.page].guide) this.numbers.set(section.anchor, number);
    });
  }

  /** More of how people ask: id of a section -> words. */
  learn(asked) {
    for (const [anchor, words] of Object.entries(asked)) {
      const number = this.numbers.get(anchor);
      if (number === undefined) continue;
      this.index.sections[number].asked += `\n${words}`;
      this.index.weigh(number);
    }
  }

  /** A page that the first index had no room for. */
  addPage(page, sections) {
    const number = this.index.addPage(page);
    for (const section of rows(sections)) this.index.add({ ...section, page: number });
  }

  /** The terms of a query that tell something, without concepts, rarest first. */
  plain(query) {
    const units = this.units(normal(String(query).slice(0, MOST_CHARACTERS)));
    const terms = [...new Set(units.flatMap((unit) => unit.terms))].filter((term) => term[0] !== "#");
    return terms.sort((one, other) => this.index.idf(other) - this.index.idf(one));
  }

  /** {results: [{section, page, score}], asked, index, said, weak}. Never throws, and never empty while the index holds anything. */
  search(query, limit = RESULTS) {
    const text = normal(String(query).slice(0, MOST_CHARACTERS));
    const terms = this.weigh(text);
    const { scores, matched } = this.score(terms);
    const votes = this.vote(text, scores);
    const ranked = this.rank(scores, this.named(terms));
    const weak = !votes && matched < WEAK;
    if (!ranked.length) ranked.push(...this.beginnings());
    const results = ranked.slice(0, limit).map(([number, score]) => this.result(number, score));
    const asked = new Map(terms.map(({ term, worth }) => [term, worth]));
    return { results, asked, index: this.index, said: this.data.said, weak: weak || !scores.size };
  }

  /** Where to begin when nothing of a query is known. */
  beginnings() {
    const known = this.data.beginnings.map((anchor) => this.numbers.get(anchor)).filter((number) => number !== undefined);
    return (known.length ? known : [...this.index.sections.keys()]).map((number) => [number, 0]);
  }

  result(number, score) {
    const section = this.index.sections[number];
    return { section, page: this.index.pages[section.page], score };
  }

  /** The units of a query without those that say nothing, unless there are no others. */
  units(text) {
    const kept = isPasted(text) ? essence(text, this.data.hosts) : text;
    const units = this.index.units(kept.replace(this.silentRun, " "));
    const loud = units.filter((unit) => !this.silent.has(unit.stem) || unit.concepts.length);
    return loud.length ? loud : this.index.units(kept);
  }

  /** The terms of a query with their weights, rarest first: [{term, weight, word}]. */
  weigh(text) {
    const typing = !isPasted(text) && /[\p{L}\p{N}]$/u.test(text);
    const terms = new Map(), meant = [];
    let unknown = 0;
    this.units(text).forEach((unit, at, all) => {
      const last = typing && at === all.length - 1;
      if (unit.covered) return this.weighRun(terms, unit);
      meant[at] ??= unit.whole ? "" : unit.word;
      for (const term of unit.terms) {
        if (term[0] === "#") put(terms, term, CONCEPT, unit.word);
        else if (this.index.postings.has(term)) put(terms, term, unit.concepts.length ? SURFACE : 1, unit.word);
        else if (!unit.whole && unknown++ < MOST_UNKNOWN) meant[at] = this.weighUnknown(terms, term, unit.word);
        if (last && !unit.whole && !this.index.postings.has(unit.stem)) this.weighPrefix(terms, unit.word);
      }
    });
    for (const { terms: all } of unknown ? this.index.units(meant.join(" ")) : []) {
      for (const term of all) if (term[0] === "#") put(terms, term, CONCEPT * EDIT, "");
    }
    return [...terms.values()]
      .map((item) => ({ ...item, worth: item.weight * this.index.idf(item.term) }))
      .sort((one, other) => other.worth - one.worth)
      .slice(0, MOST_TERMS);
  }

  weighRun(terms, { word, terms: all, covered }) {
    all.forEach((term, at) => {
      if (term[0] === "#") put(terms, term, CONCEPT, word);
      else if (this.index.postings.has(term)) put(terms, term, covered[at]?.length ? SURFACE / 2 : 0.7, term);
    });
  }

  /** Returns the word that was probably meant: with its neighbours it may be a concept. */
  weighUnknown(terms, term, word) {
    const pair = split(term, this.index.known);
    if (pair) for (const part of this.index.units(pair.join(" ")).flatMap((unit) => unit.terms)) put(terms, part, 0.8, part);
    const candidates = near(term, this.index.known);
    for (const [candidate, edits] of candidates) put(terms, candidate, EDIT ** edits, candidate);
    return candidates[0]?.[0] ?? word;
  }

  weighPrefix(terms, word) {
    if (word.length < 2) return;
    const found = [...this.index.known].filter(([term]) => term.length > word.length && term.startsWith(word));
    found.sort((one, other) => other[1] - one[1]);
    for (const [term] of found.slice(0, 4)) put(terms, term, PREFIX, word);
  }

  /** A score for each section that holds a term, and which part of the query's weight is known at all. */
  score(terms) {
    const scores = new Map(), held = new Map();
    let total = 0, known = 0;
    for (const { term, worth } of terms) {
      const postings = this.index.postings.get(term);
      total += worth;
      if (!postings) continue;
      known += worth;
      for (const [number, weight] of postings) {
        scores.set(number, (scores.get(number) ?? 0) + worth * weight);
        held.set(number, (held.get(number) ?? 0) + worth);
      }
    }
    for (const [number, score] of scores) {
      const complete = 1 - COMPLETE + COMPLETE * (held.get(number) / total);
      scores.set(number, score * complete * this.index.sections[number].weight);
    }
    return { scores, matched: total ? known / total : 0 };
  }

  /** Adds what the signals say: patterns that name their sections. Returns how many spoke. */
  vote(text, scores) {
    const top = Math.max(4, ...scores.values());
    let spoken = 0;
    for (const [pattern, votes] of this.signals) {
      if (!pattern.test(text)) continue;
      spoken++;
      for (const [anchor, share] of Object.entries(votes)) {
        const number = this.numbers.get(anchor);
        if (number !== undefined) scores.set(number, (scores.get(number) ?? 0) + share * top);
      }
    }
    return spoken;
  }

  /** The pages of clients that a query names. */
  named(terms) {
    const asked = new Set(terms.map(({ term }) => term));
    return new Set([...this.index.pages.keys()].filter((page) => this.index.pages[page].guide && asked.has(pageConcept(page))));
  }

  rank(scores, named) {
    const ranked = [...scores].map(([number, score]) => {
      const page = this.index.sections[number].page;
      if (!this.index.pages[page].guide) return [number, score];
      return [number, score * (named.has(page) ? NAMED_PAGE : named.size ? OTHER_PAGE : NO_PAGE_NAMED)];
    });
    ranked.sort((one, other) => other[1] - one[1]);
    this.lift(ranked, named);
    const seen = new Map();
    for (const item of ranked) {
      const page = this.index.sections[item[0]].page;
      if (!this.index.pages[page].guide) continue;
      item[1] *= AGAIN ** (seen.get(page) ?? 0);
      seen.set(page, (seen.get(page) ?? 0) + 1);
    }
    return ranked.sort((one, other) => other[1] - one[1]);
  }

  lift(ranked, named) {
    for (const page of named) {
      const best = ranked.find(([number]) => this.index.sections[number].page === page);
      if (best) best[1] = Math.max(best[1], NAMED_AT_LEAST * ranked[0][1]);
    }
  }
}

function put(terms, term, weight, word) {
  const before = terms.get(term);
  if (!before || before.weight < weight) terms.set(term, { term, weight, word });
}
