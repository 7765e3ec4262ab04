// Judges a file or lines for a terminal: its language, what its tool makes of it, and each address, key and model in it.

import { argumentsIn, judgedArgument } from "./commands.js";
import { slips } from "./file-rules.js";
import { nothingRead, otherTool, unchecked, unread } from "./left-rules.js";
import { namesMistaken } from "./mistaken-names.js";
import { piecesOf } from "./pieces.js";
import { pitfalls } from "./pitfalls.js";
import { unpublished } from "./published.js";
import { byName, KEY, ownOnly, values } from "./setting-rules.js";
import { choiceMistaken, rulesBroken } from "./structure.js";
import { guided, owner } from "./tools-of.js";

export function checkFile(text, asked) {
  const about = { ...asked, text };
  const pieces = piecesOf(text, about);
  const sure = pieces.some(({ all }) => all.some(isFile));
  // A piece that shows no tool is read as the one beside it.
  const forms = pieces.map(({ all, format }) => languageOf(all, format));
  const loose = forms.find((form) => LOOSE.includes(form));
  const judged = pieces.map(({ all, ...piece }, i) =>
    judgedPiece(
      {
        ...piece,
        all: sure ? all.filter(({ guessed }) => !guessed) : all,
        language: forms[i] === "json" && loose && !all.some(isFile) ? loose : forms[i],
      },
      about,
    ),
  );
  const every = (name) => judged.flatMap((one) => one[name]);
  const elsewhere = unread(text, about);
  const found = [...every("found"), ...ownOnly(every("values")), ...every("others"), ...elsewhere];
  const told = found.some(
    ({ level, rule, values }) => rule === "no_url" || BROKEN.includes(rule) || (values.client && level !== "note"),
  );
  const everything = [...every("read"), ...every("inCommands")];
  const known = every("known");
  found.push(...otherTool(known.filter(isFile), about));
  if (!everything.length) found.push(...nothingRead(about));
  else
    found.push(
      ...unchecked(everything, [...known, ...spoke(every("all"), found, about)], told, about, elsewhere.length > 0),
    );
  const wrong = found.some(({ level }) => level === "error");
  if (!wrong) for (const one of known) found.push(...asNotes(one, about));
  const doubted = new Set(found.filter(isDoubt).map(({ values: { line } }) => line));
  return once(found.filter(({ level, values: { line } }) => level !== "good" || !(wrong || doubted.has(line))));
}

const isDoubt = ({ level, rule }) => level === "warning" && rule === "told";

// The code of an SDK is no file of a tool, but its tool, once something was said of it.
const spoke = (all, found, about) =>
  all.filter(({ file }) => {
    const name = owner(file, about)?.name ?? file.name;
    return file.everywhere && name && found.some(({ values }) => values.client === name);
  });
const LOOSE = ["json5", "jsonc"];
const isFile = ({ file, guessed }) => !file.variables && !guessed;

function judgedPiece({ found, clean, language, read, all }, about) {
  const known = all.filter(({ file }) => !file.everywhere);
  found.push(...slips(clean, language).map((slip) => guideOf(slip, about)));
  const broken = found.some(({ rule }) => BROKEN.includes(rule));
  for (const one of broken ? [] : all) found.push(...structure(one, about));
  const judged = known.some((one) => isFile(one) && !one.options) ? [] : byName(read, known, about);
  for (const one of known) judged.push(...values(one, about));
  const asOptions = known.filter(({ options }) => options).flatMap((one) => one.entries);
  const inCommands = asOptions.length ? [] : argumentsIn(clean);
  const keyed = read.some(({ name, value }) => value && KEY.test(name)); // empty ones are switched off, then
  const others = pitfalls(read, { ...about, client: about.client ?? recognised(known, about) });
  for (const argument of inCommands) others.push(...judgedArgument(argument, about));
  const blamed = new Set([...found, ...others].filter(isBlame).map(({ values: { line } }) => line));
  for (const one of broken ? [] : known.filter(({ file }) => file.also !== language))
    others.push(...asPublished(one, about).filter(({ values: { line } }) => !blamed.has(line)));
  return {
    found,
    values: judged.filter(({ rule }) => rule !== "empty_key" || !keyed),
    others,
    all,
    known,
    read: [...read, ...asOptions],
    inCommands,
  };
}

// JSON with comments, where the tool reads it.
const languageOf = (known, format) => {
  const { file } = known.find((one) => !one.file.variables && !one.file.everywhere) ?? {};
  return file && file.also !== format ? file.format : format;
};

const recognised = (known, about) => {
  const { file } = known.find((one) => !one.file.variables) ?? known.find((one) => one.seen && one.file.client) ?? {};
  return file && owner(file, about);
};

const isBlame = ({ level }) => level === "error" || level === "warning";

// Slips after which nobody knows what stands where.
const BROKEN = ["toml_table", "json_unclosed", "json_broken", "unclosed_quote", "yaml_tab"];

const once = (found) => {
  const seen = new Set();
  return found.filter((one) => {
    const mark = JSON.stringify([one.rule, one.rule === "told" ? one.values.text : one.values]);
    return !seen.has(mark) && seen.add(mark);
  });
};

function structure(one, about) {
  const found = [
    ...namesMistaken(one),
    ...choiceMistaken(one, about.facts),
    ...rulesBroken(one.file.rules, one, about.facts),
  ];
  return guided(found, one.file, about);
}

const asPublished = (one, about) => {
  const tool = owner(one.file, about);
  if (one.file.published && tool && !tool.settings) about.lacks?.(tool);
  return one.file.published && tool ? guided(unpublished(one, tool.settings), one.file, about) : [];
};

const asNotes = (one, about) =>
  guided(rulesBroken(one.file.if_right, one, about.facts), one.file, about).map((told) => ({ ...told, level: "note" }));

// Slips of a file are explained in the guide of its client, if that is known.
const guideOf = (slip, { client }) => (client ? { ...slip, client: client.id } : { ...slip, section: "clients" });
