// A pasted text as entries {path, name, value, kind, line} in order; objects and lists are entries without a value.
// Only values of formats that tell a text from a number have a kind.

import { code, env } from "./assigned.js";
import { whole } from "./elided.js";
import { kindOf, scan } from "./scan.js";

const MOST = 5000; // a file of settings has hundreds
const DEEPEST = 20;

// The line of growing indices: a long text is counted once.
export function lines(text) {
  let line = 1;
  let counted = 0;
  return (index) => {
    if (index < counted) [line, counted] = [1, 0];
    for (let next = text.indexOf("\n", counted); next >= 0 && next < index; next = text.indexOf("\n", counted)) {
      counted = next + 1;
      line++;
    }
    return line;
  };
}

export function entries(text, format) {
  const found = [];
  const lineOf = lines(text);
  const tell = (path, value, index, kind) => {
    if (found.length < MOST) found.push({ path, name: path.at(-1) ?? "", value, kind, line: lineOf(index) });
  };
  READERS[format](text, tell);
  return found.filter(({ path }) => path.length);
}

const parts = (name) => [...name.matchAll(/"([^"]*)"|'([^']*)'|([^.\s]+)/g)].map((m) => m[1] ?? m[2] ?? m[3]);

function json(text, tell) {
  const full = whole(text);
  scan(full, /[{[]/.exec(full)?.index ?? full.length, tell);
}

// Each line with where it starts; `go(index)` continues behind a value of several lines.
function eachLine(text, take) {
  for (let index = 0; index < text.length; ) {
    const end = text.indexOf("\n", index) < 0 ? text.length : text.indexOf("\n", index);
    index = Math.max(take(text.slice(index, end), index) ?? 0, end + 1);
  }
}

function toml(text, tell) {
  let table = [];
  const counts = {};
  eachLine(text, (line, index) => {
    const head = /^[ \t]*(\[{1,2})([^\]]+)\]/.exec(line);
    if (head) {
      table = parts(head[2]);
      if (head[1].length > 1) {
        counts[head[2]] = (counts[head[2]] ?? -1) + 1;
        table.push(String(counts[head[2]]));
      }
      tell(table, undefined, index);
      return undefined;
    }
    const setting = /^[ \t]*((?:"[^"]*"|'[^']*'|[\w.-])+)[ \t]*[=:][ \t]*(?=\S)/.exec(line);
    return setting ? scan(text, index + setting[0].length, tell, [...table, ...parts(setting[1])]) : undefined;
  });
}

const ITEM = /^([ \t]*)((?:- +)*)(?:("[^"]*"|'[^']*'|[^\s#"'{[&|>][^:#]{0,80}?)[ \t]*:(?=\s|$)[ \t]*)?(.*)$/;

function yaml(text, tell) {
  let open = []; // [{indent, path, count}], outermost first
  let block = -1; // lines below this indent belong to a text of several lines
  const push = (indent, path, index) => {
    open = [...open.filter((one) => one.indent < indent), { indent, path, count: -1 }];
    if (index !== undefined) tell(path, undefined, index);
  };
  eachLine(text, (line, index) => {
    if (!line.trim() || /^[ \t]*#|^---/.test(line)) return undefined;
    const [, space, dashes, name, rest] = ITEM.exec(line);
    if (block >= 0 && space.length > block) {
      const inner = /^[ \t]*(\w+)[ \t]*[:=][ \t]*(\S.*)$/.exec(line);
      if (inner) tell([...open.at(-1).path, inner[1]], inner[2].replace(/^["']|["']$/g, ""), index);
      return undefined;
    }
    block = -1;
    let indent = space.length;
    for (const dash of dashes.match(/- +/g)?.slice(0, DEEPEST) ?? []) {
      open = open.filter((one) => one.indent < indent || (one.indent === indent && !one.item));
      const list = open.at(-1);
      const path = [...(list?.path ?? []), String(list ? ++list.count : 0)];
      open = [...open, { indent, path, count: -1, item: true }];
      tell(path, undefined, index);
      indent += dash.length;
    }
    if (!name) {
      const scalar = rest.replace(/\s#.*$/, "").trim();
      const variable = /^["']?([A-Z]\w*)=["']?([^"']*)["']*$/.exec(scalar);
      if (variable) tell([...open.at(-1).path.slice(0, -1), variable[1]], variable[2], index);
      else if (dashes && scalar) scan(text, index + line.length - rest.length, tell, open.at(-1).path);
      return undefined;
    }
    open = open.filter((one) => one.indent < indent);
    const path = [...(open.at(-1)?.path ?? []), name.replace(/^["']|["']$/g, "")];
    const value = rest.replace(/(^|\s)#.*$/, "").trim();
    if (/^[|>][+-]?\d*$/.test(value)) block = indent;
    if (!value || block >= 0) push(indent, path, index);
    else if (/^["'[{]/.test(value)) return scan(text, index + line.length - rest.length, tell, path);
    else tell(path, value, index, kindOf(value) ?? (NO_TEXT.test(value) ? undefined : "s"));
    return undefined;
  });
}
// Null, and what older YAML takes for yes or no; dates and other numbers; what stands elsewhere or has a type of its own.
const NO_TEXT = /^(~|null|yes|no|on|off|y|n|[-+.\d][\d:.TZexob +-]*|[*&!@`%].*)$/i;

const READERS = { json, toml, yaml, env, code };
