// The sentence of a section that answers a query best, in pieces: those that the query asked for are marked.

import { isHan, pairs } from "./words.js";

const SENTENCE = /[^.!?。！？；\n]+(?:[.!?](?!\s|$)[^.!?。！？；\n]*)*[.!?。！？；]*\s*/gu;
const PIECE = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[._'-]+(?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;
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
  const push = (from, to, terms) => {
    if (from > end) pieces.push({ text: text.slice(end, from), marked: false, terms: [] });
    if (terms.length) pieces.push({ text: text.slice(from, to), marked: true, terms });
    else pieces.push({ text: text.slice(from, to), marked: false, terms });
    end = to;
  };
  for (const { 0: word, index: at } of text.matchAll(PIECE)) {
    if (isHan(word)) for (const [from, to, terms] of runs(word, asked, index)) push(at + from, at + to, terms);
    else push(at, at + word.length, index.termsOf(word).filter((term) => asked.has(term)));
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false, terms: [] });
  return pieces;
}

/** The parts of a run of Chinese characters that the query asked for: [from, to, terms], in their order. */
function runs(word, asked, index) {
  const hits = pairs(word).map((pair, at) => [at, at + [...pair].length, pair]);
  for (const concept of index.concepts.inRun(word)) hits.push([concept.at, concept.at + concept.length, concept.name]);
  const wanted = hits.filter(([, , term]) => asked.has(term)).sort((one, other) => one[0] - other[0]);
  const merged = [];
  for (const [from, to, term] of wanted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to);
      last[2].push(term);
    } else merged.push([from, to, [term]]);
  }
  return merged;
}

/** A long sentence is cut around its first mark. */
function shorten(pieces) {
  const length = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  if (length <= MOST) return pieces;
  const kept = [...pieces];
  let before = kept.slice(0, kept.findIndex((piece) => piece.marked)).reduce((sum, piece) => sum + piece.text.length, 0);
  const skipped = before > BEFORE;
  while (before > BEFORE && !kept[0].marked) before -= kept.shift().text.length;
  let left = MOST;
  const shown = kept.filter((piece) => (left -= piece.text.length) > 0 || piece.marked && left > -30);
  const cut = shown.length < kept.length;
  return [...plain(skipped && "… "), ...shown, ...plain(cut && " …")];
}

function plain(text) {
  return text ? [{ text, marked: false, terms: [] }] : [];
}
