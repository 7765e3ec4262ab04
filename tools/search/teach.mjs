// node teach.mjs SITE FOLDER LIST...: learns from lists of reports which terms speak for which entry; writes FOLDER/<language>.yml.
// A softmax over the entries that the search finds: what the search gives them, and the sum of the weights of the query's terms.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// What the search itself says counts so much: learning must not forget it.
const TRUST = 3;
// An entry with less than this part of the best score is no worse than one with that.
const LEAST = 0.02;
const ROUNDS = 120;
const STEP = 0.5;
// How much a weight shrinks in each round, and from where on it is kept: a term that stands in few reports tells little.
const DECAY = 0.02;
const KEPT = 0.6;
const REPORTS = 2;

const [site, folder, ...lists] = process.argv.slice(2);
const { folders } = JSON.parse(readFileSync(join(site, "version.json"), "utf8"));
const [assets, search] = ["assets/", "search/"].map((name) =>
  resolve(
    site,
    folders.find((part) => part.startsWith(name)),
  ),
);
const { Library } = await import(pathToFileURL(join(assets, "search/library.js")));
const { CLIENT } = await import(pathToFileURL(join(assets, "search/engine.js")));

const reports = lists.flatMap((list) => readFileSync(list, "utf8").trim().split("\n").slice(1));
for (const language of ["en", "zh"]) {
  const known = reports.map((line) => line.split("\t")).filter(([lang]) => lang === language);
  const { examples, concepts } = await read(language, known);
  writeFileSync(join(folder, `${language}.yml`), written(learned(examples), concepts));
}

/** Each report with its terms and the entries that the search finds for it: {terms, entries: [{anchor, given, right}]}. */
async function read(language, known) {
  const library = new Library(join(search, `${language}.json`), async (path) => JSON.parse(readFileSync(path, "utf8")));
  await library.ready;
  library.taught = true; // what it was taught before does not count
  const examples = [];
  for (const [, query, accept] of known.filter(([, query]) => library.engine.isReport(query))) {
    const { results, asked } = await library.search(query);
    const terms = [...library.engine.terms(library.engine.read(query))];
    const accepted = new Set(accept.split(","));
    examples.push({ terms, entries: entries(results, asked, accepted) });
  }
  return { examples, concepts: library.engine.data.concepts };
}

/** One for each section that answers, and one for each guide. Guides of clients that the query does not name stay as they are. */
function entries(results, asked, accepted) {
  const best = results[0].score;
  const found = new Map();
  for (const { section, page, score } of results) {
    const id = page.guide ? page.url.split("/").at(-2) : section.anchor;
    const anchor = page.guide ? asked.has(page.concept) && CLIENT : section.anchor;
    const given = TRUST * Math.log(Math.max(score / best, LEAST));
    if (!found.has(id)) found.set(id, { anchor, given, right: accepted.has(id) });
  }
  return [...found.values()];
}

/** anchor -> term -> weight. */
function learned(examples) {
  const counts = new Map();
  for (const term of examples.flatMap(({ terms }) => terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const example of examples) {
    example.size = Math.sqrt(example.terms.length);
    example.terms = example.terms.filter((term) => counts.get(term) >= REPORTS);
  }
  const weights = new Map();
  const of = (anchor) => weights.get(anchor) ?? weights.set(anchor, new Map()).get(anchor);
  for (let round = 0; round < ROUNDS; round++) {
    const steps = examples.flatMap((example) => change(example, of));
    for (const terms of weights.values())
      for (const [term, weight] of terms) terms.set(term, weight * (1 - STEP * DECAY));
    for (const [anchor, term, by] of steps) of(anchor).set(term, (of(anchor).get(term) ?? 0) + STEP * by);
  }
  return weights;
}

/** [anchor, term, step] for each weight that would bring the right entries of a report forward. */
function change({ terms, size, entries }, of) {
  const sum = ({ anchor, given }) =>
    given + (anchor ? terms.reduce((total, term) => total + (of(anchor).get(term) ?? 0), 0) / size : 0);
  const sums = entries.map(sum);
  const most = Math.max(...sums);
  const shares = sums.map((one) => Math.exp(one - most));
  const total = (keep) => shares.reduce((all, share, at) => all + (keep(entries[at]) ? share : 0), 0);
  const [all, right] = [total(() => true), total((entry) => entry.right)];
  if (!right) return [];
  return entries.flatMap((entry, at) => {
    const by = (entry.right ? shares[at] / right : 0) - shares[at] / all;
    return entry.anchor && Math.abs(by) > 1e-4 ? terms.map((term) => [entry.anchor, term, by / size]) : [];
  });
}

/** A line of YAML for each entry. A concept has its first form for a name, because its number changes. */
function written(weights, concepts) {
  const name = (term) => (/^#\d/.test(term) ? `#${concepts[term.slice(1)][0]}` : term);
  const lines = [...weights].map(([anchor, terms]) => {
    const kept = [...terms]
      .filter(([, weight]) => Math.abs(weight) >= KEPT)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const pairs = kept.map(([term, weight]) => `${JSON.stringify(name(term))}: ${(weight / TRUST).toFixed(2)}`);
    return kept.length ? [`${JSON.stringify(anchor)}: {${pairs.join(", ")}}\n`] : [];
  });
  return `# Written by scripts/search-teach from the lists of tests/search.\n${lines.flat().sort().join("")}`;
}
