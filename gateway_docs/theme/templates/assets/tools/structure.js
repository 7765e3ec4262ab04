// What a file of a tool must look like, by what gateway_docs/clients/files/ says of it.

import { finds, fit, pattern } from "./globs.js";

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

// The provider that a file chooses, and the models that it names, must stand in it or in a file beside it.
export function choiceMistaken({ file, entries: own, beside = [] }, { built_in: builtIn }) {
  const entries = [...own, ...beside];
  const { names, said, wanted } = providersOf({ file, entries });
  if (!names.length) return [];
  const mistake = (rule, values, { line }) => ({
    level: "error",
    rule,
    section: "configure",
    values: { ...values, line },
  });
  const chosen = said && finds(own, file.chosen).find(({ value }) => value);
  if (chosen && file.catalogue && !said.includes("/"))
    return [mistake("needs_provider", { model: said, right: `${names[0]}/${said}` }, chosen)];
  if (chosen && !names.includes(wanted))
    return builtIn.some((name) => `${wanted}-`.startsWith(`${name}-`))
      ? []
      : [mistake("provider_missing", { wanted, known: names.join(", ") }, chosen)];
  const { listed } = file;
  const named = listed
    ? file.model.flatMap((glob) => finds(own, glob)).filter(({ value }) => value?.includes("/"))
    : [];
  const seen = new Set();
  return named
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .flatMap((entry) => {
      const [provider, ...rest] = entry.value.split("/");
      const model = rest.join("/");
      const ids = listedBy(listed, provider, entries);
      if (!ids.length || ids.includes(model)) return [];
      const meant = ids.find((id) => id.toLowerCase() === model.toLowerCase());
      return [
        meant
          ? mistake("model_spelt", { model, meant }, entry)
          : mistake("model_unlisted", { model, where: listed.where }, entry),
      ];
    });
}

// The models that a provider offers; none where nobody can tell.
function listedBy({ at, only_if: onlyIf }, chosen, entries) {
  if (!finds(entries, onlyIf, { chosen }).length) return [];
  return at.endsWith("/id")
    ? finds(entries, at, { chosen }).map(({ value }) => value)
    : finds(entries, `${at}/*`, { chosen }).map(({ name }) => name);
}
