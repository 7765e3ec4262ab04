// Engines to compare. Each takes the sections of a site, with a language, to a function: text -> sections, best first.

import { create, insertMultiple, search } from "@orama/orama";
import FlexSearch from "flexsearch";
import MiniSearch from "minisearch";

const FIELDS = ["title", "text", "code", "asked"];
const BOOST = { title: 3, asked: 2 };
const LIMIT = 10;

function byNumber(sections) {
  return sections.map((section, id) => ({
    id,
    ...Object.fromEntries(FIELDS.map((field) => [field, section[field] ?? ""])),
  }));
}

function mini(sections, tokenize) {
  const engine = new MiniSearch({ fields: FIELDS, ...(tokenize && { tokenize }) });
  engine.addAll(byNumber(sections));
  return (text) =>
    engine
      .search(text, { boost: BOOST, prefix: true, fuzzy: 0.2 })
      .slice(0, LIMIT)
      .map(({ id }) => sections[id]);
}

function segmenter(language) {
  const cutter = new Intl.Segmenter(language, { granularity: "word" });
  return (text) => [...cutter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

export const ENGINES = {
  MiniSearch: (sections) => mini(sections),

  "MiniSearch, Intl.Segmenter": (sections, language) => mini(sections, segmenter(language)),

  FlexSearch: (sections) => {
    const engine = new FlexSearch.Document({
      document: { id: "id", index: FIELDS },
      tokenize: "forward",
      encoder: FlexSearch.Charset.CJK,
    });
    for (const section of byNumber(sections)) engine.add(section);
    return (text) =>
      engine
        .search(text, { limit: LIMIT, merge: true, suggest: true })
        .slice(0, LIMIT)
        .map(({ id }) => sections[id]);
  },

  "Orama, Intl.Segmenter": async (sections, language) => {
    const cut = segmenter(language);
    const tokenizer = {
      language: "english",
      normalizationCache: new Map(),
      tokenize: (text) => cut(String(text).toLowerCase()),
    };
    const engine = create({
      schema: Object.fromEntries(FIELDS.map((field) => [field, "string"])),
      components: { tokenizer },
    });
    await insertMultiple(
      engine,
      byNumber(sections).map(({ id, ...section }) => ({ id: String(id), ...section })),
    );
    return async (text) => {
      const { hits } = await search(engine, { term: text, boost: BOOST, tolerance: 1, threshold: 1, limit: LIMIT });
      return hits.map(({ id }) => sections[Number(id)]);
    };
  },
};
