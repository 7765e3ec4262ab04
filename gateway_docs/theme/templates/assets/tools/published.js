// What a tool's own file must look like, by what the installed tool says of it: gateway_docs/clients/known/.

import { near } from "../search/near.js";
import { REFERENCE } from "./value-rules.js";

const MUST_BE = {
  s: "must_be_text",
  n: "must_be_number",
  b: "must_be_boolean",
  l: "must_be_list",
  o: "must_be_object",
};

// `settings`: what environments/schema_in_short.py writes. Of a part nobody knows for certain where it stood.
export function unpublished({ entries, part, guessed, options }, settings) {
  if (part || guessed || options || !settings || entries.some(isShared)) return [];
  const told = new Set();
  return entries
    .filter(({ pair, alone, path }) => !pair && !alone && !path.includes("…"))
    .flatMap((entry) => {
      const [around, node, depth] = reached(settings, entry.path);
      const place = entry.path.slice(0, depth + 1).join("\n");
      if (node !== undefined) return unfit(entry, node);
      if (told.has(place) || !around || /^\d+$/.test(entry.path[depth])) return [];
      told.add(place);
      return [unknown({ ...entry, name: entry.path[depth] }, around, settings)];
    });
}

// What YAML writes once for several places: what stands where nobody can tell from one line.
const isShared = ({ name, value = "" }) => name === "<<" || /^[&*]\w/.test(value);

// The node above and at the end of a path, or at the first name that has no place, and how deep that is.
function reached(settings, path) {
  let [around, node] = [undefined, settings];
  for (const [depth, name] of path.entries()) {
    if (!node?.in && !node?.each) return [undefined, ""];
    around = node;
    node = below(node, name);
    if (node === undefined) return [around, undefined, depth];
  }
  return [around, node, path.length - 1];
}

function below(node, name) {
  if (!node.in) return node.rest ?? node.each;
  const own = node.options ? option(name.replace(/^--/, ""), node.in) : name;
  return Object.hasOwn(node.in, own) ? node.in[own] : node.rest;
}

// A command takes the beginning of one option alone for it, with a value; a switch has none.
function option(name, options) {
  const meant = Object.keys(options).filter((one) => one.startsWith(name));
  return meant.length === 1 && options[meant[0]] !== "y" ? meant[0] : name;
}

const finding = (level, rule, values) => ({ level, rule, section: "configure", values });
const YES_NO = /^(true|false|yes|no|on|off|[01])$/i;
const plain = (name) => name.toLowerCase().replace(/[-_]/g, "");

function unknown({ name, kind, line }, around, settings) {
  const names = Object.keys(around.in);
  const right = names.find((one) => plain(one) === plain(name)) ?? near(name, names, name.length < 8 ? 1 : 2)[0]?.[0];
  if (right) return finding("error", "unknown_instead", { name, line, right });
  const places = placesOf({ name, kind }, settings);
  return places.length === 1
    ? finding("warning", "not_known_here", { name, line, right: places[0] })
    : finding("warning", "not_known", { name, line });
}

// Where else a setting of this name may hold such a value, as people write it.
const placesOf = (entry, node, above = []) =>
  typeof node === "string"
    ? []
    : [
        ...Object.entries(node.in ?? {}).flatMap(([own, inner]) => [
          ...(own === entry.name && takes(inner.is ?? inner, entry.kind) ? [[...above, own].join(".")] : []),
          ...placesOf(entry, inner, [...above, own]),
        ]),
        ...["rest", "each"].flatMap((way) => (node[way] ? placesOf(entry, node[way], [...above, "…"]) : [])),
      ];

const takes = (kinds, kind) => kinds.includes(kind) || (kinds === "y" && kind === "b");

// A value of another kind, or none of those that may stand there.
function unfit({ name, value = "", kind, line }, node) {
  const kinds = node.is ?? node;
  if (!kinds || /^\d+$/.test(name) || REFERENCE.test(value) || /^<|[{$]/.test(value)) return [];
  if (kinds === "y") return !value || YES_NO.test(value) ? [] : [finding("error", "must_be_boolean", { name, line })];
  if (!kind) return [];
  if (!kinds.includes(kind)) return /^(.|nb)$/.test(kinds) ? [finding("error", MUST_BE[kinds[0]], { name, line })] : [];
  return kind === "s" && value && node.of && !node.of.includes(value)
    ? [finding("error", "must_be_of", { name, line, known: node.of.join(", ") })]
    : [];
}
