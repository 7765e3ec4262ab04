// What a file of a tool must look like, by what gateway_docs/clients/files/ says of it.

import { near } from "../search/near.js";
import { finds, fit, pattern } from "./globs.js";

const FAMILY = { jsonc: "json", json5: "json" };
const family = (format) => FAMILY[format] ?? format;
const list = (value) => [value ?? []].flat();

// The files of tools that a text is, with the entries as that file has them.
export function recognise(text, format, entries, { client, facts, text: pasted }) {
  const own = entries.filter(({ pair, path }) => !pair || path.length > 1);
  const chosen = (file) => Boolean(client) && list(file.client).includes(client.id);
  const chosenOrNone = (file) => !client || chosen(file);
  const fits = (file) => {
    const options = file.command && chosenOrNone(file) ? optionsOf(text, file.command) : [];
    if (options.length) return { file, entries: options, options: true };
    const at = file.variables ? variables(entries, format) : own;
    if (!file.variables && family(file.format) !== format && file.also !== format) return undefined;
    if (file.only && !pattern(file.only, "i").test(text)) return undefined;
    const seen = file.everywhere || (file.seen && pattern(file.seen, "i").test(file.variables ? pasted : text));
    const marked = file.marks?.some((glob) => at.some(({ path }) => fit(glob, path)));
    if (file.only_chosen ? (chosen(file) && (marked || !file.marks)) || seen : seen || marked)
      return { file, entries: at };
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

// The long options of a command as entries; its lines go on behind a backslash, or where only options stand.
function optionsOf(text, command) {
  const joined = text.replace(/[ \t]{0,80}\\?\r?\n(?=[ \t]*--\w)/g, (end) => " ".repeat(end.length));
  const line = pattern(`(^|[\\n;&|$>])[ \\t]*${command}[ \\t][^\\n]*`).exec(joined);
  if (!line) return [];
  const lineOf = (at) => text.slice(0, at).split("\n").length;
  return [...line[0].matchAll(/ --([a-z][a-z-]*)[ =]+["']?([^\s"'-][^\s"']*)/g)].map(
    ({ 1: name, 2: value, index }) => ({
      path: [name],
      name,
      value,
      line: lineOf(line.index + index),
    }),
  );
}

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

export function providersOf({ file, entries }) {
  const names = file.providers ? finds(entries, `${file.providers}/*`).map(({ name }) => name) : [];
  const said = file.chosen && finds(entries, file.chosen).find(({ value }) => value)?.value;
  const wanted = file.catalogue ? said?.split("/")[0] : said;
  return { names, said, wanted, used: names.includes(wanted) ? [wanted] : said && names.length > 1 ? [] : names };
}

// The bindings in which a glob may hold: of each provider that is used, or none.
export const bindings = (globs, { used }) =>
  globs.some((glob) => glob.split("/").includes("@")) ? used.map((chosen) => ({ chosen })) : [{}];

// The vendor whose format stands at an entry; null: of another one, which nobody here can judge.
export function vendorAt({ file, entries }, bound) {
  const { always, at, ...vendors } = file.speaks ?? {};
  if (always) return always;
  if (!at) return undefined;
  const value = finds(entries, at, bound).find((entry) => entry.value)?.value;
  if (value === undefined) return file.named?.[bound.chosen ?? ""];
  return Object.keys(vendors).find((vendor) => pattern(vendors[vendor]).test(value)) ?? null;
}

export function rulesBroken(rules = [], read, facts) {
  const providers = providersOf(read);
  const everything = [...read.entries, ...(read.beside ?? [])];
  const hosts = facts.regions.map(({ host }) => host.replaceAll(".", "\\.")).join("|");
  // Of what stands for the rest nobody knows what lacks.
  return rules
    .filter(({ lacks, text }) => !(lacks && read.elided) && (!text || pattern(text, "i").test(read.pasted)))
    .flatMap((rule) => {
      const globs = Object.keys(rule.has);
      const holds = (entry, glob) => pattern(rule.has[glob].replace("GATEWAY", hosts)).test(entry.value ?? "");
      const started = bindings([...globs, ...(rule.lacks ?? [])], providers).flatMap((bound) =>
        finds(read.entries, globs[0], bound)
          .filter((entry) => holds(entry, globs[0]))
          .map((entry) => [entry, fit(globs[0], entry.path, bound)]),
      );
      return started
        .filter(([, bound]) =>
          globs.every((glob) => finds(read.entries, glob, bound).some((entry) => holds(entry, glob))),
        )
        .filter(([, bound]) => !rule.lacks?.some((glob) => finds(everything, glob, bound).length))
        .map(([{ name, line }, bound]) => {
          const shown = { name, "*": bound.stars[0] ?? "", "@": bound.chosen ?? "" };
          const text = rule.say.replace(/\{(name|\*|@)\}/g, (_, what) => shown[what]);
          return {
            level: rule.level ?? "error",
            rule: "told",
            section: rule.section ?? "configure",
            values: { text, name, line },
          };
        });
    });
}

const plain = (name) => name.toLowerCase().replace(/[-_ ]/g, "");

// The variable that a misspelt one stands for: letters swapped, or one of them wrong.
function meant(name, names) {
  if (!/^[A-Z]{4,}_[A-Z_]+$/.test(name) || name.endsWith("S")) return undefined;
  const [[right, edits] = []] = near(name, names, 1);
  return edits ? right : undefined;
}

// Names that the tool does not read where they stand, and the one that it reads.
export function namesMistaken({ file, entries }) {
  return Object.entries(file.names ?? {}).flatMap(([glob, { known = [], instead = {} }]) =>
    entries
      .filter(({ path }) => fit(glob, path.slice(0, -1)))
      .flatMap(({ name, line }) => {
        const other = known.find((one) => one !== name && plain(one) === plain(name));
        const right =
          instead[name] ?? (known.includes(name) ? undefined : other) ?? meant(name, Object.values(instead));
        return right
          ? [{ level: "error", rule: "unknown_instead", section: "configure", values: { name, line, right } }]
          : [];
      }),
  );
}

const BUILT_IN =
  /^(openai|anthropic|google|google-vertex|gemini|opencode|openrouter|ollama|lmstudio|oss|amazon-bedrock|azure|github-copilot|kilo|deepseek|groq|xai|mistral|moonshot|zai|minimax)(-|$)/;

// The provider that a file chooses, and the model that it lists, must stand in it.
export function choiceMistaken(read) {
  const { file, entries } = read;
  const { names, said, wanted } = providersOf(read);
  if (!said || !names.length) return [];
  const { line } = finds(entries, file.chosen).find(({ value }) => value);
  const mistake = (rule, values) => [{ level: "error", rule, section: "configure", values: { ...values, line } }];
  if (file.catalogue && !said.includes("/"))
    return mistake("needs_provider", { model: said, right: `${names[0]}/${said}` });
  if (!names.includes(wanted)) {
    return BUILT_IN.test(wanted) ? [] : mistake("provider_missing", { wanted, known: names.join(", ") });
  }
  const { listed } = file;
  const bound = { chosen: wanted };
  if (!listed || !finds(entries, listed.only_if, bound).length) return [];
  const last = listed.at.split("/").at(-1);
  const ids =
    last === "id"
      ? finds(entries, listed.at, bound).map(({ value }) => value)
      : finds(entries, `${listed.at}/*`, bound).map(({ name }) => name);
  const model = said.slice(wanted.length + 1);
  return ids.length && !ids.includes(model) ? mistake("model_unlisted", { model, where: listed.where }) : [];
}
