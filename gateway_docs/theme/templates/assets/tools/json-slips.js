// Slips of JSON, of JSON with comments and of JSON5.

import { closed, isElided, isPart, outside, whole } from "./elided.js";
import { finding } from "./slip.js";

const lineAt = (text, index) => text.slice(0, index).split("\n").length;

const JSON_SLIPS = [
  ["json_comment", /(^|\s)(\/\/|\/\*|#)/m],
  ["json_trailing_comma", /,(?=\s*[}\]])/],
  ["json_single_quotes", /'/],
  ["json_unquoted", /[{,]\s*[A-Za-z_][\w-]*\s*:/],
  ["json_missing_comma", /["\d}\]el][ \t]*\n\s*"/],
];

export function json(text) {
  const full = whole(text);
  try {
    JSON.parse(isPart(text) ? full.replace(/,(?=\s*\}+$)/, "") : full);
    return [];
  } catch {
    const bare = outside(full);
    const slips = JSON_SLIPS.map(([rule, pattern]) => [rule, pattern.exec(bare)]).filter(([, match]) => match);
    if (slips.length) {
      const [rule, match] = slips[0]; // others often follow from the first
      return [finding(rule, lineAt(bare, match.index + leading(match[0])))];
    }
    if ((bare.match(/"/g)?.length ?? 0) % 2) return [finding("unclosed_quote", lineAt(bare, bare.lastIndexOf('"')))];
    if (isPart(text) || isElided(text)) return [];
    const open = unclosed(bare);
    return open.length ? open : [finding("json_broken", 1)];
  }
}

const unclosed = (bare) => (closed(bare) ? [] : [finding("json_unclosed", lineAt(bare, bare.length))]);

const leading = (text) => text.length - text.trimStart().length;

// JSON with comments and commas, as some tools read it. Without quotes around names it is JSON5.
export const jsonc = (text) => json(bareJson(text));
export const json5 = (text) => {
  const comma = jsonc(text).filter(({ rule }) => rule === "json_missing_comma");
  return comma.length || isPart(text) || isElided(text) ? comma : unclosed(outside(bareJson(text)));
};

const bareJson = (text) =>
  text
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
      part[0] === '"' ? part : part.replace(/[^\n]/g, " "),
    )
    .replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === "," ? " " : part));
