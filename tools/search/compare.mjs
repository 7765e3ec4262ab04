// node compare.mjs SITE LIST...: a Markdown table of how often each engine puts an acceptable section first.

import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withoutItself } from "../../tests/search/without_itself.mjs";
import { ENGINES } from "./engines.mjs";

const [site, ...lists] = process.argv.slice(2);
const { folders } = JSON.parse(readFileSync(join(site, "version.json"), "utf8"));
const [assets, search] = ["assets/", "search/"].map((name) =>
  resolve(
    site,
    folders.find((folder) => folder.startsWith(name)),
  ),
);
await withoutItself(pathToFileURL(join(assets, "search/library.js")));
const { Library } = await import(pathToFileURL(join(assets, "search/library.js")));
const { rows } = await import(pathToFileURL(join(assets, "search/index.js")));
const fetched = async (path) => JSON.parse(readFileSync(path, "utf8"));

const queries = lists.flatMap((list) =>
  readFileSync(list, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [lang, text, accept] = line.split("\t");
      return { list: basename(list, ".tsv"), lang, text, accept: new Set(accept.split(",")) };
    }),
);

/** Every section of a site, with the URL of its page, from the first index and from what is fetched later. */
async function sections(language) {
  const data = await fetched(join(search, `${language}.json`));
  const far = await Promise.all(
    [...Array(data.shelves.pages).keys()].map((page) => fetched(join(search, language, `page-${page}.json`))),
  );
  const near = rows(data.sections).map((section) => ({ ...section, url: data.pages[section.page].url }));
  return [
    ...near,
    ...far.flatMap(({ page, sections }) => rows(sections).map((section) => ({ ...section, url: page.url }))),
  ];
}

function answers({ accept }, { url, anchor }) {
  const folders = url.split("/").filter(Boolean);
  return folders.at(-2) === "clients" ? accept.has(folders.at(-1)) : accept.has(anchor);
}

async function ours(_, language) {
  const library = new Library(join(search, `${language}.json`), fetched);
  await library.ready;
  return async (text) =>
    (await library.search(text)).results.map(({ section, page }) => ({ ...section, url: page.url }));
}

async function measure(make, knowing, list, language) {
  const found = (await sections(language)).map((section) => (knowing ? section : { ...section, asked: "" }));
  const ask = await make(found, language);
  const count = { first: 0, top: 0, none: 0, of: 0 };
  for (const query of queries.filter((query) => query.list === list && query.lang === language)) {
    const hits = await ask(query.text);
    const rank = hits.findIndex((hit) => answers(query, hit));
    count.of++;
    count.first += rank === 0;
    count.top += rank >= 0 && rank < 3;
    count.none += hits.length === 0;
  }
  return `${count.first} / ${count.top} / ${count.none} of ${count.of}`;
}

const columns = [...new Set(queries.map(({ list }) => list))].flatMap((list) =>
  ["en", "zh"].map((language) => [list, language]),
);
console.log(`| first / top three / none | ${columns.map(([list, language]) => `${list} ${language}`).join(" | ")} |`);
console.log(`|---|${columns.map(() => "---").join("|")}|`);
for (const [name, make] of Object.entries({ ...ENGINES, "this site": ours })) {
  for (const knowing of make === ours ? [true] : [false, true]) {
    const cells = [];
    for (const [list, language] of columns) cells.push(await measure(make, knowing, list, language));
    console.log(
      `| ${name}${make === ours ? "" : knowing ? ", with what we know of how people ask" : ", pages only"} | ${cells.join(" | ")} |`,
    );
  }
}
