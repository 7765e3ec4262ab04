// What a paste holds: files and lines for a terminal, one or several, among words. Each part is as long as the paste,
// with all that is not its own blanked out, so that lines keep their numbers.

const MOST = 20;
const FENCE = /^[ \t]*(```|~~~)/;
const OBJECT = /^[ \t]*(\{|\[[ \t]*($|\{))/;
const FRAGMENT = /^[ \t]*"[^"\n]+"[ \t]*:/;
const FILE_NAME = /^[^\w.~/\\\n{[]*(?:[A-Za-z]:)?[\w.~/\\%$-]*\.(json[c5]?|toml|ya?ml|env|ps1)[^\w\n]*$/i;
const SHOWS =
  /^[^\w\n]{0,9}(?:\w+@\S+[$#%]|(?:PS )?[A-Z]:\\[^>]*>)?[ \t]{0,9}(?:cat|type|gc|Get-Content|vim?|nano|notepad)[ \t]+[\w.~/$%\\:"'-]+$/;
const SHELL = /^[ \t]*(export|setx|set[ \t]+"?[A-Z]\w*=|\$env:|\[(System\.)?Environment\]::)/i;
const COMMAND = "export[ \\t]|setx?[ \\t]|\\$env:|\\[(?:System\\.)?Environment\\]|[A-Z_]{4,}=|curl[ \\t]|docker[ \\t]";
export const PROMPT = new RegExp(
  `^[ \\t]*(?:\\(\\w+\\)[ \\t]+)?(?:(?:PS )?[A-Z]:\\\\[^>]*>|[\\w.-]+@[^\\s$#%]*[$#%]|[$%>❯]|➜[ \\t]+\\S+)[ \\t]*(?=${COMMAND})`,
);
const QUOTED = /^[ \t]*[>|│┃] ?/;
const NUMBERED = /^[ \t]*(\d{1,4})(?:[:|│.)]|(?=[ \t]|$))[ \t]?/;

// Words that were copied to the bracket that closes a file.
const GLUED = /^([ \t]*[}\]]+)[A-Z\u4e00-\u9fff][^"{}[\]:=]*$/;

// Words before a name that opens an object.
const BEFORE = /^[^"{[\n]*[^"{[\s,](?=[ \t]*"[^"\n]+"[ \t]*:[ \t]*\{[ \t]*$)/;

const filled = (lines) => lines.filter((line) => line.trim());
const most = (lines, pattern, least = 1) =>
  filled(lines).length >= least && filled(lines).every((line) => pattern.test(line) || FENCE.test(line));

// Without the marks of quotations, windows, changes, line numbers and prompts before the lines.
export function plain(given) {
  let lines = given;
  if (most(lines, QUOTED) && !filled(lines).every(isRow)) lines = lines.map((line) => line.replace(QUOTED, ""));
  const numbers = filled(lines).map((line) => NUMBERED.exec(line)?.[1]);
  const counted = numbers.length > 1 || /^[ \t]*\d+[:|│.)]?[ \t]+\S.*[=: \t]/.test(filled(lines)[0]);
  if (numbers.length && counted && numbers.every((number, i) => Number(number) === Number(numbers[0]) + i))
    lines = lines.map((line) => line.replace(NUMBERED, ""));
  if (most(lines, /^[+\- @\\]/, 3) && lines.some((line) => /^\+/.test(line)))
    lines = lines.map((line) => (/^[-@\\]|^\+\+\+/.test(line) ? "" : line.slice(1)));
  return lines.map((line) => line.replace(PROMPT, "").replace(GLUED, "$1").replace(BEFORE, ""));
}

const outsideQuotes = (line) => line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "");
const balance = (line) =>
  [...outsideQuotes(line)].reduce((sum, one) => sum + ("{[(".includes(one) ? 1 : "}])".includes(one) ? -1 : 0), 0);

// A row of a table with a name and a value is a setting; what Markdown makes bold or code is not.
const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|");
const isRow = (line) => /^[ \t]*\|/.test(line) && cells(line).length === 2;
const unmarked = (line) =>
  (isRow(line)
    ? cells(line)
        .map((cell) => cell.trim())
        .join(": ")
    : line
  )
    .replace(/\*\*(?=[^*\s])([^*\n]*)\*\*(?!\*)|`/g, "$1")
    .replace(/^\*(?=\w[\w.]*[ \t]*=)|(?<=["'])\*[ \t]*$/g, "");

// Seven words or more, which name no setting and call nothing.
const isSentence = (line) =>
  /^[A-Z][\w'’]*([ \t]+[^\s={}]+){6,}$/.test(line.trim().replace(/^(\d+[.)]|[-*])[ \t]+/, "")) &&
  !/^\W{0,9}[\w'’]+[ \t]*:|https?:|\w\(/.test(line);

// Words between settings: what they say is no setting, and their signs are no slips.
const isProse = (line) =>
  !/^[ \t]*ENV[ \t]/.test(line) &&
  !SHELL.test(line) &&
  (/^[\w ]{0,80}\b(error|exception|warning|traceback)\b[^=]{0,200}:/i.test(line) ||
    /^[ \t]*(\d+[.)][ \t]+)?[A-Z][\w'’]*([ \t]+[\w'’(),~/.\\`-]+){2,}[ \t]*[.:,;?!]?[ \t]*$/.test(line) ||
    isSentence(line) ||
    /^[ \t]*\+ (\.\.\.|~|CategoryInfo|FullyQualified)/.test(line) ||
    (/\p{Script=Han}/u.test(line) && (/[：:。，！？][ \t]*$/.test(line) || !/[:=：]/.test(line))));

