// Lines for a terminal that name addresses, keys and models as arguments: curl's, or those of a tool's own command.

import { isOfAddress, MODEL_NAME, single } from "./setting-rules.js";
import { checkUrl } from "./url-rules.js";
import { checkKey, checkModel, REFERENCE } from "./value-rules.js";

// Words of small letters, PowerShell's own, and options: `cline auth -p openai …`. An error has a colon or a capital before its options.
export const isCommand = (text) =>
  /^(\$ )?([a-z]|Invoke-)[\w.-]*( [a-z][\w-]*)* ([^\s-]\S* )?--?[A-Za-z]/.test(text.trim());

const ASKS = /^[ \t>$]*(curl(?:\.exe)?|wget|https?|xh|Invoke-\w+|irm|iwr)[ \t]/im;
const WORDS = /(?<=\s)(?:--?([a-z][\w-]*)[ \t=]+)?["']?([^\s"'\\-][^\s"'\\]*)/gi;
const IS_URL = /^https?:\/\//i;
const OF_API = /base|endpoint|api[_-]?url/i;
const ARGUMENTS = /[ \t](?:(-k|--(?:api[-_]?)?key)|(-m|--model(?:-?id)?))[ \t=]+["']?([^\s"'\\]+)/gi;

// The addresses, keys and models as entries, see entries.js, that have no name.
export function argumentsIn(text) {
  const joined = text.replace(/[ \t]?\\\r?\n[ \t]*/g, " "); // lines that go on
  if (!joined.split("\n").some(isCommand)) return [];
  const entry = (value, index, judge) => ({
    path: [],
    name: "",
    value,
    line: text.slice(0, index).split("\n").length,
    judge,
  });
  if (ASKS.test(text))
    return [...text.matchAll(/(?<=\s["']?)https?:\/\/[^\s"'\\]+/g)].map(({ 0: value, index }) =>
      entry(value, index, endpoint),
    );
  // Options of other names hold repositories and web pages.
  const found = [...text.matchAll(WORDS)]
    .filter(({ 1: name, 2: value }) =>
      IS_URL.test(value) ? !name?.[1] || isOfAddress(name) : name && OF_API.test(name) && isOfAddress(name),
    )
    .filter(({ 2: value }) => !REFERENCE.test(value))
    .map(({ 1: name, 2: value, index }) => entry(value, index, name ? checkUrl : mentioned));
  const named = [...text.matchAll(ARGUMENTS)].filter(
    ({ 1: key, 3: value }) => !REFERENCE.test(value) && (key || MODEL_NAME.test(value)),
  );
  return [...found, ...named.map(({ 1: key, 3: value, index }) => entry(value, index, key ? checkKey : checkModel))];
}

// What stands alone may be any web page.
const mentioned = (value, about) => checkUrl(value, about).filter(({ rule }) => rule !== "unknown_host");

// Of an endpoint only the host can be wrong.
function endpoint(value, about) {
  const found = checkUrl(value, about);
  const whole = found.some(({ rule }) => rule === "full_endpoint");
  return found.filter(({ rule }) => !whole || !["full_endpoint", "query"].includes(rule));
}

export const judgedArgument = ({ value, line, judge }, about) =>
  single(value, (text) => judge(text, about)).map((one) => ({ ...one, values: { ...one.values, line: String(line) } }));
