// From a query to ranked sections. Runs in the browser and, for the tests, in Node.

import { Index } from "./index.js";
import { near } from "./near.js";
import { essence, isPasted, opened } from "./pasted.js";
import { cut, normal, stem } from "./words.js";

// A concept, and each word that it stands for: together they tell more than one word, and not as much as two.
const CONCEPT = 0.9;
// What remains of a word for each edit, and of one that is guessed from its beginning or from its two halves.
const EDIT = 0.6;
// Guesses for a word that nobody knows: the right one is seldom further down, and each wrong one finds something.
const GUESSES = 3;
// What a known question counts beside its words, and how much less one that the query holds only in part.
const QUESTION = 0.4;
const WHOLE = 2;
// How much it counts that a section holds all of a query.
const HELD = 0.25;
// How much more the sections of a client count that the query names, how much less those of others, and how much less
// further sections of a client that is listed already.
const NAMED = 2.5;
// A sign of less than this part of the surest one is not counted: a number tells little beside words that are known.
const VAGUE = 0.65;
const HAN = /\p{Script=Han}/gu;
// A link to a section, whose page has the same address in each language behind the folder of the language.
const LINK = /https?:\/\/[^\s/]+(\/[\w/-]*)#([\w-]+)/g;
const FOLDER = /^[a-z]{2}(-\w+)?\//;
const LINKED = 1000;
// A query of fewer words says too little to be like what somebody asked before.
const FEWEST_WORDS = 4;
// The section of a guide that only quotes errors: the entry that explains them is the answer.
const FAILURES = "failures";

export class Engine {
  constructor(data) {
    this.data = data;
    this.index = new Index(data);
    this.asides = data.asides.map((pattern) => new RegExp(pattern, "gu"));
    this.signals = data.signals.map(([pattern, votes]) => [new RegExp(pattern, "u"), votes]);
    const answers = this.index.sections.filter(({ page }) => !page.guide);
    this.answers = new Map(answers.map((section) => [section.anchor, section]));
    this.traditional = {};
    this.examples = {};
  }

  /** More of how people ask: id of a section -> words. */
  learn(asked) {
    for (const [section, words] of this.known(Object.entries(asked))) {
      section.asked += `\n${words}`;
      this.index.weigh(section);
    }
  }

  /** [section, value] for each [id, value] whose section is there. */
  known(values) {
    return values.map(([anchor, value]) => [this.answers.get(anchor), value]).filter(([section]) => section);
  }

  /** {results: [{section, page, score}], asked, index, said, weak}. Results are never empty while there are sections. */
  search(typed) {
    const query = this.simplified(typed);
    const text = this.read(query);
    const asked = this.weigh(text);
    const scores = this.score(asked);
    const named = this.index.pages.some(({ guide, concept }) => guide && asked.has(concept));
    const surest = this.vote(normal(opened(query)), scores, named);
    this.follow(typed, scores);
    const weak = !scores.size;
    const { beginnings, said } = this.data;
    for (const [section] of weak ? this.known(beginnings.map((anchor) => [anchor])) : []) scores.set(section, 0);
    const results = this.rank(scores, asked, named);
    this.examples[this.script(text)]?.recall(this.units(text), results, this.answers, surest);
    return { results, asked, index: this.index, said, weak };
  }

  simplified(query) {
    return query.replace(HAN, (character) => this.traditional[character] ?? character);
  }

  /** True when a query has a Chinese character that nothing here holds. */
  lacks(query) {
    const known = new Set([...this.index.postings.keys()].join(""));
    return (query.match(HAN) ?? []).some((character) => !known.has(character));
  }

  /** A query in small letters, with the names opened that nobody knows, and without what it says of other tools. */
  read(query) {
    const text = normal(opened(query, (name) => this.index.postings.has(stem(normal(name)))));
    return this.asides.reduce((rest, aside) => rest.replace(aside, " "), text);
  }

  units(text) {
    return cut(isPasted(text) ? essence(text, this.data.hosts) : text);
  }

  /** The terms of a query that the index knows: term -> what it is worth. What was pasted has no typos. */
  weigh(text) {
    const weights = new Map();
    const put = (term, weight) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    const units = this.units(text);
    const typing = /[\p{L}\p{N}]$/u.test(text) && units.at(-1);
    const meant = isPasted(text) ? units : units.flatMap((unit) => this.guess(unit, unit === typing, put));
    for (const { term, unit, inside } of this.index.terms(meant)) {
      put(term, (unit?.sure ?? 1) * (unit && !inside ? 1 : CONCEPT));
    }
    const known = [...weights].filter(([term]) => this.index.postings.has(term));
    return new Map(known.map(([term, weight]) => [term, weight * this.index.idf(term)]));
  }

