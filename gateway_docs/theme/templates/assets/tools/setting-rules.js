// Judges each address, key and model in a file: where its tool reads them, or else by the names of settings.

import { finds, fit } from "./globs.js";
import { bindings, providersOf, vendorAt } from "./structure.js";
import { singleValue } from "./text-rules.js";
import { owner } from "./tools-of.js";
import { checkUrl } from "./url-rules.js";
import { checkKey, checkModel, REFERENCE } from "./value-rules.js";

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

// Findings about one value; `rule` judges it.
export function single(text, rule) {
  if (/^<(?!sk-|https?:)[^<>]+>$/.test(text.trim())) return rule(text.trim());
  const { found, value } = singleValue(text.replace(/\r?\n$/, ""));
  const judged = rule(value);
  if (judged.some(({ rule: name }) => name === "placeholder")) return judged;
  return found.length ? [...found, ...judged.filter(({ level }) => level !== "good")] : judged;
}

const at = ({ name, line }, found) =>
  found.map((one) => ({ ...one, values: { ...one.values, name, line: String(line) } }));

// Addresses, keys and models where the tool reads them, of the providers that the file uses.
export function values(one, about) {
  const { file, entries: all } = one;
  const client = owner(file, about);
  const used = providersOf(one);
  const each = (globs = [], judge, speaks, counts = () => true) =>
    globs.flatMap((glob) =>
      bindings([glob], used).flatMap((bound) =>
        finds(all, glob, bound)
          .filter(({ value }) => value !== undefined && !REFERENCE.test(value) && counts(value.trim()))
          .flatMap((entry) => {
            const said = about.vendor ?? speaks ?? vendorNamed(entry.name, { client, ...about });
            const vendor = said ?? vendorAt(one, fit(glob, entry.path, bound));
            const judged = single(entry.value, (text) =>
              judge(text, { ...about, client, vendor: vendor ?? undefined, inFile: entry.name }),
            );
            return at(entry, vendor === null ? judged.filter(({ rule }) => IN_ANY_FORMAT.includes(rule)) : judged);
          }),
      ),
    );
  const model = (text) =>
    file.catalogue
      ? text.replace(/^[^/]*\//, "")
      : text.replace(client?.id === "aider" ? /^(openai|anthropic|gemini|litellm_proxy)\// : /\[1m\]$/, "");
  const isModel = (text) => MODEL_NAME.test(model(text)) && (!file.catalogue || used.used.includes(text.split("/")[0]));
  return [
    ...each(
      file.base_url,
      (text, of) => checkUrl(text, of).filter(({ rule }) => !file.any_end || !ENDS.includes(rule)),
      file.base_url_speaks,
    ),
    ...each(file.key, (text) => checkKey(text.replace(/^[a-z]+=(?=.)/, ""))),
    ...each(file.key_variable, nameOfVariable),
    ...each(file.model, (text, of) => checkModel(model(text), of), undefined, isModel),
  ];
}

const ADDRESS =
  /地址|base[_-]?url|api[_-]?base|api[_-]?host|(?<![a-z])api_?url|^(anthropic|openai)api_?url$|endpoint|^(host|url)$|^\w{2,20}_proxy_url$/i;
const OTHERS_ADDRESS = /database|redis|mongo|otel|mirror|webhook|callback|(?<!_)proxy|proxy(?!_url$)|sentry|_db_/i;
export const KEY = /密钥|^(?!get)[\w.-]*(key|token|secret)$/i; // getApiKey is where to get one
const NAME_OF_VARIABLE = /^(env_?key|api_?key_?(env|name)|key_?name|temp_env_key)$/i;
export const MODEL = /^模型|(^|[._-])model([_-]?(name|id))?$/i;
export const MODEL_NAME = /^[A-Za-z][\w.:/-]*\d[\w.:/-]*$/; // others are names of one's own, or blocks
const OWN_KEY = /密钥|^(api_?key|auth_?token|key|token|.*gateway.*|openai.*|anthropic.*|gemini.*|google.*|claude.*)$/i;

export const isOfAddress = (name) => ADDRESS.test(name) && !OTHERS_ADDRESS.test(name);
export const isAddress = ({ name, value }) => isOfAddress(name) && /[./]/.test(value);
// An address that stands elsewhere counts as one, too.
export const hasAddress = (one) => isAddress(one) || (isOfAddress(one.name) && REFERENCE.test(one.value));
const nameOfVariable = (value) =>
  !/^\w*$/.test(value) || /^\S*[a-z]\S{24,}$/.test(value) ? [finding("error", "env_key_value", "env-not-seen")] : [];

// Code that sends requests by itself names endpoints, not base URLs.
const OF_REQUEST = /^(url|endpoint|api_?url)$/i;
const REQUESTS = /\bstatusCode\b|\brequests\.|\bfetch\(|\baxios\b|\bhttpx\b|\bcurl\b|\bwget\b/;
const WHOLE = ["full_endpoint", "query"];
// Wrong in whatever format a provider speaks.
const IN_ANY_FORMAT = ["full_endpoint", "console", "site", "slashes"];
const ENDS = ["full_endpoint", "missing_version", "extra_version", "missing_path", "path", "only_for", "others_want"];
const ours = (value, { regions }) => regions.some(({ host }) => value.startsWith(`https://${host}`));

// What some tools write before each name: llm.api_base.
const ROOM = /^(llm|openai|ai|model|chat)\.(?=\w)/i;

// A setting that names the format of the requests.
const FORMAT = /^(api_?)?(type|format|protocol)$|^api$/i;
const SPOKEN = [
  ["openai", /^openai[-_ ](compat|completion|chat|response)/i],
  ["anthropic", /^anthropic[-_ ](compat|message)/i],
];

const isDefault = (path) => path.at(-1) === "default" && MODEL.test(path.at(-2) ?? "");

// Where the file is not known: what the names of its settings say.
export function byName(read, known, about) {
  const models = read
    .filter(({ path, name, value }) => value && (MODEL.test(name.replace(/ /g, "_")) || isDefault(path)))
    .map(({ value }) => modelVendor(value));
  const said = read
    .filter(({ name }) => FORMAT.test(name))
    .map(({ value = "" }) => SPOKEN.find(([, one]) => one.test(value))?.[0]);
  const vendors = [...new Set((models.some(Boolean) ? models : said).filter(Boolean))];
  const spoken = ({ client }) =>
    vendors.length === 1 &&
    (!client || vendors[0] in client.paths) &&
    !about.facts.models.some((one) => Array.isArray(one.vendor))
      ? vendors[0]
      : undefined;
  return read.flatMap((entry) => {
    const { value } = entry;
    // What stands in a list has the name of the list.
    const listed = /^(\d+|default)$/.test(entry.name) ? -2 : entry.name === "id" ? -3 : -1;
    const own = (entry.path.at(listed) ?? entry.name).replace(listed === -1 ? ROOM : /s$/, "");
    const name = own.replace(/ /g, "_");
    if (value === undefined || known.some(({ file }) => covers(file, name))) return [];
    const named = vendorOf(name, entry.path, about);
    const vendor = named ?? spoken(about);
    const judge = (rule) => at({ ...entry, name }, single(value, rule));
    if (NAME_OF_VARIABLE.test(name)) return judge(nameOfVariable);
    if (REFERENCE.test(value)) return [];
    if (KEY.test(name)) return OWN_KEY.test(name) ? judge(checkKey) : [];
    const said = (text) => {
      const found = checkUrl(text, { ...about, vendor, inFile: name });
      // One format may carry models of another vendor.
      const guessed = !named && found.some(({ rule }) => rule === "only_for");
      return guessed ? checkUrl(text, { ...about, inFile: name }) : found;
    };
    const asked = OF_REQUEST.test(name) && REQUESTS.test(about.text);
    if (isAddress({ name, value }) && !asked) return judge(said);
    if (ours(value, about.facts)) return judge((text) => said(text).filter(({ rule }) => !WHOLE.includes(rule)));
    if (MODEL.test(name) && MODEL_NAME.test(value.trim()) && !entry.path.some((at) => /embed/i.test(at)))
      return judge((text) => checkModel(text.replace(/\[1m\]$/, ""), { ...about, vendor }));
    return [];
  });
}

const covers = (file, name) => [file.base_url, file.key, file.model].flat().some((glob) => glob && fit(glob, [name]));

// What a model is asked in, where its name tells.
const modelVendor = (name) =>
  [
    ["openai", /^(openai\/|(gpt|o)-?\d|chatgpt)/i],
    ["anthropic", /^(anthropic\/)?claude/i],
    ["gemini", /^(gemini\/)?gemini/i],
  ].find(([, pattern]) => pattern.test(name))?.[0];

const CALLED = { gemini: /Gemini|GoogleGen|^Google|^HttpOptions$/, anthropic: /Anthropic|Claude/, openai: /OpenA[Ii]/ };

// A name such as ANTHROPIC_BASE_URL says whose format it is about, unless the reader said so already.
function vendorNamed(name, { client, facts }, called) {
  const named =
    called || facts.vendors.find(({ words }) => words.some((word) => name.toLowerCase().includes(word)))?.id;
  const possible = client ? Object.keys(client.paths) : facts.vendors.map(({ id }) => id);
  return possible.includes(named) ? named : undefined;
}
const vendorOf = (name, path, about) =>
  about.vendor ??
  vendorNamed(name, about, path.length > 1 && Object.keys(CALLED).find((id) => CALLED[id].test(path[0])));

// Beside an address of this gateway others are somebody else's, and so are their keys and models.
const OTHERS = [
  "unknown_host",
  "vendor_host",
  "local",
  "http",
  "scheme",
  "credentials_in_url",
  "port",
  "query",
  "no_url",
  "no_scheme",
];
export function ownOnly(found) {
  const ours = found.some(({ rule }) => ["url_right", "other_region", "otherwise"].includes(rule));
  // A helper on one's own computer takes any word for a key.
  if (!ours)
    return found.some(({ rule }) => rule === "local") ? found.filter(({ rule }) => rule !== "short_key") : found;
  const right = new Set(
    found.filter(({ rule }) => ["url_right", "otherwise"].includes(rule)).map(({ values: { line } }) => line),
  );
  const foreign = new Set(
    found
      .filter(({ rule }) => ["unknown_host", "vendor_host", "local"].includes(rule))
      .map(({ values: { line } }) => line),
  );
  return found.filter(({ rule, values: { line } }) => right.has(line) || !foreign.has(line) || !OTHERS.includes(rule));
}
