// Judges what a reader pasted: check(text, about) -> findings [{level, rule, section, values, client}].
// about: {facts, client, vendor, region, kind}; facts as gateway_docs/site/tools/check.py writes them.
// Levels: error, warning, note, good. `section` is an id on the site; with `client`, one of that client's guide.

import { formatOf, settings, slips } from "./file-rules.js";
import { characters, singleValue } from "./text-rules.js";
import { checkUrl } from "./url-rules.js";
import { checkKey, checkModel } from "./value-rules.js";

export const KINDS = ["url", "key", "model", "file", "error"];

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

export function kindOf(text, { facts }) {
  const line = characters(text).clean.trim();
  if (/\n\s*\S/.test(line) || /^\{|^\[/.test(line)) return looksLikeError(line) ? "error" : "file";
  if (/^["'<`]*[a-z][a-z+]*:\/*[\w.[-]/i.test(line) && !/\s\S+\s/.test(line)) return "url";
  if (/^\s*(export|setx?|\$env:\w+)\s|^[\w.-]+\s*=\s*\S/i.test(line)) return "file";
  if (facts.models.some(({ id }) => line.toLowerCase().includes(id.toLowerCase())) && !/\s/.test(line)) return "model";
  if (/^["'`]*(sk-|bearer|YOUR_|AIza|<|\$)/i.test(line)) return "key";
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(line) && !/^[\w-]+-\d+(\.\d+)+/.test(line)) return "url";
  if (looksLikeError(line) || /\s\S+\s/.test(line)) return "error";
  if (/^["']?(gpt|claude|gemini|o\d|text-|deepseek|qwen|[\w.-]+\/)/i.test(line)) return "model";
  return "key";
}

const looksLikeError = (text) =>
  /\b(error|exception|traceback|failed|invalid|unexpected status|denied|refused|not found|unauthorized|forbidden)\b|\b[45]\d\d\b|报错|错误|失败/i.test(
    text,
  ) && !/^\s*(export|\[[\w."-]+\])/.test(text);

export function check(text, about) {
  if (!text.trim()) return [finding("note", "nothing", "checklist")];
  const kind = KINDS.includes(about.kind) ? about.kind : kindOf(text, about);
  return [finding("kind", kind, ""), ...worstFirst(RULES[kind](text, about))];
}

const ORDER = ["error", "warning", "good", "note"];
const worstFirst = (found) => found.sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));

const RULES = {
  url: (text, about) => single(text, (value) => checkUrl(value, about)),
  key: (text) => single(text, checkKey),
  model: (text, about) => single(text, (value) => checkModel(value, about)),
  file: checkFile,
  error: checkError,
};

function single(text, rule) {
  const { found, value } = singleValue(text.replace(/\r?\n$/, ""));
  const judged = rule(value);
  if (judged.some(({ rule: name }) => name === "placeholder")) return judged;
  return found.length ? [...found, ...judged.filter(({ level }) => level !== "good")] : judged;
}

function checkFile(text, about) {
  const { found, clean } = characters(text);
  const format = formatOf(clean);
  const read = settings(clean);
  found.push(...slips(clean, format).map((slip) => guideOf(slip, about)));
  for (const setting of read) found.push(...checkSetting(setting, about));
  found.push(...pitfalls(read, about));
  if (!read.length) found.push(finding("warning", "no_settings", "clients"));
  else found.push(...unchecked(read, about));
  const good = found.filter(({ level }) => level === "good");
  const rest = found.filter(({ level }) => level !== "good");
  return good.length && !rest.some(({ level }) => level === "error") ? [...rest, ...good] : rest;
}

// What nobody can tell from this text: where its requests go, and what only its client knows.
function unchecked(read, { client }) {
  const asks = client || read.some(({ name }) => KEY.test(name) || MODEL.test(name));
  const found = asks && !read.some(isAddress) ? [finding("note", "missing_url", "base-url-not-used")] : [];
  return client ? found : [...found, finding("note", "no_tool", "clients")];
}

// Slips of a file are explained in the guide of its client, if that is known.
const guideOf = (slip, { client }) => (client ? { ...slip, client: client.id } : { ...slip, section: "clients" });

const ADDRESS = /base_?url|api_?base|api_?host|endpoint|^(host|url)$/i;
const KEY = /^(?!get)[\w-]*(key|token|secret)$/i; // getApiKey is where to get one
const NAME_OF_VARIABLE = /^(env_?key|api_?key_?(env|name)|key_?name|temp_env_key)$/i;
const MODEL = /(^|_)model(_name)?$/i;
const MODEL_NAME = /^[A-Za-z][\w.:/-]*\d[\w.:/-]*$/; // others are names of one's own, or blocks

const isAddress = ({ name, value }) => ADDRESS.test(name) && /[./]/.test(value);

function checkSetting({ name, value, line }, about) {
  const at = (found) => found.map((one) => ({ ...one, values: { ...one.values, name, line: String(line) } }));
  const vendor = vendorOf(name, about);
  if (NAME_OF_VARIABLE.test(name)) {
    return /^sk-|^\S*[a-z]\S{24,}$/.test(value) ? at([finding("error", "env_key_value", "env-not-seen")]) : [];
  }
  if (KEY.test(name)) return at(single(value, checkKey));
  if (isAddress({ name, value })) return at(single(value, (text) => checkUrl(text, { ...about, vendor })));
  if (MODEL.test(name) && MODEL_NAME.test(value.trim()))
    return at(single(value, (text) => checkModel(text, { ...about, vendor })));
  return [];
}

// A name such as ANTHROPIC_BASE_URL says whose protocol it is about, unless the reader said so already.
function vendorOf(name, { vendor, client, facts }) {
  const named = facts.vendors.find(({ words }) => words.some((word) => name.toLowerCase().includes(word)))?.id;
  const possible = client ? Object.keys(client.paths) : facts.vendors.map(({ id }) => id);
  return vendor ?? (possible.includes(named) ? named : undefined);
}

// Settings that the client does not have, or not beside each other. Without a client: what any client's guide knows.
function pitfalls(read, { facts, client }) {
  const names = new Set(read.map(({ name }) => name));
  const own = client
    ? [client]
    : facts.clients.filter((each) => each.pitfalls.some(({ value, beside }) => value || beside));
  return own.flatMap((one) =>
    one.pitfalls.flatMap((pitfall) => {
      if (!client && !pitfall.value && !pitfall.beside) return [];
      const set = read.find(
        ({ name, value, table }) =>
          name === pitfall.setting &&
          (!pitfall.value || new RegExp(`^(?:${pitfall.value})$`).test(value)) &&
          (pitfall.problem !== "misplaced" || table),
      );
      if (!set || (pitfall.beside && !names.has(pitfall.beside))) return [];
      const rule = pitfall.instead ? `${pitfall.problem}_instead` : pitfall.problem;
      const values = {
        ...pitfall,
        client: one.name,
        line: String(set.line),
        shown: set.value && pitfall.value ? `${set.name} = ${set.value}` : set.name,
      };
      return [{ ...finding("error", rule, pitfall.section, values), client: one.id }];
    }),
  );
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
