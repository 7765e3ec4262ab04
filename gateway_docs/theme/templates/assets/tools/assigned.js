// What lines for a terminal and code assign, told by name; see entries.js.

const ASSIGNED =
  /(?<=^|[\s;&"'])(?:(?:export|setx?|-e|--env|ENV|-gx|-x|setenv)[ \t]+|\$env:)?["']?([A-Za-z_]\w*)["']?[ \t]*(?:=|(?<=(?:setx|setenv|ENV|-gx|-x)[ \t]+"?\w+"?)[ \t])[ \t]*(?:"([^"\n]*)"?|'([^'\n]*)'?|([^\s;"'&]+))/gim;
const OTHER_WAYS = [
  /<env name="(\w+)" value="([^"\n]*)"/g,
  /SetEnvironmentVariable\(\s*["'](\w+)["']\s*,\s*["']([^"'\n]*)["']/g,
  /(?<!\$)\bEnv:\\?(\w+)[ \t]+(?:-Value[ \t]+)?["']?([^\s"']+)/gi,
  /^[ \t]*([A-Z]+_[A-Z0-9_]+):[ \t]+["']?([^\s"']+)/gm, // a slip, and what was meant
];
// What stands around variables: comments, and the name of an alias or of a line of systemd.
const AROUND = /^([ \t]*)(?:#[^\n]*|(?:alias[ \t]+[\w.-]+|Environment)=["']?)/gm;

export function env(text, tell) {
  const plain = text.replace(AROUND, (line) => " ".repeat(line.length));
  for (const match of plain.matchAll(ASSIGNED)) tell([match[1]], match[2] ?? match[3] ?? match[4], match.index);
  for (const way of OTHER_WAYS) for (const match of plain.matchAll(way)) tell([match[1]], match[2], match.index);
}

// Variables that code sets for what it calls.
const IN_ENVIRONMENT =
  /(?:environ(?:\.setdefault)?|putenv|process\.env)(?:[[(][ \t]*["'](\w+)["'][ \t]*\]?|\.(\w+))[ \t]*[=,][ \t]*["']([^"'\n]*)["']/g;
const SETTING =
  /(?<![\w.$-])(?:openai\.)?["']?([A-Za-z_][\w-]*)["']?[ \t]*[:=][ \t]*(?:[fFrRbBuU]{0,2}"((?:[^"\\\n]|\\.)*)"?|'([^'\n]*)'?|([^\s,;(}\])"']+))/g;

// What Java and its kin give to a builder: OpenAiChatModel.builder().baseUrl("…").
const BUILT = /(?<!\w)(\w{1,60})\.builder\(\)|\.(base_?url|api_?key|model(?:_?name)?)\([ \t]*"([^"\n]*)"[ \t]*\)/gi;

// The name of something, or what a function gives; keys and models stand in quotes.
const NO_LITERAL = /^[{[]?(?!sk-|true$|false$)[A-Za-z_][\w.]*\.?$/;

// Settings in code stand below what is called: OpenAI(base_url="…"). A name stands for the text that it was given above.
export function code(text, tell) {
  const plain = text.replace(/^([ \t]*)(#|\/\/)[^\n]*/gm, "$1");
  for (const [, name = "", other, value, index] of [...plain.matchAll(IN_ENVIRONMENT)].map((one) => [
    ...one,
    one.index,
  ]))
    tell(["env", name || other], value, index);
  let builder = [];
  for (const { 1: model, 2: name, 3: value, index } of plain.matchAll(BUILT))
    if (model) builder = [model];
    else tell([...builder, name], value, index);
  const calls = [...plain.matchAll(/(?<!\w)([A-Z]\w{1,60})[ \t]*\(/g)];
  const given = new Map();
  let called = -1;
  for (const match of plain.matchAll(SETTING)) {
    while (calls[called + 1]?.index < match.index) called++;
    const said = (match[2] ?? match[3])?.replace(/\\n/g, "\n");
    const value = said ?? given.get(match[4]) ?? (NO_LITERAL.test(match[4]) ? `$${match[4]}` : match[4]);
    if (said !== undefined) given.set(match[1], said);
    if (/^https?$/i.test(match[1]) || match[4]?.startsWith("//")) continue;
    tell(calls[called] ? [calls[called][1], match[1]] : [match[1]], value, match.index);
  }
}
