// Lines for a terminal that name addresses as arguments: curl's, or those of a tool's own command.

import { single } from "./setting-rules.js";
import { checkUrl } from "./url-rules.js";

// Words of small letters, PowerShell's own, and options: `cline auth -p openai …`. An error has a colon or a capital before its options.
export const isCommand = (text) =>
  /^(\$ )?([a-z]|Invoke-)[\w.-]*( [a-z][\w-]*)* ([^\s-]\S* )?--?[A-Za-z]/.test(text.trim());

// The addresses as entries, see entries.js, that have no name.
export function addressesIn(text) {
  const joined = text.replace(/[ \t]?\\\r?\n[ \t]*/g, " "); // lines that go on
  if (!joined.split("\n").some(isCommand)) return [];
  return [...text.matchAll(/(?<=\s["']?)https?:\/\/[^\s"'\\]+/g)].map(({ 0: value, index }) => ({
    path: [],
    name: "",
    value,
    line: text.slice(0, index).split("\n").length,
  }));
}

// Of an endpoint only the host can be wrong.
export function judgedAddress({ value, line }, about) {
  const found = single(value, (text) => checkUrl(text, about));
  const endpoint = found.some(({ rule }) => rule === "full_endpoint");
  return found
    .filter(({ rule }) => !endpoint || !["full_endpoint", "query"].includes(rule))
    .map((one) => ({ ...one, values: { ...one.values, line: String(line) } }));
}
