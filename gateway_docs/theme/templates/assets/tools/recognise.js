// Which file of which tool a text is, by what gateway_docs/clients/files/ says of each.

import { fit, pattern } from "./globs.js";

const FAMILY = { jsonc: "json", json5: "json" };
const family = (format) => FAMILY[format] ?? format;
const list = (value) => [value ?? []].flat();

// The files of tools that a text is, with the entries as that file has them.
export function recognise(text, format, entries, { client, facts, text: pasted }) {
  const own = entries.filter(({ pair, path }) => !pair || path.length > 1);
  const chosen = (file) => Boolean(client) && list(file.client).includes(client.id);
  const chosenOrNone = (file) => !client || chosen(file);
  const fits = (file) => {
    const options = file.command && chosenOrNone(file) ? optionsOf(text, file) : [];
    if (options.length) return { file, entries: options, options: true };
    const at = file.variables ? variables(entries, format) : own;
    if (!file.variables && family(file.format) !== format && file.also !== format) return undefined;
    if (file.only && !pattern(file.only, "i").test(text)) return undefined;
    const seen = file.everywhere || (file.seen && pattern(file.seen, "i").test(file.variables ? pasted : text));
    const marked = file.marks?.some((glob) => at.some(({ path }) => fit(glob, path)));
    if (file.only_chosen ? (chosen(file) && (marked || !file.marks)) || seen : seen || marked)
      return { file, entries: at, seen };
    return chosenOrNone(file) ? placed(file, at, 3) : undefined;
  };
  const all = facts.files.map(fits).filter(Boolean);
  const wanted = all.some(({ file }) => chosen(file) && !file.variables);
  // A whole file of one tool is no part of another's, and a part is one of the tool that reads most of it.
  const whole = all.some(({ file, part }) => !part && !file.everywhere && !file.variables);
  const most = Math.max(...all.map(({ part }) => part ?? 0));
  const found = all.filter((one) => {
    const asked = !wanted || chosen(one.file) || one.file.everywhere;
    return asked && (!one.part || (!whole && one.part === most));
  });
  const likely = facts.files.find(
    (file) => chosen(file) && !file.variables && !file.everywhere && !file.name && family(file.format) === format,
  );
  if (likely && !found.some(({ file }) => !file.everywhere && !file.variables))
    found.push({ guessed: true, ...(placed(likely, own, 1) ?? { file: likely, entries: own }) });
  return found;
}

// The long options of a command as entries, or what its option `sets` holds as name=value; its lines go on behind a
// backslash, or where only options stand.
function optionsOf(text, { command, sets }) {
  const joined = text.replace(/[ \t]{0,80}\\?\r?\n(?=[ \t]*--?\w)/g, (end) => " ".repeat(end.length));
  const line = pattern(`(^|[\\n;&|$>])[ \\t]*${command}[ \\t][^\\n]*`).exec(joined);
  if (!line) return [];
  const lineOf = (at) => text.slice(0, at).split("\n").length;
  if (sets)
    return withPlaces(
      [...line[0].matchAll(SET(sets))].map((one) => ({ ...one, line: lineOf(line.index + one.index) })),
    );
  return [...line[0].matchAll(/ --([a-z][a-z-]*)[ =]+["']?([^\s"'-][^\s"']*)/g)].map(
    ({ 1: name, 2: value, index }) => ({
      path: [name],
      name,
      value,
      line: lineOf(line.index + index),
    }),
  );
}

const SET = (option) =>
  pattern(`\\s(?:${option})[ =]["']?([\\w-]+(?:\\.[\\w-]+)*)[= ]("[^"\\n]*"|'[^'\\n]*'|[^\\s"']+)`, "g");

// name.of.a.setting=value, or with a space, as entries, with those of the tables around it.
const withPlaces = (set) =>
  set.flatMap(({ 1: names, 2: value, line }) => {
    const path = names.split(".");
    const around = path.slice(1).map((_, i) => ({ path: path.slice(0, i + 1), name: path[i], line }));
    return [...around, { path, name: path.at(-1), value: value.replace(/^["']|["']$/g, ""), line }];
  });

const anyProvider = (glob) => glob.replace(/(^|\/)@(?=\/|$)/g, "$1*");

// Of a file people paste a part: it stood where most of its names are read, `least` of them at the least.
function placed(file, entries, least) {
  if (file.variables || entries.length > MOST_IN_PART) return undefined;
  const known = read(file).map((glob) => glob.split("/"));
  const places = [...new Set(known.flatMap((glob) => glob.slice(1).map((_, i) => glob.slice(0, i + 1).join("/"))))];
  const named = (place) => {
    const above = place && `${place}/`;
    const globs = known.map((glob) => glob.join("/")).filter((glob) => glob.startsWith(above));
    const inside = globs.map((glob) => anyProvider(glob.slice(above.length)));
    return inside.filter((glob) => entries.some(({ path }) => fit(glob, path)));
  };
  const [place, best] = places.map((one) => [one, named(one)]).sort(([, a], [, b]) => b.length - a.length)[0] ?? [
    "",
    [],
  ];
  if (best.length < least || named("").length >= best.length) return undefined;
  // One name alone may stand anywhere, unless two others stand around it.
  if (best.length === 1 && best[0].split("/").length < 3) return undefined;
  const above = place.split("/").map((part) => (part === "*" ? "0" : part === "@" ? "…" : part));
  const around = above.map((name, i) => ({ path: above.slice(0, i + 1), name, value: undefined, line: 1 }));
  return {
    part: best.length,
    file,
    entries: [...around, ...entries.map((entry) => ({ ...entry, path: [...above, ...entry.path] }))],
  };
}
const MOST_IN_PART = 300;

// The globs of what the tool reads in its file.
const read = ({ base_url = [], key = [], key_variable = [], model = [], names = {}, speaks, listed }) => [
  ...new Set([
    ...base_url,
    ...key,
    ...key_variable,
    ...model,
    ...(speaks?.at ? [speaks.at] : []),
    ...(listed ? [listed.at] : []),
  ]),
  ...Object.entries(names).flatMap(([place, { known = [] }]) =>
    place ? known.map((name) => `${place}/${name}`) : known,
  ),
];

// Variables stand in a terminal, in a file of their own, or below some `env`.
function variables(entries, format) {
  const below = /^(env|environment|environmentVariables|with|build)$|\.environmentVariables$/i;
  return entries
    .filter(
      ({ path, value }) => value !== undefined && (format === "env" || path.slice(0, -1).some((at) => below.test(at))),
    )
    .map((entry) => ({ ...entry, path: [entry.name] }));
}
