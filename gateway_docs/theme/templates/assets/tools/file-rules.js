// A configuration file, or lines for a terminal: slips of its language, and the settings in it.

import { closed, isElided, isPart, outside, whole } from "./elided.js";

const finding = (rule, line, values = {}) => ({
  level: "error",
  rule,
  section: "configure",
  values: { ...values, line: String(line) },
});

const lineAt = (text, index) => text.slice(0, index).split("\n").length;

// Ways to set a variable that stand in no file of settings.
export const SETS_VARIABLES =
  /SetEnvironmentVariable\(|<env name="|^[ \t]*docker run |^[ \t]*echo[ \t]+["']?export[ \t]|[ \t](-e|--env)[ \t]+["']?[A-Z]\w*=|^[ \t]*((launchctl[ \t]+)?setenv[ \t]+\w|ENV[ \t]+\w|set[ \t]+(-\w+[ \t]+|")\w|alias[ \t]+[\w.-]+=.?[A-Z]\w+=|Environment=|(Set|New)-Item .*\bEnv:)/m;

// name=value and nothing else, which no TOML has: its texts stand in quotes.
const isBare = (text) => {
  const filled = text.split("\n").filter((line) => line.trim() && !/^[ \t]*#/.test(line));
  return (
    filled.every((line) => /^[ \t]*\w+=[^\s"'[{]+[ \t]*$/.test(line)) &&
    filled.some((line) => /[a-z]\w*=https?:/i.test(line))
  );
};

export function formatOf(text) {
  const start = text.trimStart();
  if (/^\{/.test(start) || /^\[\s*[{"]/.test(start)) return "json";
  if (SETS_VARIABLES.test(text)) return "env";
  if (/^[ \t]*(import|from|const|let|var)\s|\w\([ \t]*$|\w\([^()\n]*\)/m.test(text)) return "code";
  if (
    /^[ \t]*(export[ \t]+\w+|\$env:\w+|setx[ \t]+\w+|set[ \t]+"?\w+=|[A-Z][A-Z0-9_]{2,}[ \t]*=)/m.test(text) &&
    !/^[ \t]*\[\w/m.test(text)
  )
    return "env";
  // Nix, Lua and the like open a brace behind `=`, which TOML does only on one line.
  if (/^[ \t]*Invoke-RestMethod[ \t]|^[ \t]*[\w."-]+[ \t]*=[ \t]*\{[ \t]*$/m.test(text)) return "code";
  if (isBare(text)) return "env";
  if (/^[ \t]*\[{1,2}[\w."-]+\]{0,2}[ \t]*$/m.test(text) || /^[ \t]*[\w.-]+[ \t]*=[ \t]*\S/m.test(text)) return "toml";
  if (/^[ \t]*"[^"\n]+"[ \t]*:/.test(start)) return "json";
  if (/^[ \t]*(?:- +)?["']?[\w\u4e00-\u9fff][\w\u4e00-\u9fff -]{0,60}["']?:([ \t]|$)/m.test(text)) return "yaml";
  return "code";
}

const JSON_SLIPS = [
  ["json_comment", /(^|\s)(\/\/|\/\*|#)/m],
  ["json_trailing_comma", /,(?=\s*[}\]])/],
  ["json_single_quotes", /'/],
  ["json_unquoted", /[{,]\s*[A-Za-z_][\w-]*\s*:/],
  ["json_missing_comma", /["\d}\]el][ \t]*\n\s*"/],
];

function json(text) {
  const full = whole(text);
  try {
    JSON.parse(isPart(text) ? full.replace(/,(?=\s*\}+$)/, "") : full);
    return [];
  } catch {
    const bare = outside(full);
    const slips = JSON_SLIPS.map(([rule, pattern]) => [rule, pattern.exec(bare)]).filter(([, match]) => match);
    if (slips.length) {
      const [rule, match] = slips[0]; // others often follow from the first
      return [finding(rule, lineAt(bare, match.index + leading(match[0])))];
    }
    if ((bare.match(/"/g)?.length ?? 0) % 2) return [finding("unclosed_quote", lineAt(bare, bare.lastIndexOf('"')))];
    if (isPart(text) || isElided(text)) return [];
    const open = unclosed(bare);
    return open.length ? open : [finding("json_broken", 1)];
  }
}

const unclosed = (bare) => (closed(bare) ? [] : [finding("json_unclosed", lineAt(bare, bare.length))]);

const leading = (text) => text.length - text.trimStart().length;

// Files of the kind that Python and Git call ini, and properties of Java, quote nothing.
const QUOTES = /^[ \t]*[\w.-]+[ \t]*=[ \t]*(["'[{]|-?\d|true\b|false\b)/m;
const isIni = (text) => /^[ \t]*(\[[\w.-]+\]|\w+(\.[\w-]+){2,}[ \t]*=)/m.test(text) && !QUOTES.test(text);

function toml(text) {
  const found = [];
  const ini = isIni(text);
  const seen = new Set();
  let table = "";
  for (const [i, whole] of text.split("\n").entries()) {
    const line = whole.trim();
    const note = (rule, values) => found.push(finding(rule, i + 1, values));
    if (!line || line.startsWith("#")) continue;
    if (line.startsWith("[")) {
      if (!/^\[.*\]\s*(#.*)?$/.test(line)) {
        note("toml_table");
        continue;
      }
      if (!ini && /^\[+[\w.-]+[ \t]+\w[\w. \t-]*\]/.test(line)) note("toml_name");
      if (seen.has(line) && !line.startsWith("[[")) note("twice", { name: line });
      seen.add(line);
      table = line;
      continue;
    }
    const [, name, value] = /^("?[\w.-]+"?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (!name) {
      if (/^[\w.-]+\s*:\s*(["']|\S+$)/.test(line)) note("toml_colon");
      continue;
    }
    if (seen.has(`${table} ${name}`)) note("twice", { name });
    seen.add(`${table} ${name}`);
    if (!ini && /^\\?[A-Za-z]/.test(value) && !/^(true|false|inf|nan)\b/.test(value)) note("toml_unquoted", { name });
    else if (/^"[^"]*"\s*,/.test(value)) note("toml_comma");
    else if (/^"[^"]*$/.test(value) && !value.startsWith('"""')) note("unclosed_quote");
  }
  return found;
}

// In a shell's start file, or among lines with export, programs do not see what is not exported.
const START_FILE = /\.(bashrc|zshrc|zshenv|bash_profile|zprofile|profile)\b|^[ \t]*export[ \t]/m;
const OF_CLIENT = /^[ \t]*((?:ANTHROPIC|OPENAI|GEMINI|GOOGLE|GATEWAY|CODEX|CLAUDE)_\w+)=\S/;

// Docker takes quotes as part of the value, in a file for docker run and in a list of Compose.
const OF_DOCKER = /docker run [^\n]*--env-file/;
const QUOTED = /^[ \t]*(?:-[ \t]+)?([A-Za-z_]\w*)=(["']).*\2[ \t]*$/;

function env(text) {
  const found = [];
  const ofDocker = OF_DOCKER.test(text);
  const shell = START_FILE.test(text);
  const exported = new Set([...text.matchAll(/^[ \t]*export[ \t]+(\w+)[ \t]*$/gm)].map(([, name]) => name));
  text.split("\n").forEach((line, i) => {
    const note = (rule, values) => found.push(finding(rule, i + 1, values));
    const quoted = ofDocker && QUOTED.exec(line)?.[1];
    if (quoted) note("docker_quotes", { name: quoted });
    const unseen = shell && OF_CLIENT.exec(line)?.[1];
    if (unseen && !exported.has(unseen)) note("not_exported", { name: unseen });
    const [, exports, name, before, after] = /^\s*(export\s+)?(\w+)(\s*)=(\s*)\S/.exec(line) ?? [];
    if (name && (before || (after && exports))) note("env_spaces", { name });
    if (/^\s*set\s+\w+="/i.test(line)) note("cmd_quotes");
    if (/["']\$env:\w+\s*=/i.test(line)) note("run_together");
    const [, colon] = /^([A-Z][A-Z0-9_]{2,}):[ \t]*\S/.exec(line) ?? [];
    if (colon) note("env_colon", { name: colon });
    if (/=\s*"[^"]*$/.test(line)) note("unclosed_quote");
    if (/=\s*[^"'\s#]+\s+[^\s#]/.test(line) && exports) note("env_unquoted", { name });
  });
  return found;
}

function yaml(text) {
  const found = [];
  let above = "";
  text.split("\n").forEach((line, i) => {
    if (/^ *\t/.test(line)) found.push(finding("yaml_tab", i + 1));
    else if (/^ *(?:- *)?[A-Za-z_]\w{0,60}:[^\s/]/.test(line)) found.push(finding("yaml_space", i + 1));
    above = /^[ \t]*([\w-]+):[ \t]*$/.exec(line)?.[1] ?? above;
    const name = above === "environment" && /^[ \t]*-/.test(line) && QUOTED.exec(line)?.[1];
    if (name) found.push(finding("docker_quotes", i + 1, { name }));
  });
  return found;
}

const LANGUAGES = { json, toml, env, yaml, code: () => [] };

// JSON with comments and commas, as some tools read it. Without quotes around names it is JSON5.
LANGUAGES.jsonc = (text) => json(bareJson(text));
LANGUAGES.json5 = (text) => {
  const comma = LANGUAGES.jsonc(text).filter(({ rule }) => rule === "json_missing_comma");
  return comma.length || isPart(text) || isElided(text) ? comma : unclosed(outside(bareJson(text)));
};

const bareJson = (text) =>
  text
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
      part[0] === '"' ? part : part.replace(/[^\n]/g, " "),
    )
    .replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === "," ? " " : part));

export const slips = (text, format = formatOf(text)) => LANGUAGES[format](text);
