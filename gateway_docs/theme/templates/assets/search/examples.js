// Questions and errors that people brought before, with the entries that answered. A query that is like some of them
// probably asks for the same. Fetched for queries of several words.

import { stem } from "./words.js";

const NEIGHBOURS = 20;
// How much more the votes of those count that are most alike: an example that is the query itself decides alone.
const NEARER = 3;
// What all votes weigh, as a share of the best score; less where a sign in the query is surer than this, unless
// an example is almost the query.
const LIKE = 5;
const LITTLE = 1;
const SURE = 0.6;
const ALMOST = 0.85;

export class Examples {
  /** `meant`: for each example the numbers of its `ids`; `held`: for each of `words` the steps between its examples. */
  constructor({ ids, meant, words, held }) {
    this.examples = meant.map((numbers) => ({ ids: numbers.map((number) => ids[number]), terms: new Set() }));
    this.holding = new Map();
    for (const [at, steps] of held.entries()) this.put(stem(words[at]), steps);
    for (const example of this.examples) example.length = this.length(example.terms);
  }

  put(term, steps) {
    const holding = this.holding.get(term) ?? [];
    let at = 0;
    for (const step of steps) {
      at += step;
      const example = this.examples[at];
      if (!example.terms.has(term)) holding.push(example);
      example.terms.add(term);
    }
    this.holding.set(term, holding);
  }

  /** Adds to results, best first, what such a query asks for: a section of `answers`, or the best of a client's guide. */
  recall(units, results, answers, surest) {
    const near = this.nearest(new Set(units.map(({ stem }) => stem)));
    if (!near.length) return;
    const likeness = near[0][1];
    const like = surest > SURE && likeness < ALMOST ? LITTLE : LIKE;
    const worth = Math.max(1, results[0]?.score ?? 0) * like * likeness;
    for (const [id, share] of shares(near)) {
      const known = results.find(({ section, page }) => (page.guide ? slug(page) : section.anchor) === id);
      const section = answers.get(id);
      if (known) known.score += share * worth;
      else if (section) results.push({ section, page: section.page, score: share * worth });
    }
    results.sort((one, other) => other.score - one.score);
  }

  /** [example, cosine of the angle between both], most alike first. */
  nearest(terms) {
    const shared = new Map();
    for (const term of terms) {
      for (const one of this.holding.get(term) ?? []) shared.set(one, (shared.get(one) ?? 0) + this.worth(term));
    }
    const length = this.length(terms);
    return [...shared]
      .map(([example, worth]) => [example, worth / (length * example.length)])
      .sort((one, other) => other[1] - one[1])
      .slice(0, NEIGHBOURS);
  }

  /** The square of what a word tells: more, the fewer examples hold it. */
  worth(term) {
    return Math.log(1 + this.examples.length / (0.5 + (this.holding.get(term)?.length ?? 0))) ** 2;
  }

  length(terms) {
    return Math.sqrt([...terms].reduce((sum, term) => sum + this.worth(term), 0));
  }
}

/** id -> share of what examples ask for, of which all are 1. */
function shares(near) {
  const votes = new Map();
  for (const [{ ids }, likeness] of near) {
    for (const id of ids) votes.set(id, (votes.get(id) ?? 0) + likeness ** NEARER);
  }
  const all = [...votes.values()].reduce((sum, vote) => sum + vote, 0);
  return [...votes].map(([id, vote]) => [id, vote / all]);
}

/** clients/codex/ -> codex */
function slug(page) {
  return page.url.split("/").at(-2);
}