// Each line with the part that it belongs to; `kind` says what shows where the part ends.
function divided(lines) {
  let part = { kind: "words", lines: [] };
  const all = [part];
  let depth = 0;
  const begin = (kind) => {
    part = { kind, lines: [] };
    all.push(part);
    depth = 0;
  };
  for (const [i, line] of lines.entries()) {
    if (FENCE.test(line)) begin(part.kind === "fence" ? "words" : "fence");
    else if (part.kind === "fence" && SHOWS.test(line)) begin("fence");
    else if (part.kind === "fence") part.lines.push(i);
    else {
      const over = depth === 0 && line.trim();
      if (over && part.kind === "object" && !/^[ \t]*[}\],]/.test(line)) begin("words");
      if (over && (FILE_NAME.test(line) || SHOWS.test(line))) begin("words");
      else {
        if (over && OBJECT.test(line)) begin("object");
        else if (over && FRAGMENT.test(line) && isProse(lines[i - 1] ?? "")) begin("words");
        part.lines.push(i);
        depth = Math.max(0, depth + balance(line));
      }
    }
  }
  return all.slice(0, MOST);
}

// Lines for a terminal above or below a file are a part of their own.
function apart({ kind, lines: own }, lines) {
  const isShell = (i) => SHELL.test(lines[i]);
  const table = own.some((i) => /^[ \t]*\[{1,2}[\w."-]+\]{1,2}[ \t]*(#.*)?$/.test(lines[i]));
  if (kind === "object" || !table || !own.some(isShell)) return [{ kind, lines: own }];
  return [own.filter(isShell), own.filter((i) => !isShell(i))].map((some) => ({ kind, lines: some }));
}

// The parts of a text; `isSetting` tells whether one without a fence or braces around it is more than words.
export function parts(text, isSetting) {
  const lines = plain(text.split("\n"));
  const found = divided(lines)
    .flatMap((part) => apart(part, lines))
    .map(({ kind, lines: own }) => {
      const mine = new Set(own);
      const keeps = (i) => mine.has(i) && (kind !== "words" || !isProse(lines[i]));
      const shown = kind === "words" ? unmarked : (line) => line;
      return { kind, text: lines.map((line, i) => (keeps(i) ? shown(line) : "")).join("\n") };
    })
    .filter((part) => part.text.trim());
  const files = found.filter((part) => part.kind !== "words" || isSetting(part.text));
  return (files.length ? files : found.slice(0, 1)).map((part) => part.text);
}
