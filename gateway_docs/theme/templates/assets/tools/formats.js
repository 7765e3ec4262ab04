// The language that a pasted text is written in.

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
