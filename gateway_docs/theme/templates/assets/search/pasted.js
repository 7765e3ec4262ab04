// Takes out of a pasted error what differs for every reader, and keeps what says which error it is.

const KEY = /\b(?:sk|pk|key|cr|aiza|bearer)[-_][\w*.…•-]{3,}|\baiza[\w*-]{10,}|\b[\w-]*\*{3,}[\w*-]*/g;
const STAMP =
  /\b\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?\b|\b\d\d?:\d\d(?::\d\d)?(?:\.\d+)?\b/g;
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;
const IDENTIFIER = /\b(?:req|request|resp|msg|chatcmpl|trace|cf-ray|run|org|proj|acct|toolu|call|ray)[-_:]\w*\d\w*\b/g;
const SCRAMBLED = /\b(?=\w*\d\w*[a-z]\w*\d|\w*[a-z]\w*\d\w*[a-z]\w*\d)\w{9,}\b/g;
const ADDRESS =
  /\b(?:https?|wss?):\/\/(\[[\da-f:]+\]|[^\s/:"'<>?#,;，。；）)]+)(?::\d+)?([^\s"'<>?#,;，。；）)\]}]*)[^\s"'<>,;，。；）)\]}]*/g;
const FILE =
  /(?:\bfile ")?(?:[a-z]:\\|(?<![\w.~:/])\/(?:usr|home|users|opt|var|root|app|tmp|private|mnt|lib|etc)\/)[^\s"'，。)]*"?(?:, line \d+(?:, in [\w<>]+)?)?/g;
// The hidden folder of a tool names it: ~/.codex/config.toml.
const HIDDEN = /(?<=[\\/]\.)[a-z][a-z-]+/g;
const FRAME = /^\s*at .*\(.*:\d+:\d+\)\s*$/gm;
// LiteLLM's router behind each error of a vendor.
const ROUTED = /(?:received|available|no fallback) model group\b[^'"}]*/g;
const ESCAPE = /\\(?:u[\da-f]{4}|x[\da-f]{2}|[nrt"'\\/])/g;
const LOCAL =
  /\b(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|192\.168(?:\.\d+){2}|10(?:\.\d+){3}|host\.docker\.internal)(?::\d+)?\b|\[?::1\]?(?::\d+)?/g;
const NUMBER = /(?<![\w.])[\d][\d,.]*(?![\w])/g;
const NAME = /[A-Za-z][A-Za-z\d]*/g;
const HUMP = /(?<=[a-z\d])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])/g;
const STATUS = /^[45]\d\d$/;

/** `text` is in lower case. Addresses keep their path, and their host when `hosts` says that it tells something. */
export function essence(text, hosts) {
  return text
    .replace(FRAME, " ")
    .replace(ESCAPE, " ")
    .replace(ROUTED, " ")
    .replace(KEY, " ")
    .replace(UUID, " ")
    .replace(STAMP, " ")
    .replace(FILE, (path) => ` ${path.match(HIDDEN)?.join(" ") ?? ""} `)
    .replace(LOCAL, " localhost ")
    .replace(ADDRESS, (_, host, path) => ` ${hosts.find((known) => host.endsWith(known)) ?? ""} ${path} `)
    .replace(IDENTIFIER, " ")
    .replace(SCRAMBLED, " ")
    .replace(NUMBER, (number) => (STATUS.test(number) ? number : " "));
}

/** `text` with its names opened that nobody knows as they are: ConnectionRefused becomes connection_refused. */
export function opened(text, isKnown = () => false) {
  return text.replace(NAME, (name) => (isKnown(name) ? name : name.replace(HUMP, "_")));
}

/** Whether a query looks like something that was copied and not typed. */
export function isPasted(text) {
  return text.length > 60 || /[{}<>"`]|https?:|\w_\w+_|error:|\w\.\w+error|\berr_/i.test(text);
}
