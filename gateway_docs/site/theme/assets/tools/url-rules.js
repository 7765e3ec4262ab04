// What is wrong with a base URL. `about` is {facts, client, vendor, region}; client and vendor may be undefined.

import { nearest } from "./near.js";

const VENDOR_HOSTS = /(^|\.)(openai\.com|chatgpt\.com|anthropic\.com|claude\.ai|claude\.com|googleapis\.com|google\.com)$/;
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$/;
const ENDPOINT = /\/(chat\/completions|completions|responses|messages|embeddings|models(\/.*)?|[^/]*:\w*generatecontent)$/i;
const DOUBLED = /\/(v1|v1beta)\/(v1|v1beta)(?=\/|$)/i;
const VERSION = /\/v\d\w*$/i;

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

export function checkUrl(text, about) {
  const parts = /^(?:([a-z][a-z0-9+.-]*):(\/*))?([^/?#\s]*)([^?#]*)([?#].*)?$/i.exec(text);
  if (!parts || !parts[3]) return [finding("error", "no_url", "base-url-regional")];
  const [, scheme, slashes = "", authority, path, rest] = parts;
  const found = schemeRules(scheme?.toLowerCase(), slashes);
  const [host, port] = authority.toLowerCase().replace(/^.*@/, "").split(/:(?=\d*$)/);
  if (authority.includes("@")) found.push(finding("error", "credentials_in_url", "base-url-regional"));
  if (rest) found.push(finding("error", "query", "base-url-regional", { part: rest }));
  const region = regionOf(host, path, about.facts);
  if (!region) return [...found, hostRule(host, about)];
  if (port && port !== "443") found.push(finding("error", "port", "base-url-regional", { port }));
  const behind = region.address.slice(region.host.length);
  found.push(...pathRules(path.slice(behind.length), region, about, found.length > 0));
  if (about.region && region.id !== about.region) {
    const shown = about.facts.regions.find(({ id }) => id === about.region);
    found.push(finding("note", "other_region", "choose-region", { region: region.label, shown: shown.label }));
  }
  return found;
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
  if (host === facts.console) return finding("error", "console", "base-url-regional");
  if (facts.pages.includes(host)) return finding("error", "site", "base-url-regional");
  if (VENDOR_HOSTS.test(host)) return finding("error", "vendor_host", "base-url-not-used", { host });
  if (LOCAL.test(host)) return finding("warning", "local", "network", { host });
  const meant = nearest(host, facts.regions.map((region) => region.host));
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

function pathRules(given, region, about, faulty) {
  const path = given.replace(/\/+$/, "");
  const right = rightPaths(about);
  const fitting = right.filter((one) => one.path === path);
  const url = (one) => `https://${region.address}${one.path}`;
  if (fitting.length) {
    const known = { url: url(fitting[0]), what: list(fitting), region: region.label };
    return faulty ? [finding("note", "otherwise", "base-url-regional", known)] : rightFor(fitting, right, known, about);
  }
  const expected = { expected: right.map((one) => `\`${url(one)}\``).filter((each, i, all) => all.indexOf(each) === i).join(" · ") };
  if (DOUBLED.test(path)) return [finding("error", "doubled_version", "error-404", expected)];
  if (ENDPOINT.test(path)) return [finding("error", "full_endpoint", "error-404", expected)];
  const others = about.client ? [] : about.facts.clients.filter(({ paths }) => Object.values(paths).includes(path));
  if (others.length) return [finding("warning", "only_for", "clients", { what: list(others.map(named)), ...expected })];
  if (right.some((one) => one.path.replace(VERSION, "") === path)) {
    return [finding("error", "missing_version", "error-404", expected)];
  }
  if (right.some((one) => one.path === path.replace(VERSION, ""))) {
    return [finding("error", "extra_version", "error-404", expected)];
  }
  return [finding("error", "path", "error-404", { path: given, ...expected })];
}

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
const list = (items) => items.map(({ label }) => label).filter((each, i, all) => all.indexOf(each) === i).join(", ");
