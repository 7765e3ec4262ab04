// A pasted text in pieces: the entries of each, and the files of tools that it is.

import { argumentsIn } from "./commands.js";
import { isElided } from "./elided.js";
import { entries } from "./entries.js";
import { formatOf } from "./formats.js";
import { parts } from "./parts.js";
import { recognise } from "./recognise.js";
import { isAddress, KEY, MODEL } from "./setting-rules.js";
import { characters } from "./text-rules.js";

export function piecesOf(text, about) {
  const pieces = parts(text, isSetting).map((part) => pieceOf(part, about));
  beside(pieces.flatMap(({ all }) => all));
  return pieces;
}

// A tool reads its files together: a profile beside its configuration.
function beside(all) {
  const ids = ({ file }) => [file.client ?? []].flat();
  for (const one of all) {
    const ofTool = (other) => other.file === one.file || ids(other).some((id) => ids(one).includes(id));
    one.beside = all.filter((other) => other !== one && ofTool(other)).flatMap(({ entries }) => entries);
  }
}

const isSetting = (text) =>
  entries(text, formatOf(text)).some(
    (one) => one.value !== undefined && (KEY.test(one.name) || MODEL.test(one.name) || isAddress(one)),
  ) || argumentsIn(text).length > 0;

// An address of the gateway on a line of its own, below words that say what it is, and the format that such a form names.
const alone = (text, { regions }) => {
  const found = aloneIn(text, regions);
  const compatible = found.length && /^[ \t]*(OpenAI|Anthropic)[ -]Compatible[ \t]*$/im.exec(text)?.[0].trim();
  const format = { path: ["api_type"], name: "api_type", value: compatible, line: 1, alone: true };
  return compatible ? [format, ...found] : found;
};
const aloneIn = (text, regions) =>
  text.split("\n").flatMap((line, i) => {
    const value = /^[ \t]*(https:\/\/\S+)[ \t]*$/.exec(line)?.[1];
    const ours = value && regions.some(({ host }) => value.startsWith(`https://${host}`));
    return ours ? [{ path: ["base_url"], name: "base_url", value, line: i + 1, alone: true }] : [];
  });

// A part of the text as the tools read it, and which of their files it is.
function pieceOf(part, about) {
  const { found, clean } = characters(withoutProse(part));
  const format = formatOf(clean);
  const read = [...pairs(entries(clean, format)), ...alone(clean, about.facts)];
  const elided = format === "json" && isElided(clean);
  const all = recognise(part, format, read, about).map((one) => ({ ...one, elided, pasted: about.text }));
  return { found, clean, format, read, all };
}

// Comments, and quoted words of Chinese, may hold what characters they like.
const withoutProse = (text) =>
  text
    .replace(/(?<=[\u4e00-\u9fff]|^[ \t]*(?:api|key|model|url|base url|api key))：\s*/gim, ": ")
    .replace(
      /(^|[ \t])(#|\/\/)([^\n]*)/gm,
      (_, space, mark, words) => space + mark + words.replace(/[^\x20-\x7e]/g, "?"),
    )
    .replace(/(["'])(?=[^"'\n]*[\u4e00-\u9fff])[^"'\n]*\1/g, (quoted) =>
      quoted.replace(/[\uff01-\uff5e\u3000\u2018-\u201f\u300c-\u300f]/g, "?"),
    );

// {"name": "X", "value": "y"}, and "X=y" in a list, set X, as X: y does.
const NAME = /^(name|变量名称?|variable( name)?)$/i;
const VALUE = /^(value|变量值|variable value)$/i;
function pairs(read) {
  const named = new Map(); // the last name at each place
  return read.flatMap((entry) => {
    const { path, name, value = "" } = entry;
    const place = path.slice(0, -1);
    const set = (variable, to) => [
      entry,
      { ...entry, path: [...place, variable], name: variable, value: to, pair: true },
    ];
    if (NAME.test(name)) named.set(place.join("\n"), value);
    const above = VALUE.test(name) && named.get(place.join("\n"));
    if (above) return set(above, value);
    const [, variable, to] = (/^\d+$/.test(name) && /^([A-Z]\w*)=(.*)$/.exec(value)) || [];
    return variable ? set(variable, to) : [entry];
  });
}
