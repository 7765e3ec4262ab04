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

// At least two and at most six places, half of the last one rounded up, thousands apart: 1,234.50
export function money({ digits, places }) {
  const wanted = 6;
  const unit = 10n ** BigInt(Math.max(places - wanted, 0));
  const rounded = places > wanted ? (digits + unit / 2n) / unit : digits * 10n ** BigInt(wanted - places);
  const text = rounded.toString().padStart(wanted + 1, "0");
  const whole = text.slice(0, -wanted).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${text.slice(-wanted).replace(/0+$/, "").padEnd(2, "0")}`;
}
