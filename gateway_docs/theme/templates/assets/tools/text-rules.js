// Characters that a person does not see, or takes for others, and what a value looks like without them.

const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;
const OTHER_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
const CURLY = /[\u2018-\u201f\u2032\u2033\u00ab\u00bb\u300c-\u300f]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;

const narrow = (character) => (character === "\u3000" ? " " : String.fromCharCode(character.charCodeAt(0) - 0xfee0));

// Findings about characters anywhere in `text`, and the text as it should be.
export function characters(text) {
  const found = [];
  const note = (rule, pattern) => {
    const count = text.match(pattern)?.length;
    if (count) found.push({ level: "error", rule, values: { count: String(count) }, section: "whitespace-in-key" });
  };
  note("invisible", INVISIBLE);
  note("full_width", FULL_WIDTH);
  note("other_spaces", OTHER_SPACES);
  note("curly_quotes", CURLY);
  const clean = text.replace(INVISIBLE, "").replace(FULL_WIDTH, narrow).replace(OTHER_SPACES, " ").replace(CURLY, '"');
  return { found, clean };
}

// The same for one value, such as a key: also what stands around it and what breaks it.
export function singleValue(text) {
  const { found, clean } = characters(text);
  const note = (rule) => found.push({ level: "error", rule, values: {}, section: "whitespace-in-key" });
  let value = clean;
  if (/[\r\n]/.test(value)) note("newline");
  value = value.replace(/[\r\n]+/g, " ");
  if (/^[ \t]|[ \t]$/.test(value.replace(/ $/, /[\r\n]$/.test(clean) ? "" : " "))) note("spaces");
  value = value.trim();
  const quoted = /^(["'`<])(.*)(["'`>])$/.exec(value);
  if (quoted) {
    note("quotes");
    value = quoted[2].trim();
  } else if (/^["'`]|["'`]$/.test(value)) {
    note("quotes");
    value = value.replace(/^["'`]+|["'`]+$/g, "").trim();
  }
  if (DASHES.test(value)) note("dashes");
  value = value.replace(DASHES, "-");
  if (/\s/.test(value)) note("inner_space");
  return { found, value: value.replace(/\s+/g, "") };
}
