// What a text leaves open, and what its tool does not read of it.

import { pattern } from "./globs.js";
import { hasAddress, KEY, MODEL } from "./setting-rules.js";
import { guided, owner } from "./tools-of.js";

const finding = (level, rule, section, values = {}) => ({ level, rule, section, values });

// An address that is switched off.
const IN_COMMENT =
  /^[ \t]*(?:#|\/\/|;|REM[ \t])[ \t]*(?:export[ \t]+)?["']?([\w.]*(?:base|proxy|url)\w*)["']?[ \t]*[:=][ \t]*["']?https?:/i;
function inComment(text) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => IN_COMMENT.test(line));
  if (at < 0) return [];
  const [, name] = IN_COMMENT.exec(lines[at]);
  return [finding("warning", "in_comment", "base-url-not-used", { name, line: String(at + 1) })];
}

export function nothingRead({ text }) {
  const found = inComment(text);
  return found.length ? found : [finding("warning", "no_settings", "clients")];
}

// Addresses that no request for a model is sent to.
const ELSEWHERE = /^(\$schema|(all_|https?_)?proxy(_url)?)$/i;

// What nobody can tell from this text: where its requests go, and what only its client knows.
export function unchecked(read, known, told, about, named) {
  const { client } = about;
  const asks = (client || read.some(({ name }) => KEY.test(name) || MODEL.test(name))) && !told;
  const elsewhere = known.some(({ file }) => file.needs_address === false);
  const address = read.some(
    ({ name, value = "" }) =>
      hasAddress({ name: name.replace(/ /g, "_"), value }) || (!ELSEWHERE.test(name) && /^https?:\/\//.test(value)),
  );
  const missing = asks && !elsewhere && !address;
  const found = missing ? [...inComment(about.text), finding("note", "missing_url", "base-url-not-used")] : [];
  if (client || named) return found;
  const tool = known.find(({ file }) => file.client ?? file.name);
  return [
    ...found,
    tool
      ? finding("note", "read_as", "clients", { client: owner(tool.file, about)?.name ?? tool.file.name })
      : finding("note", "no_tool", "clients"),
  ];
}

// A file of another tool than the one that the reader chose.
export function otherTool(files, { client, ...about }) {
  const theirs = ({ file }) => [file.client].flat().includes(client?.id);
  if (!client || !files.length || files.some(theirs)) return [];
  const other = owner(files[0].file, about)?.name ?? files[0].file.name;
  return [{ ...finding("warning", "other_tool", "configure", { other, client: client.name }), client: client.id }];
}

// A path in the text that the tool does not read.
export function unread(text, about) {
  return about.facts.files.flatMap((file) =>
    Object.entries(file.unread ?? {}).flatMap(([path, right]) => {
      const named = pattern(path, "i").exec(text)?.[0];
      const tool = owner(file, about);
      if (!named || !tool || (about.client && tool !== about.client)) return [];
      return guided([finding("error", "unread_file", "configure", { file: named, right })], file, about);
    }),
  );
}
