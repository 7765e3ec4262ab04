// Judges what a reader pasted: check(text, about) -> findings [{level, rule, section, values, client}].
// about: {facts, client, vendor, region, kind, lacks}; facts as gateway_docs/site/tools/check.py writes them;
// lacks(client) is called where more would be said if that client had its `settings`.
// Levels: error, warning, note, good. `section` is an id on the site; with `client`, one of that client's guide.

import { asked } from "./asked.js";
import { isCommand } from "./commands.js";
import { diagnosed } from "./diagnosis.js";
import { checkFile } from "./file-check.js";
import { SETS_VARIABLES } from "./formats.js";
import { PROMPT, plain } from "./parts.js";
import { single } from "./setting-rules.js";
import { characters } from "./text-rules.js";
import { checkUrl } from "./url-rules.js";
import { checkKey, checkModel, PLACEHOLDER } from "./value-rules.js";

export const KINDS = ["url", "key", "model", "file", "error"];

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

export function kindOf(text, { facts }) {
  const line = plain(characters(text).clean.split("\n")).join("\n").trim();
  if (/\n\s*\S/.test(line) || /^\{|^\[/.test(line))
    return looksLikeError(line) && !SETS_ADDRESS.test(line) && !IN_CODE.test(line) ? "error" : "file";
  if (/^["'<`]*[a-z][a-z+]*:\/*[\w.[-]/i.test(line) && !/\s\S+\s/.test(line)) return "url";
  if (SETS_VARIABLES.test(line) || PROMPT.test(line) || IN_CODE.test(line)) return "file";
  if (INSTALLS.test(line) && !looksLikeError(line)) return "file";
  if (SETS.test(line)) return "file";
  if (facts.models.some(({ id }) => line.toLowerCase().includes(id.toLowerCase())) && !/\s/.test(line)) return "model";
  if (/^["'`]*(sk-|bearer|YOUR_|AIza|<|\$)/i.test(line)) return "key";
  if (HOST.test(line)) return "url";
  if (isCommand(line) && !looksLikeError(line)) return "file";
  // No key, address or model has Chinese in it, and a sentence of it no spaces.
  const words = /\s\S+\s/.test(line) || (/\p{Script=Han}/u.test(line) && !PLACEHOLDER.test(line));
  if (looksLikeError(line) || words) return "error";
  if (/^["']?(gpt|claude|gemini|o\d|text-|deepseek|qwen|[\w.-]+\/)/i.test(line)) return "model";
  return "key";
}

const SETS = /^(export|setx?)\s|^(\$env:)?[\w.-]+\s*=\s*\S/i;

// No host ends in a label that begins with a digit, as versions of models do; an address of numbers has four.
const HOST = /^([\w-]+\.)+[a-z][\w-]*(:\d+)?(\/|$)|^\d+(\.\d+){3}(:\d+)?(\/|$)/i;

// An option may be called --show-error.
const OPTION = /(^|\s)--?[a-z][\w-]*/gi;

const looksLikeError = (text) =>
  /\b(error|exception|traceback|failed|invalid|unexpected status|denied|refused|not found|unauthorized|forbidden)\b|\b[45]\d\d\b|报错|错误|失败/i.test(
    text.replace(OPTION, " "),
  ) && !/^\s*(export|\[[\w."-]+\])/.test(text);

// What people say beside their settings, an error too, makes them no error.
const SETS_ADDRESS =
  /^(?!.*Traceback)[\s\S]*(?:base[_ ]?url|api[_ ]?base(?:_?url)?|_URL)["']?\s*(?:[:=]|\n)\s*["']?https?:\/\/|\n[ \t]*(?:export |set |\$env:)?(?:ANTHROPIC|OPENAI|GEMINI)_\w*(?:TOKEN|KEY)[ \t]*=[ \t]*\S/i;

export function check(text, about) {
  if (!text.trim()) return [finding("note", "nothing", "checklist")];
  const named = about.kind === "file" ? [] : diagnosed(text, about);
  if (named.length) return [finding("kind", "error", ""), ...named];
  const kind = KINDS.includes(about.kind) ? about.kind : kindOf(text, about);
  return [finding("kind", kind, ""), ...worstFirst(RULES[kind](text, about))];
}

const ORDER = ["error", "warning", "good", "note"];
const worstFirst = (found) => found.sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));

const IN_CODE = /^(echo ["']?export |os\.environ|process\.env|"[\w-]+"\s*:\s*[[{"]|import [\w*{]|from [\w.]+ import )/;
// What installs a tool or takes a setting away: no settings, and no error either.
const INSTALLS = /^(\$ )?(npm|npx|pip3?|pipx|uv|brew|unset|Remove-Item|irm|mkdir|source) \S/;

const RULES = {
  url: (text, about) => single(text, (value) => checkUrl(value, about)),
  key: (text) => single(text, checkKey),
  model: (text, about) => single(text, (value) => checkModel(value, about)),
  file: (text, about) => withAsked(text, [...checkFile(text, about), ...errorBeside(text, about)]),
  error: (text, about) => withAsked(text, checkError(text, about)),
};

// An address that is blamed already needs no second word.
const ENDS = /_(version|endpoint|path)$/;
const withAsked = (text, found) => [...found, ...(found.some(({ rule }) => ENDS.test(rule)) ? [] : asked(text))];

// What a tool said, pasted below its settings.
const SAID =
  /\b(error|failed|invalid|unexpected status|denied|refused|unauthorized|forbidden)\b|not (found|recognized)|exception\b|报错|错误|失败|不是内部或外部命令/i;
const IS_SETTING = /^[ \t]*["']?[\w.-]+["']?[ \t]*[:=][ \t]*\S*$|^[ \t]*(#|\/\/)/;

function errorBeside(text, about) {
  const said = text.split("\n").filter((line) => SAID.test(line) && !IS_SETTING.test(line));
  if (!said.length) return [];
  const [best] = checkError(said.join("\n"), about);
  return best.rule === "unknown_error" ? [] : [{ ...best, level: "note" }];
}

const PASSED_ON = /litellm\.|(new|one)_api_error|upstream_error|\(request.id/;
const VENDOR_ANSWERS = /(platform|api)\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com/;

// The sections that an error text speaks of, best first, by the signs that the search knows as well.
function checkError(text, { facts }) {
  const pasted = characters(text).clean.toLowerCase();
  const scores = new Map();
  for (const [pattern, sections] of facts.signals) {
    if (!new RegExp(pattern).test(pasted)) continue;
    for (const [id, share] of Object.entries(sections)) scores.set(id, (scores.get(id) ?? 0) + Number(share));
  }
  // A vendor that answers never saw a request through the gateway, whatever status it gives; gateways pass words on.
  const passedOn = PASSED_ON.test(pasted) || facts.regions.some(({ host }) => pasted.includes(host));
  if (VENDOR_ANSWERS.test(pasted) && !passedOn) scores.set("base-url-not-used", 2);
  const best = [...scores].sort(([, a], [, b]) => b - a).slice(0, 3);
  if (!best.length) return [finding("warning", "unknown_error", "find-your-error")];
  return best.map(([id], i) => finding(i ? "note" : "error", i ? "error_maybe" : "error_section", id));
}
