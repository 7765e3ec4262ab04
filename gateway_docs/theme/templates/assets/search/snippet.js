// The sentence of a section that answers a query best, in pieces: those that the query asked for are marked.

import { cut } from "./words.js";

const SENTENCE = /[^.!?。！？；\n]+(?:[.!?](?!\s|$)[^.!?。！？；\n]*)*[.!?。！？；]*\s*/gu;
const WORD = /\p{Script=Han}\s*|[^\s\p{Script=Han}]+\s*|\s+/gu;
const JOINT = /^[._'-]+$/;
const MOST = 190;
const BEFORE = 60;

/** [{text, marked}] of the best sentence. `asked` maps the terms of the query to what they are worth. */
export function snippet(text, asked, index) {
  let best = null;
  for (const sentence of text.match(SENTENCE) ?? []) {
    const pieces = mark(sentence.trim(), asked, index);
    const held = new Set(pieces.flatMap((piece) => piece.terms));
    const worth = [...held].reduce((sum, term) => sum + asked.get(term), 0);
    if (!best || worth > best.worth) best = { pieces, worth };
  }
  return shorten(best?.pieces ?? []);
}

/** All of a text in pieces. */
export function mark(text, asked, index) {
  const pieces = [];
  let end = 0;
  const upTo = (to, terms) => {
    if (to > end) pieces.push({ text: text.slice(end, to), marked: terms.length > 0, terms });
    end = Math.max(end, to);
  };
  const hits = index.terms(cut(text)).filter(({ term }) => asked.has(term));
  for (const { term, from, to } of hits.sort((one, other) => one.from - other.from)) {
    const last = pieces.at(-1);
    if (last?.marked && (from < end || JOINT.test(text.slice(end, from)))) {
      last.terms.push(term);
      last.text += text.slice(end, to);
      end = Math.max(end, to);
    } else {
      upTo(from, []);
      upTo(to, [term]);
    }
  }
  upTo(text.length, []);
  return pieces;
}

/** A long sentence is cut around its first mark, between words. */
function shorten(pieces) {
  const sum = (some) => some.reduce((length, { text }) => length + text.length, 0);
  if (sum(pieces) <= MOST) return pieces;
  const kept = pieces.flatMap((piece) => (piece.marked ? [piece] : piece.text.match(WORD).flatMap(plain)));
  let before = sum(
    kept.slice(
      0,
      Math.max(
        0,
        kept.findIndex((piece) => piece.marked),
      ),
    ),
  );
  const skipped = before > BEFORE;
  while (before > BEFORE) before -= kept.shift().text.length;
  let end = 0;
  for (let left = MOST; end < kept.length && left >= kept[end].text.length; end++) left -= kept[end].text.length;
  return [...plain(skipped && "… "), ...kept.slice(0, end), ...plain(end < kept.length && " …")];
}

function plain(text) {
  return text ? [{ text, marked: false, terms: [] }] : [];
}