  /** A word that nobody knows as what was probably meant: two words without their space, a longer or a similar one. */
  guess(unit, typing, put) {
    const { postings, formed } = this.index;
    const { word, stem } = unit;
    if (stem.length < 3 || postings.has(stem) || formed.has(stem)) return [unit];
    const halves = Array.from(stem, (_, at) => [stem.slice(0, at), stem.slice(at)]);
    const two = halves.find((parts) => parts.every((part) => part.length > 1 && postings.has(part)));
    if (two) return two.map((part) => ({ ...unit, stem: part, sure: EDIT }));
    const words = [...postings.keys()];
    const longer = typing ? words.filter((other) => other.startsWith(word)) : [];
    const guesses = [...longer.map((other) => [other, 1]), ...near(stem, words)].slice(0, GUESSES);
    for (const [other, edits] of guesses) put(other, EDIT ** edits);
    return guesses.slice(0, 1).map(([other, edits]) => ({ ...unit, stem: other, sure: EDIT ** edits }));
  }

  /** A score for each section that holds a term; more for those that hold most of the query. */
  score(asked) {
    const scores = new Map();
    const held = new Map();
    for (const [term, worth] of asked) {
      for (const [section, weight] of this.index.postings.get(term)) {
        scores.set(section, (scores.get(section) ?? 0) + worth * weight * section.weight);
        held.set(section, (held.get(section) ?? 0) + worth);
      }
    }
    const all = [...asked.values()].reduce((sum, worth) => sum + worth, 0);
    for (const [section, score] of scores) scores.set(section, score * (held.get(section) / all) ** HELD);
    for (const [section, worth] of this.resemble(asked)) {
      scores.set(section, (scores.get(section) ?? 0) + QUESTION * worth * section.weight);
    }
    return scores;
  }

  /** What the query shares with the known question of each section that is most like it. */
  resemble(asked) {
    const { questions } = this.index;
    const best = new Map();
    for (const { section, words } of new Set([...asked.keys()].flatMap((term) => [...(questions.get(term) ?? [])]))) {
      const sum = (worth) => words.reduce((total, terms) => total + Math.max(...terms.map(worth)), 0);
      const shared = sum((term) => asked.get(term) ?? 0);
      const worth = shared * (shared / sum((term) => this.index.idf(term))) ** WHOLE;
      best.set(section, Math.max(worth, best.get(section) ?? 0));
    }
    return best;
  }

  /** Adds what the signals say: patterns that name their sections, each with a share of the best score.
   *  They tell more than the name of a client, which stands in many messages. Returns the share of the surest. */
  vote(text, scores, named) {
    const best = Math.max(1, ...scores.values()) * (named ? NAMED : 1);
    const seen = this.signals.filter(([pattern]) => pattern.test(text)).flatMap(([, votes]) => Object.entries(votes));
    const votes = this.known(seen);
    const surest = Math.min(1, Math.max(0, ...votes.map(([, share]) => share)));
    for (const [section, share] of votes) {
      if (share > surest * VAGUE) scores.set(section, (scores.get(section) ?? 0) + share * best);
    }
    return surest;
  }

  /** Puts first what a paste links to on this site, in whatever language, as the findings of doctor.py do. */
  follow(typed, scores) {
    const best = Math.max(1, ...scores.values()) * LINKED;
    const links = [...typed.matchAll(LINK)].map(([, path, anchor]) =>
      this.index.sections.find((one) => one.anchor === anchor && path.endsWith(`/${one.page.url.replace(FOLDER, "")}`)),
    );
    for (const [i, section] of [...new Set(links)].filter(Boolean).entries()) scores.set(section, best / (i + 1));
  }

  /** Of which examples a query may be one; null when it says too little. */
  script(text) {
    if (cut(text).length < FEWEST_WORDS) return null;
    return text.search(HAN) < 0 ? "latin" : "han";
  }

  /** Results, best first. */
  rank(scores, asked, named) {
    const results = [...scores].map(([section, score]) => ({ section, page: section.page, score }));
    const guides = () => results.sort((one, other) => other.score - one.score).filter(({ page }) => page.guide);
    for (const result of named ? guides() : []) {
      if (!asked.has(result.page.concept)) result.score /= NAMED;
      else if (result.section.anchor !== FAILURES) result.score *= NAMED;
    }
    const listed = new Set();
    for (const result of guides()) {
      if (listed.has(result.page)) result.score /= NAMED;
      listed.add(result.page);
    }
    return results.sort((one, other) => other.score - one.score);
  }
}
