// What is wrong with a base URL. `about` is {facts, client, vendor, region}; client and vendor may be undefined.
// Causes and patterns, in facts.urls, are those of gateway_docs/dialects/base_urls.py.

import { near } from "../search/near.js";

const SECTIONS = { vendor_host: "base-url-not-used", local: "network" };
const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });
const matches = (text, pattern) => new RegExp(pattern, "i").test(text);
export const causeOf = (text, causes) => causes.find(([, pattern]) => matches(text, pattern))?.[0];

const NO_ADDRESS = /^(?!localhost(\/|$))[\w-]+(\/[\w/-]*)?$|^<[^<>]+>$/i;
// A host that a variable holds: only the end of the path is known.
const CONTINUED = /^(?:https?:\/\/)?(?:\$|\{[\w.]+\})[^/]*(\/\S*)$/i;

export function checkUrl(text, about) {
  const [, linked] = /^\[[^\]]*\]\((\S+)\)$/.exec(text.trim()) ?? [];
  if (linked) return [finding("error", "link", "base-url-regional"), ...checkUrl(linked, about)];
  const continued = CONTINUED.exec(text.trim())?.[1];
  if (continued) return neverRight(continued, about.facts.urls.ends, rightPaths(about));
  const parts = new RegExp(about.facts.urls.parts, "i").exec(text);
  if (!parts?.[3] || NO_ADDRESS.test(text.trim())) return [finding("error", "no_url", "base-url-regional")];
  const [, scheme, slashes = "", authority, path, rest] = parts;
  const found = schemeRules(scheme?.toLowerCase(), slashes);
  const [host, port] = authority
    .toLowerCase()
    .replace(/^.*@/, "")
    .split(/:(?=\d*$)/);
  if (authority.includes("@")) found.push(finding("error", "credentials_in_url", "base-url-regional"));
  if (rest) found.push(finding("error", "query", "base-url-regional", { part: rest }));
  const region = regionOf(host, path, about.facts);
  if (!region) {
    const rule = hostRule(host, about);
    return [...notServed(found, rule, port && scheme), ...helperVersion(rule, path, about)];
  }
  if (port && port !== "443") found.push(finding("error", "port", "base-url-regional", { port }));
  const behind = region.address.slice(region.host.length);
  found.push(...pathRules(path.slice(behind.length), region, about, found.length > 0));
  if (about.region && region.id !== about.region) {
    const shown = about.facts.regions.find(({ id }) => id === about.region);
    found.push(finding("note", "other_region", "choose-region", { region: region.label, shown: shown.label }));
  }
  return found;
}

// A helper on one's own computer speaks plain http.
const OWN_COMPUTER = /^(localhost|127\.)/;
const notServed = (found, rule, scheme = "") => [
  ...(rule.rule === "local" ? found.filter((one) => one.rule !== "http") : found),
  rule,
  ...(/^https$/i.test(scheme) && OWN_COMPUTER.test(rule.values.host)
    ? [finding("warning", "local_https", "network", { host: rule.values.host })]
    : []),
];

// A helper program wants the version, too, where all that the tool could ask has one.
function helperVersion({ rule }, path, about) {
  const ends = new Set(rightPaths(about).map((right) => right.path));
  const [version] = ends;
  const bare = rule === "local" && !path.replace(/\/+$/, "");
  return bare && ends.size === 1 && version ? [finding("note", "local_version", "error-404", { version })] : [];
}

function schemeRules(scheme, slashes) {
  if (!scheme) return [finding("error", "no_scheme", "error-404")];
  if (scheme === "http") return [finding("error", "http", "error-404")];
  if (scheme !== "https") return [finding("error", "scheme", "error-404", { scheme })];
  return slashes === "//" ? [] : [finding("error", "slashes", "error-404")];
}

// Regions may share a host and differ in the path: the longest that fits.
function regionOf(host, path, { regions }) {
  const fitting = regions.filter((region) => {
    const behind = region.address.slice(region.host.length);
    return region.host === host && (path === behind || path.startsWith(`${behind}/`));
  });
  return fitting.sort((a, b) => b.address.length - a.address.length)[0];
}

