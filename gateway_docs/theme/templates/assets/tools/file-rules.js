// Slips of the language in which a configuration file, or lines for a terminal, are written.

import { codeSlips } from "./code-slips.js";
import { formatOf } from "./formats.js";
import { json, json5, jsonc } from "./json-slips.js";
import { finding } from "./slip.js";

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

const LANGUAGES = { json, jsonc, json5, toml, env, yaml, code: codeSlips };

export const slips = (text, format = formatOf(text)) => LANGUAGES[format](text);
