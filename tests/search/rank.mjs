// node rank.mjs LIBRARY INDEX: reads queries as lines of JSON, answers each with the ids and pages found, best first.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { withoutItself } from "./without_itself.mjs";

const [module, index] = process.argv.slice(2);
const { Library } = await import(pathToFileURL(module));
const library = new Library(index, async (path) => JSON.parse(readFileSync(path, "utf8")));
await library.ready;

await withoutItself(pathToFileURL(module));

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
