// node rank.mjs ENGINE INDEX: reads queries as lines of JSON, answers each with the ids and pages found, best first.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [engine, index] = process.argv.slice(2);
const { Engine } = await import(pathToFileURL(engine));
const search = new Engine(JSON.parse(readFileSync(index, "utf8")));

for await (const line of createInterface({ input: process.stdin })) {
  const started = performance.now();
  const { results, weak } = search.search(JSON.parse(line));
  const found = results.map(({ section, page, score }) => ({ id: section.anchor, url: page.url, title: section.title, score }));
  console.log(JSON.stringify({ found, weak, milliseconds: performance.now() - started }));
}
