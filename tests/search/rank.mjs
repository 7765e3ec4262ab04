// node rank.mjs LIBRARY INDEX: reads queries as lines of JSON, answers each with the ids and pages found, best first.
// The lists are examples of the search, too. So that it does not look up the answer, none may be the query itself.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const THE_SAME = 0.95;
const [module, index] = process.argv.slice(2);
const { Library } = await import(pathToFileURL(module));
const library = new Library(index, async (path) => JSON.parse(readFileSync(path, "utf8")));
await library.ready;

const { Examples } = await import(new URL("examples.js", pathToFileURL(module)));
const nearest = Examples.prototype.nearest;
Examples.prototype.nearest = function (terms) {
  return nearest.call(this, terms).filter(([, likeness]) => likeness < THE_SAME);
};

for await (const line of createInterface({ input: process.stdin })) {
  const query = JSON.parse(line);
  const started = process.cpuUsage();
  await library.fetch(query);
  const { results, weak } = library.now(query);
  const found = results.map(({ section, page, score }) => ({
    id: section.anchor,
    url: page.url,
    title: section.title,
    score,
  }));
  const { user, system } = process.cpuUsage(started);
  console.log(JSON.stringify({ found, weak, milliseconds: (user + system) / 1000 }));
}
