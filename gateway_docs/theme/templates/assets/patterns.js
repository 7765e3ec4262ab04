// Texts in regular expressions; RegExp.escape is of 2025.
export const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

// Finds the names where they stand by themselves, and not as a part of a longer name or address.
export const whole = (...names) => new RegExp(`(?<![\\w.-])(?:${names.map(escaped).join("|")})(?![\\w-]|\\.\\w)`, "g");
