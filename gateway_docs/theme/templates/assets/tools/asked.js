// What the address shows that a pasted error says was asked: 404 at …/chat/completions, or at …/v1/v1/messages.

const NOT_FOUND = /\b40[45]\b|not found|not allowed|cannot (get|post)|nothing at|(invalid|unknown request) url/i;
const ASKED = /(?:https?:\/\/[\w.-]+(?::\d+)?|\bPOST )((?:\/[\w:-]+(?:\.[\w:-]+)*)+)/gi;
const BARE = /^\/(chat\/completions|responses|completions|embeddings|messages|models\/[\w.-]+:\w+)$/;
const TWICE = /(\/v\d)(?=\/v1beta\/)|(\/v\d(?:beta)?|(?:\/v1)?\/messages|\/chat\/completions|\/responses)\2(?=\/|$)/;
const LONGEST = 1000;

const finding = (rule, values) => ({ level: "warning", rule, section: "error-404", values });

export function asked(text) {
  const lines = text.split("\n").filter((line) => line.length < LONGEST && NOT_FOUND.test(line));
  const found = lines.flatMap((line) =>
    [...line.matchAll(ASKED)].flatMap(([, path]) => {
      const twice = TWICE.exec(path);
      if (twice) return [finding("asked_twice", { asked: path, twice: twice[1] ?? twice[2] })];
      return BARE.test(path)
        ? [finding("asked_bare", { asked: path, version: path.includes(":") ? "/v1beta" : "/v1" })]
        : [];
    }),
  );
  return found.slice(0, 1);
}