function hostRule(host, { facts }) {
  const regions = facts.regions.filter((region) => region.host === host);
  if (regions.length) {
    return finding("error", "path_of_region", "base-url-regional", { address: `https://${regions[0].address}` });
  }
  const cause = causeOf(host, facts.urls.hosts);
  const level = cause === "local" ? "warning" : "error";
  if (cause) return finding(level, cause, SECTIONS[cause] ?? "base-url-regional", { host });
  const hosts = facts.regions.map((region) => region.host);
  const [[meant] = []] = near(host, hosts, 2);
  if (meant) return finding("error", "host_typo", "base-url-regional", { host, meant });
  return finding("error", "unknown_host", "base-url-regional", { host });
}

// client (or several) -> the paths behind a region's address that are right, each with what it is right for.
function rightPaths({ facts, client, vendor }) {
  if (client) {
    const paths = Object.entries(client.paths).filter(([id]) => !vendor || id === vendor);
    return paths.map(([id, path]) => ({ path, label: client.name, vendor: id }));
  }
  const vendors = facts.vendors.filter(({ id }) => !vendor || id === vendor);
  return vendors.map(({ id, path, name }) => ({ path, label: name, vendor: id }));
}

const expecting = (right) => ({ expected: right.map(({ path }) => `\`…${path}\``).join(" · ") });

function neverRight(path, ends, right) {
  const never = causeOf(path.replace(/\/+$/, ""), ends);
  return never ? [finding("error", never, "error-404", expecting(right))] : [];
}

function pathRules(given, region, about, faulty) {
  const path = given.replace(/\/+$/, "");
  const right = rightPaths(about);
  const fitting = right.filter((one) => one.path === path);
  const url = (one) => `https://${region.address}${one.path}`;
  if (fitting.length) {
    const known = { url: url(fitting[0]), what: list(fitting), region: region.label };
    return faulty ? [finding("note", "otherwise", "base-url-regional", known)] : rightFor(fitting, right, known, about);
  }
  const expected = {
    expected: right
      .map((one) => `\`${url(one)}\``)
      .filter((each, i, all) => all.indexOf(each) === i)
      .join(" · "),
  };
  const { ends, instead_of: insteadOf } = about.facts.urls;
  const never = causeOf(path, ends);
  if (never) return [finding("error", never, "error-404", expected)];
  // An app has fields to fill in, or a file with a host, and is not meant by others.
  const meant = ({ kind }) => !about.inFile || kind !== "app" || /host/i.test(about.inFile);
  const others = about.client
    ? []
    : about.facts.clients.filter((one) => meant(one) && formsOf(one.paths, about).includes(path));
  if (others.length) return [finding("warning", "only_for", "clients", { what: list(others.map(named)), ...expected })];
  const cause = Object.keys(insteadOf).find((one) => right.some((end) => matches(path, insteadOf[one][end.path])));
  return [finding("error", cause ?? "path", "error-404", { path: given, ...expected })];
}

const formsOf = (paths, { vendor }) => (vendor ? [paths[vendor]] : Object.values(paths));

// Right for one protocol may be wrong for another: without a client, say so.
function rightFor(fitting, right, known, { client }) {
  const found = [finding("good", "url_right", "base-url-regional", known)];
  const others = right.filter((one) => !fitting.includes(one));
  if (!client && others.length) {
    const base = known.url.slice(0, known.url.length - fitting[0].path.length);
    const wanted = others.map((one) => `${one.label}: \`${base}${one.path}\``).join(" · ");
    found.push(finding("note", "others_want", "clients", { wanted }));
  }
  return found;
}

const named = ({ name }) => ({ label: name });
const list = (items) =>
  items
    .map(({ label }) => label)
    .filter((each, i, all) => all.indexOf(each) === i)
    .join(", ");
