// Reads values of JSON, JSON5, TOML and YAML's short form, also broken ones: what people paste is often a part of a file.
// scan(text, from, tell) tells each value as tell(path, value, index, kind), of objects and lists without a value, and
// gives the index behind the last. Kinds: string, number, boolean, list, object by their first letters.

const SPACE = /(?:[\s,]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*)*/y;
const STRING = /"""([\s\S]*?)(?:"""|$)|'''([\s\S]*?)(?:'''|$)|"((?:[^"\\\n]|\\.)*)"?|'((?:[^'\\\n]|\\.)*)'?/y;
const NAME = /(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w.$@/-]+))[ \t]*[:=]/y;
const BARE = /[^\s,}\]]+(?:[ \t]+[^\s,}\]#:]+)*/y;
const DEEPEST = 60;
// What a value without quotes is.
const KIND = [
  ["b", /^(true|false)$/],
  ["n", /^[-+]?\d[\d_]*(\.\d*)?$/],
];

export const kindOf = (bare) => KIND.find(([, form]) => form.test(bare))?.[0];

const at = (pattern, text, index) => {
  pattern.lastIndex = index;
  return pattern.exec(text);
};
const past = (text, index) => (index < text.length ? index + at(SPACE, text, index)[0].length : text.length);

export function scan(text, from, tell, path = []) {
  const index = past(text, from);
  const opened = text[index];
  if ((opened === "{" || opened === "[") && path.length < DEEPEST) return inside(text, index, tell, path);
  const string = at(STRING, text, index);
  const match = string ?? at(BARE, text, index);
  if (!match) return index + 1;
  const value = string ? (match[1] ?? match[2] ?? match[3] ?? match[4]).replace(/\\n/g, "\n") : match[0];
  tell(path, value, index, string ? "s" : kindOf(value));
  return index + match[0].length;
}

function inside(text, opened, tell, path) {
  tell(path, undefined, opened, text[opened] === "{" ? "o" : "l");
  const end = text[opened] === "{" ? "}" : "]";
  let index = past(text, opened + 1);
  for (let count = 0; index < text.length && text[index] !== end; count++) {
    const named = end === "}" && at(NAME, text, index);
    const name = named ? (named[1] ?? named[2] ?? named[3]) : String(count);
    const next = scan(text, index + (named ? named[0].length : 0), tell, [...path, name]);
    index = past(text, Math.max(next, index + 1));
    if (end === "}" && text[index] === "]") break; // a bracket too few
  }
  return index + 1;
}
