// Exact decimal numbers: digits is a BigInt, places says how many of them stand behind the point.

export function decimal(text) {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(text).trim());
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const [, whole, fraction = ""] = match;
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

export const times = (a, b) => ({ digits: a.digits * b.digits, places: a.places + b.places });

export const perMillion = (a) => ({ digits: a.digits, places: a.places + 6 });

export function plus(a, b) {
  const places = Math.max(a.places, b.places);
  const scaled = ({ digits, places: own }) => digits * 10n ** BigInt(places - own);
  return { digits: scaled(a) + scaled(b), places };
}

// All places, at least two, thousands apart: 1,234.50. Nothing is rounded: readers check one line against the next.
export function money({ digits, places }) {
  const text = digits.toString().padStart(places + 1, "0");
  const [whole, fraction] = [text.slice(0, text.length - places), text.slice(text.length - places)];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction.replace(/0+$/, "").padEnd(2, "0")}`;
}
