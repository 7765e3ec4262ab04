// What doctor.py printed: a finding has its mark, and below it a line that is nothing but a link to the section of this
// site that explains it.

import { causeOf } from "./url-rules.js";

const LONGEST = 300;
const MARK = /^[ \t>]*\[!!\] /m;
const LINK = /^[ \t>]*https?:\/\/([^\s/:]+)(?::\d+)?\/\S*?(?:clients\/([\w-]+)\/|[\w-]+\/)#([\w-]+)[ \t]*$/;

// The sections that a report of doctor.py names, in its order.
export function diagnosed(text, { facts }) {
  if (!MARK.test(text)) return [];
  const links = text.split("\n").map((line) => line.length < LONGEST && LINK.exec(line.trimEnd()));
  const found = links
    .filter((link) => link && causeOf(link[1].toLowerCase(), facts.urls.hosts) === "site")
    .filter(([, , client]) => !client || facts.clients.some(({ id }) => id === client))
    .map(([, , client, section]) => ({
      level: "error",
      rule: "error_section",
      section,
      values: {},
      ...(client && { client }),
    }));
  const same = (one) => (other) => other.section === one.section && other.client === one.client;
  return found.filter((one, i) => found.findIndex(same(one)) === i);
}
