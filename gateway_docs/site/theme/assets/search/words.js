// Cuts text into what the index knows: words, parts of names, pairs of Chinese characters, concepts.

const TOKEN = /[a-z0-9]+(?:[._'-]+[a-z0-9]+)*|\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const HAN = /^\p{Script=Han}/u;
const HUMP = /(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])/g;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const APOSTROPHE = /[’‘ʼ]/g;

/** One form for full width, case and quotes. Humps are opened: ConnectionRefused gains connection_refused. */
export function normal(text) {
  return text.normalize("NFKC").replace(INVISIBLE, "").replace(APOSTROPHE, "'").replace(HUMP, "_").toLowerCase();
}

/** The stem of an English word, light: settings, setting and set meet, so do refused and refuse. */
export function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word.replace(/'s?$/, "");
  if (/ies$/.test(root) && root.length > 4) root = root.slice(0, -3) + "y";
  else if (/(ss|x|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^sui]s$/.test(root)) root = root.slice(0, -1);
  const bare = root.replace(/(?:ing|ed)$/, "");
  if (bare !== root && bare.length > 2 && /[aeiouy]/.test(bare)) root = bare.replace(/([bdgmnprt])\1$/, "$1");
  return root.length > 3 ? root.replace(/e$/, "").replace(/([^aeiou])i$/, "$1y") : root;
}

/** Pairs of neighbours; a single character stands alone. */
export function pairs(run) {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => characters[at] + character);
}

/** The tokens of a text in their order: words as they stand, and runs of Chinese characters. */
export function tokens(text) {
  return normal(text).match(TOKEN) ?? [];
}

/** Concepts are lists of forms with one meaning, in any language. A text holds a concept when it holds a form of it. */
export class Concepts {
  constructor(lists) {
    this.words = new Map();
    this.runs = new Map();
    lists.forEach((forms, number) => forms.forEach((form) => this.add(form, `#${number}`)));
  }

  add(form, name) {
    if (HAN.test(form)) return put(this.runs, form.slice(0, 1), [normal(form), name]);
    const stems = tokens(form).flatMap(parts).map(stem);
    put(this.words, stems[0], [stems, name]);
  }

  /** The concepts in a row of stems, each with the place of its first stem and how many it covers. Longest first. */
  inWords(stems) {
    const found = [];
    stems.forEach((first, at) => {
      for (const [form, name] of this.words.get(first) ?? []) {
        if (form.every((part, next) => stems[at + next] === part)) found.push({ name, at, length: form.length });
      }
    });
    return longest(found);
  }

  inRun(run) {
    const found = [];
    for (let at = 0; at < run.length; at++) {
      for (const [form, name] of this.runs.get(run[at]) ?? []) {
        if (run.startsWith(form, at)) found.push({ name, at, length: form.length });
      }
    }
    return longest(found);
  }
}

/** A name such as model_not_found or settings.json in its parts. */
export function parts(token) {
  return token.split(/[._'-]+/);
}

export function isHan(token) {
  return HAN.test(token);
}

function put(map, key, value) {
  map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
}

/** Of forms that overlap only the longest counts: "rate limit" is not a rate. A form may carry several concepts. */
function longest(found) {
  found.sort((one, other) => other.length - one.length || one.at - other.at);
  const kept = [];
  for (const form of found) {
    const clash = (other) => form.at < other.at + other.length && other.at < form.at + form.length;
    if (!kept.some((other) => clash(other) && !(other.at === form.at && other.length === form.length))) kept.push(form);
  }
  return kept;
}
