// Judges a file or lines for a terminal: its language, what its tool makes of it, and each address, key and model in it.

import { addressesIn, judgedAddress } from "./commands.js";
import { entries } from "./entries.js";
import { formatOf, slips } from "./file-rules.js";
import { pattern } from "./globs.js";
import { pitfalls } from "./pitfalls.js";
import { byName, isAddress, KEY, MODEL, ownOnly, values } from "./setting-rules.js";
import { choiceMistaken, namesMistaken, recognise, rulesBroken } from "./structure.js";
import { characters } from "./text-rules.js";
import { guided, owner } from "./tools-of.js";

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

export function checkFile(text, asked) {
  const about = { ...asked, text };
  const { found, clean } = characters(withoutProse(text));
  const format = formatOf(clean);
  const read = entries(clean, format);
  const all = recognise(text, format, pairs(read), about);
  const known = all.filter(({ file }) => !file.everywhere);
  found.push(...slips(clean, languageOf(known, format)).map((slip) => guideOf(slip, about)));
  const whole = !found.some(({ rule }) => BROKEN.includes(rule));
  if (whole) for (const one of all) found.push(...structure(one, about));
  const told = found.some(({ level }) => level === "error" || level === "warning");
  const judged = known.some(({ file, guessed }) => !file.variables && !guessed) ? [] : byName(read, known, about);
  for (const one of known) judged.push(...values(one, about));
  found.push(
    ...ownOnly(judged),
    ...pitfalls(read, { ...about, client: about.client ?? recognised(known, about) }),
    ...unread(text, about),
  );
  const inCommands = addressesIn(clean);
  const everything = [...read, ...inCommands];
  for (const argument of inCommands) found.push(...judgedAddress(argument, about));
  if (!everything.length) found.push(finding("warning", "no_settings", "clients"));
  else found.push(...unchecked(everything, known, told || found.some(({ rule }) => rule === "no_url"), about));
  const wrong = found.some(({ level }) => level === "error");
  if (!wrong) for (const one of known) found.push(...asNotes(one, about));
  return once(found.filter(({ level }) => level !== "good" || !wrong));
}

// JSON with comments, where the tool reads it.
const languageOf = (known, format) => {
  const { file } = known.find((one) => !one.file.variables) ?? {};
  return file && file.also !== format ? file.format : format;
};

const recognised = (known, about) => {
  const { file } = known.find((one) => !one.file.variables) ?? {};
  return file && owner(file, about);
};

// Slips after which nobody knows what stands where.
const BROKEN = ["toml_table", "json_unclosed", "json_broken", "unclosed_quote", "yaml_tab"];

// Comments, and quoted words of Chinese, may hold what characters they like.
const withoutProse = (text) =>
  text
    .replace(/(?<=[\u4e00-\u9fff])：\s*/g, ": ")
    .replace(
      /^([ \t]*)(#|\/\/)([^\n]*)/gm,
      (_, space, mark, words) => space + mark + words.replace(/[^\x20-\x7e]/g, "?"),
    )
    .replace(/(["'])(?=[^"'\n]*[\u4e00-\u9fff])[^"'\n]*\1/g, (quoted) =>
      quoted.replace(/[\uff01-\uff5e\u3000\u2018-\u201f\u300c-\u300f]/g, "?"),
    );

// {"name": "X", "value": "y"} sets X, as X: y does.
function pairs(read) {
  const named = new Map(
    read.filter(({ name }) => name === "name").map(({ path, value }) => [path.slice(0, -1).join("\n"), value]),
  );
  return read.flatMap((entry) => {
    const name = entry.name === "value" && named.get(entry.path.slice(0, -1).join("\n"));
    return name ? [entry, { ...entry, path: [...entry.path.slice(0, -1), name], name }] : [entry];
  });
}

const once = (found) => {
  const seen = new Set();
  return found.filter((one) => {
    const mark = JSON.stringify([one.rule, one.values]);
    return !seen.has(mark) && seen.add(mark);
  });
};

function structure(one, about) {
  const found = [...namesMistaken(one), ...choiceMistaken(one), ...rulesBroken(one.file.rules, one, about.facts)];
  return guided(found, one.file, about);
}

const asNotes = (one, about) =>
  guided(rulesBroken(one.file.if_right, one, about.facts), one.file, about).map((told) => ({ ...told, level: "note" }));

// Slips of a file are explained in the guide of its client, if that is known.
const guideOf = (slip, { client }) => (client ? { ...slip, client: client.id } : { ...slip, section: "clients" });

// What nobody can tell from this text: where its requests go, and what only its client knows.
function unchecked(read, known, told, about) {
  const { client } = about;
  const asks = (client || read.some(({ name }) => KEY.test(name) || MODEL.test(name))) && !told;
  const elsewhere = known.some(({ file }) => file.needs_address === false);
  const address = read.some(
    ({ name, value = "" }) =>
      isAddress({ name: name.replace(/ /g, "_"), value }) || (name !== "$schema" && /^https:\/\//.test(value)),
  );
  const found = asks && !elsewhere && !address ? [finding("note", "missing_url", "base-url-not-used")] : [];
  if (client) return found;
  const tool = known.find(({ file }) => file.client ?? file.name);
  return [
    ...found,
    tool
      ? finding("note", "read_as", "clients", { client: owner(tool.file, about)?.name ?? tool.file.name })
      : finding("note", "no_tool", "clients"),
  ];
}

// A path in the text that the tool does not read.
function unread(text, about) {
  return about.facts.files.flatMap((file) =>
    Object.entries(file.unread ?? {}).flatMap(([path, right]) => {
      const named = pattern(path, "i").exec(text)?.[0];
      const tool = owner(file, about);
      if (!named || !tool || (about.client && tool !== about.client)) return [];
      return guided([finding("error", "unread_file", "configure", { file: named, right })], file, about);
    }),
  );
}
