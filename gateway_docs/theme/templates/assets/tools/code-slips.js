// Slips of code: a comma that is missing between what is given to an SDK.

import { finding } from "./slip.js";

const GIVEN = /^[ \t]*["']?[A-Za-z_]\w*["']?[ \t]*([:=])[ \t]*[frbu]?(["'`])[^"'`\n]*\2[ \t]*((\/\/|#)[^\n]*)?$/;
const NEXT = { ":": /^[ \t]*["']?[A-Za-z_][\w-]*["']?[ \t]*:/, "=": /^[ \t]*[A-Za-z_]\w*[ \t]*=(?!=)/ };
const INSIDE = { ":": "{", "=": "(" };
const CLOSES = { "}": "{", ")": "(", "]": "[" };
const outsideQuotes = (line) => line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(^|\s)(\/\/|#).*/g, "");

// Names with a text stand below each other inside one bracket.
export function codeSlips(text) {
  const found = [];
  const open = [];
  let above; // the sign of the setting that ended the line before without a comma, and that line
  for (const [i, line] of text.split("\n").entries()) {
    if (!line.trim() || /^[ \t]*(#|\/\/)/.test(line)) continue;
    if (above && NEXT[above.sign].test(line)) found.push(finding("json_missing_comma", above.line));
    for (const one of outsideQuotes(line)) {
      if ("{[(".includes(one)) open.push(one);
      else if (CLOSES[one] && open.at(-1) === CLOSES[one]) open.pop();
    }
    const sign = GIVEN.exec(line)?.[1];
    above = sign && open.at(-1) === INSIDE[sign] ? { sign, line: i + 1 } : undefined;
  }
  return found;
}
